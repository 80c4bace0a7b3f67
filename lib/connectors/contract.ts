import type { z } from 'zod'
import type {
  Administration,
  Balance,
  BookedEntry,
  BooksMessage,
  Chart,
  EntryKey,
  Period,
  SalesEntry,
} from '@/lib/domain/books'
import type { Day } from '@/lib/domain/day'
import type { EntryFile } from '@/lib/domain/document'
import type { BooksDebtor, Debtor, DebtorKey, DebtorKind } from '@/lib/domain/debtor'
import type { CompanyProfile, Invoice, RevenueGroup, VatClass } from '@/lib/domain/invoice'
import type { Cents } from '@/lib/domain/money'
import type { Payment, TimelineMessage } from '@/lib/domain/payment'
import type { ConnectorError } from './errors'
import type { HttpDoor } from './http'

/**
 * Where a list was left: opaque text that only its writer reads. It serves "resume" and "next time" alike;
 * reading from it may bring records again, but never misses one.
 */
export type Checkpoint = string & { readonly __brand: 'Checkpoint' }

/** A record that does not parse: shown to a person, never dropped. `ref` is null when not even the id is readable. */
export type Rejected = { ref: string | null; label: string | null; reason: string }

export type Page<T> = { items: T[]; rejected: Rejected[]; checkpoint: Checkpoint; hasMore: boolean }

/** The outcome of one record of a batch: one bad record never stops its neighbours. */
export type PutOutcome = { ok: true; id: string; created: boolean } | { ok: false; error: ConnectorError }

export type AccountInfo = { ref: string; label: string; email: string | null }

/** A payment as it stands in the source. */
export type SourcePayment = { id: string; invoiceRef: string; paidOn: Day; amountCents: Cents; description: string }

/** The business software: invoices and debtors come from here, payments go back to it. */
export interface SourceAccount {
  /** Who we are signed in as. @throws ConnectorError `auth` when the credentials do not work. */
  check(): Promise<AccountInfo>
  listCompanyProfiles(): Promise<CompanyProfile[]>
  listRevenueGroups(): Promise<RevenueGroup[]>
  listVatClasses(): Promise<VatClass[]>
  /** One page (one call) of sent invoices dated from `issuedFrom`, up to and on `issuedUntil`; drafts without a number are left out. */
  listInvoices(after: Checkpoint | null, filter: { issuedFrom: Day; issuedUntil?: Day }): Promise<Page<Invoice>>
  /** The named invoices as they are now, read in batches; one that no longer exists is simply absent. */
  getInvoices(refs: readonly string[]): Promise<{ items: Invoice[]; rejected: Rejected[] }>
  /** One page (one call) of relations of this kind, by change stamp. */
  listDebtors(after: Checkpoint | null, kind: DebtorKind): Promise<Page<Debtor>>
  /** The named debtors as they are now, read in batches. */
  getDebtors(keys: readonly Pick<DebtorKey, 'ref' | 'kind'>[]): Promise<{ items: Debtor[]; rejected: Rejected[] }>
  /** All payments registered on these invoices, read in batches. */
  listPayments(invoiceRefs: readonly string[]): Promise<SourcePayment[]>
  /** Registers each payment unless its marker is there already; looks before it writes, in one batch. */
  putPayments(payments: readonly Payment[]): Promise<PutOutcome[]>
  /** Writes a message on an invoice's timeline unless its marker is there already. */
  putTimelineMessage(message: TimelineMessage): Promise<{ id: string; created: boolean }>
  /**
   * The PDF that went out with this invoice, byte by byte; null when the source keeps none. Two calls.
   * @throws ConnectorError with reason `too-large` above `mostFileBytes`, `no-rights` when documents may not be read.
   */
  readInvoicePdf(invoiceRef: string): Promise<Uint8Array | null>
}

/** A debtor to create or change in the books. `id` null: create. Fields that are null are left as they are in the books. */
export type DebtorWrite = {
  id: string | null
  /** Our own reference, stored in the books so that a lost answer to a create is found again. */
  externalRef: string
  debtor: Debtor
  /** Whether the name in the books may be replaced; false for debtors that were there before us. */
  replaceName: boolean
  /** The sales journal whose number range supplies a new debtor's number. */
  journalRef: string
}

/** An entry whose money is awaited, or was settled and may come open again: a direct debit can be taken back. */
export type WatchedEntry = EntryKey & { knownPaidCents: Cents; isSettled: boolean }

/** The accounting package: sales entries and debtors go to it, balances come back. Every call names its administration. */
export interface AccountingAccount {
  check(): Promise<AccountInfo>
  listAdministrations(): Promise<Administration[]>
  readChart(administrationRef: string): Promise<Chart>
  /** All debtors of the administration, with one list. */
  listDebtors(administrationRef: string): Promise<BooksDebtor[]>
  /** Debtors with this e-mail address (compared without case); several hits are all returned. */
  findDebtorsByEmail(administrationRef: string, email: string): Promise<BooksDebtor[]>
  findDebtorByExternalRef(administrationRef: string, externalRef: string): Promise<BooksDebtor | null>
  /** Creates or changes; a create looks for `externalRef` first, so it may be repeated after a lost answer. */
  putDebtor(administrationRef: string, write: DebtorWrite): Promise<{ id: string; created: boolean }>
  /** Writes the entry under its own id: the same call twice leaves one entry. Read back before believing it. */
  putEntry(administrationRef: string, entry: SalesEntry): Promise<{ messages: BooksMessage[] }>
  getEntry(administrationRef: string, entryId: string): Promise<BookedEntry | null>
  /** All sales entries of one period with one call: how a batch of writes is read back. */
  listEntries(administrationRef: string, period: Period): Promise<BookedEntry[]>
  /** Removes an entry. @throws ConnectorError `conflict` once it is paid or its period is closed. */
  removeEntry(administrationRef: string, entryId: string): Promise<void>
  /**
   * Puts a file with an entry that stands; one call. It has no key: whoever got no answer looks with `findFile` before
   * sending it again.
   * @throws ConnectorError with reason `entry-unknown`, `too-large`, `type-refused` or `no-rights`; the entry stays as it is.
   */
  attachFile(administrationRef: string, entryId: string, file: EntryFile): Promise<void>
  /** The file that is with an entry, byte by byte; null when there is none, or no such entry. One call. */
  findFile(administrationRef: string, entryId: string): Promise<Uint8Array | null>
  /**
   * One list call for all open items, plus what it takes to explain those of `entries` that changed against
   * `knownPaidCents`. One that was settled is left out of the answer unless it is open again.
   */
  readBalances(administrationRef: string, entries: readonly WatchedEntry[]): Promise<Balance[]>
}

/**
 * A connection's secret as the host keeps it. A connector sees no database: it reads, and asks the host to renew.
 * `renew` runs `work` for one caller at a time across all processes. The host hands `work` the newest stored secret
 * (another caller may have renewed it meanwhile: then return it unchanged) and stores the result before anybody uses it.
 */
export interface SecretStore<Secret> {
  read(): Promise<Secret>
  renew(work: (current: Secret) => Promise<Secret>): Promise<Secret>
}

/** Operator settings of a connector (addresses, client id and secret), from the environment; validated by the connector. */
export type ConnectorSettings = Readonly<Record<string, string | undefined>>

export type ConnectorDeps<Secret> = {
  http: HttpDoor
  now: () => Date
  secrets: SecretStore<Secret>
  settings: ConnectorSettings
  /** Which account: the Simplicate subdomain, the Minox tenant id. */
  accountRef: string
}

/** OAuth2 sign-in of a connector. The host keeps `state` and the PKCE verifier between the two calls. */
export interface OAuthSignIn<Secret> {
  /** Whether the operator configured a client for it: without one nobody can be sent there. */
  readonly isConfigured: boolean
  /** Who answers for this account, as the vendor would name itself in an answer (RFC 9207). */
  issuer(accountRef: string | null): string
  /** Null when the operator configured no client for it. */
  authorizeUrl(request: {
    accountRef: string | null
    redirectUri: string
    state: string
    codeVerifier: string
  }): Promise<URL | null>
  exchange(request: {
    accountRef: string | null
    redirectUri: string
    code: string
    codeVerifier: string
  }): Promise<{ secret: Secret; account: AccountInfo }>
}

/** A key that a customer made at the vendor, as he types it over. */
export type TypedKey = { key: string; secret: string }

export type ConnectorDefinition<Account, Secret> = {
  id: string
  label: string
  /** Which account is meant by what a person typed or pasted; null when it cannot be one of this vendor's. */
  parseAccountRef: (typed: string) => string | null
  /** What is stored of a customer's own key; null for a vendor that gives out none. */
  keySignIn: ((typed: TypedKey) => Secret) | null
  /** The stored shape and its validation at once; the host stores `unknown` and this decides. */
  secret: z.ZodType<Secret>
  signIn: (deps: { http: HttpDoor; now: () => Date; settings: ConnectorSettings }) => OAuthSignIn<Secret>
  open: (deps: ConnectorDeps<Secret>) => Account
}

export const defineSource = <Secret>(definition: ConnectorDefinition<SourceAccount, Secret>) => definition
export const defineAccounting = <Secret>(definition: ConnectorDefinition<AccountingAccount, Secret>) => definition
