import type { Day } from './day'
import type { DebtorKey } from './debtor'
import type { Cents, Decimal } from './money'

/** The revenue group of a line as the source shows it; `label` is by convention `8000 Omzet algemeen`. */
export type RevenueGroup = { ref: string; label: string }

/** The VAT class of a line in the source. `vatBasisPoints` is null when the source gives no readable percentage. */
export type VatClass = { ref: string; code: string | null; label: string; vatBasisPoints: number | null }

export type InvoiceLine = {
  ref: string
  description: string
  quantity: Decimal
  unitPrice: Decimal
  /** Quantity × price, rounded once to cents. */
  netCents: Cents
  /** The VAT that the source states for this line, rounded to cents; carried over, never recomputed. */
  vatCents: Cents
  vatClass: VatClass | null
  revenueGroup: RevenueGroup | null
}

/** The company within the source environment that sends the invoice (Simplicate: my organization profile). */
export type CompanyProfile = { ref: string; name: string; isBlocked: boolean }

export type SourceInvoiceState = 'draft' | 'sent' | 'overdue' | 'paid' | 'unknown'

/** A sent invoice as the source states it: JSON-safe, amounts in cents, days as text. */
export type Invoice = {
  /** The source's own id. Everything keys on this, never on the number (numbers repeat across years). */
  ref: string
  number: string
  issuedOn: Day
  dueOn: Day
  paymentTermDays: number
  companyProfileRef: string
  debtor: DebtorKey
  subject: string
  lines: InvoiceLine[]
  netCents: Cents
  vatCents: Cents
  grossCents: Cents
  /** What the source still expects to receive. */
  outstandingCents: Cents
  sourceState: SourceInvoiceState
  /** Deep link into the source, when it gives one. */
  sourceUrl: string | null
  /** The source's own change stamp, verbatim: it carries no zone, so it is only ever compared with its own kind. */
  updatedAt: string
}
