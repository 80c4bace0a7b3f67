import type { BookingStyle, Period, SalesEntry, SalesEntryLine } from '@/lib/domain/books'
import type { Day } from '@/lib/domain/day'
import type { Debtor } from '@/lib/domain/debtor'
import { sumCents, type Cents } from '@/lib/domain/money'
import { randomUUID } from 'node:crypto'
import type { AccountingAccount, DebtorWrite } from '../contract'
import type { HttpCall } from '../http'

/** A connection to the books, with what its host saw of it. */
export type AccountingConnection = {
  account: AccountingAccount
  /** Every request that went out, as the door observed it. */
  calls: HttpCall[]
  /** How often the host was handed a new secret. */
  renewals(): number
  /** Every value that must not appear anywhere. */
  secretValues(): string[]
}

export type RevenueAccount = {
  account: string
  vatCode: string
  vatBasisPoints: number
  vatLedgerAccount: string | null
}

type InvoiceRef = { debtorId: string; invoiceNumber: number }

/** A vendor set up for one test: fresh books with an open period, a sales journal and two revenue accounts at least. */
export type AccountingStage = {
  accountRef: string
  administrationRef: string
  journalRef: string
  /** A period that is open, a day in it, and a later day on which money arrives. */
  period: Period
  bookingDate: Day
  paidOn: Day
  revenue: readonly [RevenueAccount, RevenueAccount, ...RevenueAccount[]]
  styles: readonly BookingStyle[]
  /** A connection of its own to the same account; all of them share one host and its secret. */
  connect(options?: { timeoutMs?: number }): AccountingConnection
  /** What a bookkeeper does at the vendor, beside us. */
  bookkeeper: {
    pays(invoice: InvoiceRef & { amountCents: Cents }): void
    takesPaymentBack(invoice: InvoiceRef): void
    writesOff(invoice: InvoiceRef): void
    removes(entryId: string): void
    closesPeriod(period: Period): void
    blocksDebtor(debtorId: string): void
    /** Adds a debtor by hand, with an account number that is none of our business; returns its number. */
    addsDebtor(debtor: { name: string; email: string }): string
    bankAccountOf(debtorId: string): string | null
    countEntries(): number
    countFiles(): number
    /** How the vendor is set up: which files it takes. */
    takesNoPdf(): void
    takesFilesOf(maxBytes: number): void
    countDebtors(): number
  }
  /** What goes wrong on the way, for the next call. */
  trouble: {
    losesAnswer(method: string): void
    cutsConnection(): void
    answers(answer: { status: number; body?: string }): void
    answersHalf(method: string): void
    isSlow(delayMs: number): void
    expiresTokens(): void
    withdrawsConsent(): void
    takesRightToFiles(): void
    putsFewOnAPage(): void
  }
  stop(): Promise<void>
}

export const sampleDebtor = (changes: Partial<Debtor> = {}): Debtor => ({
  ref: `organization:${randomUUID()}`,
  kind: 'organization',
  name: 'Smederij Aambeeld B.V.',
  email: 'boekhouding@aambeeld.example',
  phone: '0513 123456',
  website: 'https://aambeeld.example',
  address: { street: 'Vuurlaan 12', postalCode: '8441 AB', city: 'Heerenveen', countryCode: 'NL' },
  cocNumber: '01234567',
  vatNumber: 'NL123456782B90',
  updatedAt: '2026-03-01 09:00:00',
  ...changes,
})

export const debtorWrite = (stage: AccountingStage, changes: Partial<DebtorWrite> = {}): DebtorWrite => {
  const debtor = changes.debtor ?? sampleDebtor()
  return { id: null, externalRef: debtor.ref, replaceName: true, journalRef: stage.journalRef, ...changes, debtor }
}

export const putSampleDebtor = async (stage: AccountingStage, account: AccountingAccount): Promise<string> =>
  (await account.putDebtor(stage.administrationRef, debtorWrite(stage))).id

/** A line on the first or second revenue account, with the VAT of its rate unless told otherwise. */
export const sampleLine = (
  stage: AccountingStage,
  netCents: Cents,
  options: { on?: 0 | 1; vatCents?: Cents } = {},
): SalesEntryLine => {
  const revenue = stage.revenue[options.on ?? 0]
  const exactVat = Math.round((Math.abs(netCents) * revenue.vatBasisPoints) / 10_000)
  return {
    ledgerAccount: revenue.account,
    netCents,
    vatCents: options.vatCents ?? (netCents < 0 ? 0 - exactVat : exactVat),
    vatCode: revenue.vatCode,
    vatLedgerAccount: revenue.vatLedgerAccount,
    description: 'Advies',
  }
}

export const sampleEntry = (
  stage: AccountingStage,
  entry: { debtorId: string; invoiceNumber: number; lines: SalesEntryLine[] } & Partial<SalesEntry>,
): SalesEntry => ({
  id: randomUUID(),
  style: stage.styles[0] ?? 'vat-on-line',
  journalRef: stage.journalRef,
  bookingDate: stage.bookingDate,
  dueOn: stage.paidOn,
  period: stage.period,
  paymentTermDays: null,
  description: `F${entry.invoiceNumber} Smederij Aambeeld`,
  grossCents: sumCents(entry.lines.flatMap(({ netCents, vatCents }) => [netCents, vatCents])),
  ...entry,
})

export const watched = (entry: SalesEntry, knownPaidCents: Cents) => ({
  entryId: entry.id,
  debtorId: entry.debtorId,
  invoiceNumber: entry.invoiceNumber,
  fiscalYear: entry.period.fiscalYear,
  knownPaidCents,
  isSettled: false,
})
