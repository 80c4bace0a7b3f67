import type { Day } from './day'
import { sumCents, type Cents } from './money'

export type FiscalYear = { year: number; startsOn: Day; endsOn: Day; periods: number }

/** A set of books in the accounting package. `periodsPerYear` is never assumed to be 12. */
export type Administration = {
  ref: string
  name: string
  periodsPerYear: number
  fiscalYears: FiscalYear[]
}

/**
 * What kind of sale a VAT code stands for. `reverse-charged`: to a business at home, which pays the VAT itself; `unknown`: the
 * books do not say.
 */
export type SaleKind = 'ordinary' | 'reverse-charged' | 'within-eu' | 'outside-eu' | 'unknown'

export type VatCode = {
  code: string
  description: string
  vatBasisPoints: number
  /** VAT is zero here because the customer pays it (verlegd); not the same as a 0 % rate. */
  isReverseCharge: boolean
  sale: SaleKind
  direction: 'sales' | 'purchase'
  /** The ledger account that receives this VAT. */
  ledgerAccount: string | null
}

export type LedgerAccount = {
  number: string
  description: string
  isBlocked: boolean
  blockedReason: string | null
  isBalanceSheet: boolean
  /** Code of the VAT that the account applies by itself, when it has one. */
  defaultVatCode: string | null
  /** Whether an entry may carry another VAT code than the default. */
  allowsOtherVat: boolean
}

export type JournalKind = 'sales' | 'purchase' | 'bank' | 'cash' | 'general' | 'opening' | 'unknown'
export type Journal = { ref: string; description: string; kind: JournalKind }

/** All of an administration that a booking is checked against before it is sent. */
export type Chart = {
  administration: Administration
  ledgerAccounts: LedgerAccount[]
  vatCodes: VatCode[]
  journals: Journal[]
  paymentTermDays: number[]
}

export type Period = { fiscalYear: number; period: number }

/**
 * How VAT travels to the books. `vat-on-line`: net credit line with its VAT code and the source's amount.
 * `vat-from-ledger`: no VAT is sent, the ledger account's default applies. `vat-as-own-line`: a separate line on the VAT account.
 */
export type BookingStyle = 'vat-on-line' | 'vat-from-ledger' | 'vat-as-own-line'

export type SalesEntryLine = {
  ledgerAccount: string
  /** Signed: positive for revenue, negative for credit. */
  netCents: Cents
  vatCents: Cents
  vatCode: string | null
  /** Where this VAT is booked; only the style `vat-as-own-line` sends it. */
  vatLedgerAccount: string | null
  description: string
}

/** A sales invoice as an entry in the books. */
export type SalesEntry = {
  /** UUIDv5 of combi, invoice and revision: the same invoice can only ever write the same entry. */
  id: string
  style: BookingStyle
  journalRef: string
  debtorId: string
  /** The books take digits only; the original number stands in the description. */
  invoiceNumber: number
  bookingDate: Day
  dueOn: Day
  period: Period
  paymentTermDays: number | null
  description: string
  grossCents: Cents
  lines: SalesEntryLine[]
}

/**
 * What stands on the debtor, line by line, positive for what he owes. An invoice that comes to nothing (an advance that is
 * settled to the cent) stands there with what it charges and with what it settles: books take no line of zero, and without
 * one they would know neither whose invoice it is nor its number.
 */
export const debtorAmounts = ({ grossCents, lines }: Pick<SalesEntry, 'grossCents' | 'lines'>): Cents[] => {
  if (grossCents !== 0) return [grossCents]
  const charged = sumCents(lines.map(({ netCents, vatCents }) => Math.max(netCents + vatCents, 0)))
  return charged === 0 ? [] : [charged, -charged]
}

/** What the books say they hold under an entry's id, read back independently of the answer to the write. */
export type BookedEntry = {
  id: string
  journalRef: string
  debtorId: string
  invoiceNumber: number
  bookingDate: Day
  period: Period
  grossCents: Cents
  lines: BookedEntryLine[]
}

/** One revenue line as read back; `vatCents` is null when the books do not state VAT on the line. */
export type BookedEntryLine = {
  ledgerAccount: string
  netCents: Cents
  vatCents: Cents | null
  vatCode: string | null
}

/** A remark that came with a successful write; kept and shown. */
export type BooksMessage = { code: string; text: string; field: string | null }

export type EntryKey = { entryId: string; debtorId: string; invoiceNumber: number; fiscalYear: number }

/** Money seen on an open item. `means` tells a bank receipt from a write-off or an offset. */
export type Receipt = { paidOn: Day; amountCents: Cents; means: 'bank' | 'cash' | 'other' }

/**
 * `missing` is not `paid`: somebody may have removed the entry. `unreadable` is neither: the books answered something that
 * makes no sense. `receipts` is null when the books would not say.
 */
export type Balance =
  | { entryId: string; state: 'known'; totalCents: Cents; paidCents: Cents; receipts: Receipt[] | null }
  | { entryId: string; state: 'missing' }
  | { entryId: string; state: 'unreadable'; text: string }
