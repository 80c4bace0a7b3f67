import type { Day } from '@/lib/domain/day'
import type { Cents } from '@/lib/domain/money'
import { nextLineId } from './bookings'
import { isPeriodClosed, periodOfDay } from './calendar'
import type { AdministrationRow, BatchRow, LineRow } from './records'
import { findOpenItem, type OpenItem } from './receivables'

/** What a bookkeeper does in Minox itself; a refusal is shown to him in his own words. */
export class ActionRefused extends Error {
  override readonly name = 'ActionRefused'
}

export type InvoiceKey = { customerId: number; invoiceNumber: number }
export type Stamp = { date: Day; bookedAt: string }

const requireItem = (administration: AdministrationRow, key: InvoiceKey): OpenItem => {
  const item = findOpenItem(administration, key.customerId, key.invoiceNumber)
  if (!item) throw new ActionRefused(`Factuur ${key.invoiceNumber} van debiteur ${key.customerId} bestaat niet`)
  return item
}

type Posting = {
  accountId: string
  accountType: 'ledger_account' | 'customer'
  cents: Cents
  invoiceNumber: number | null
}

/** An id that no caller chooses, the same in every run of a seed. */
const ownBatchId = ({ id, lastLineId }: AdministrationRow): string =>
  `b00c0000-0000-4000-8000-${String(id).padStart(4, '0')}${String(lastLineId).padStart(8, '0')}`

/** Posts lines in a journal; `cents` is debit when positive. */
const post = (
  administration: AdministrationRow,
  journalId: string,
  entry: Stamp & { description: string; postings: readonly Posting[] },
): BatchRow => {
  const period = periodOfDay(administration, entry.date)
  if (!period) throw new ActionRefused(`Er is geen boekjaar voor ${entry.date}`)
  if (isPeriodClosed(administration, period.fiscalYear, period.period))
    throw new ActionRefused(`Periode ${period.period} van ${period.fiscalYear} is afgesloten`)
  const lines = entry.postings.map((posting, index): LineRow => ({
    id: nextLineId(administration),
    lineNumber: index + 1,
    isAutomatic: false,
    accountId: posting.accountId,
    accountType: posting.accountType,
    debitCents: posting.cents > 0 ? posting.cents : 0,
    creditCents: posting.cents < 0 ? -posting.cents : 0,
    documentDate: entry.date,
    dueDate: null,
    invoiceNumber: posting.invoiceNumber,
    entryNumber: null,
    description: entry.description,
    vat: null,
    paymentTermId: null,
    costCenterId: null,
  }))
  const batch: BatchRow = {
    id: ownBatchId(administration),
    journalId,
    fiscalYear: period.fiscalYear,
    period: period.period,
    pageNumber: administration.batches.length + 1,
    lines,
    content: '',
    bookedAt: entry.bookedAt,
    blob: null,
  }
  administration.batches.push(batch)
  return batch
}

const settle = (
  administration: AdministrationRow,
  key: InvoiceKey,
  entry: Stamp & { journalId: string; contraAccountId: number; amountCents: Cents; description: string },
): BatchRow =>
  post(administration, entry.journalId, {
    ...entry,
    postings: [
      {
        accountId: String(entry.contraAccountId),
        accountType: 'ledger_account',
        cents: entry.amountCents,
        invoiceNumber: null,
      },
      {
        accountId: String(key.customerId),
        accountType: 'customer',
        cents: -entry.amountCents,
        invoiceNumber: key.invoiceNumber,
      },
    ],
  })

export type Payment = InvoiceKey & Stamp & { amountCents: Cents | null; journalId: string }

/** Money received on an invoice (or paid out on a credit invoice): part, all, or more than is open. */
export const pay = (administration: AdministrationRow, payment: Payment): BatchRow => {
  const item = requireItem(administration, payment)
  const journal = administration.journals.find(({ id }) => id === payment.journalId)
  if (journal?.ledgerAccountId == null || (journal.type !== 'bank' && journal.type !== 'kas'))
    throw new ActionRefused(`Dagboek ${payment.journalId} is geen bank of kas`)
  const amountCents = payment.amountCents ?? item.balanceCents
  if (amountCents === 0) throw new ActionRefused('Er staat niets meer open')
  return settle(administration, payment, {
    ...payment,
    contraAccountId: journal.ledgerAccountId,
    amountCents,
    description: `Betaling ${payment.invoiceNumber}`,
  })
}

/** What is still open goes to bad debts, by the general journal. */
export const writeOff = (
  administration: AdministrationRow,
  key: InvoiceKey & Stamp & { amountCents: Cents | null },
): BatchRow => {
  const item = requireItem(administration, key)
  const amountCents = key.amountCents ?? item.balanceCents
  if (amountCents === 0) throw new ActionRefused('Er staat niets meer open')
  return settle(administration, key, {
    ...key,
    journalId: 'MEMO',
    contraAccountId: administration.writeOffAccountId,
    amountCents,
    description: `Afgeboekt ${key.invoiceNumber}`,
  })
}

/** Books everything back that was received by bank and cash on an invoice. */
export const reversePayment = (administration: AdministrationRow, key: InvoiceKey & Stamp): BatchRow => {
  requireItem(administration, key)
  const isMoney = (batch: BatchRow) =>
    administration.journals.some(({ id, type }) => id === batch.journalId && (type === 'bank' || type === 'kas'))
  const paidCents = administration.batches
    .filter(isMoney)
    .flatMap(({ lines }) => lines)
    .filter(
      (line) =>
        line.accountType === 'customer' &&
        line.accountId === String(key.customerId) &&
        line.invoiceNumber === key.invoiceNumber,
    )
    .reduce((total, line) => total + line.creditCents - line.debitCents, 0)
  if (paidCents === 0) throw new ActionRefused('Er is niets betaald')
  return pay(administration, { ...key, amountCents: -paidCents, journalId: 'BANK' })
}

/** Sets a credit invoice off against an invoice of the same debtor: both are settled without a bank line. */
export const offset = (
  administration: AdministrationRow,
  key: InvoiceKey & Stamp & { creditInvoiceNumber: number },
): BatchRow => {
  const invoice = requireItem(administration, key)
  const credit = requireItem(administration, { ...key, invoiceNumber: key.creditInvoiceNumber })
  const amountCents = Math.min(invoice.balanceCents, -credit.balanceCents)
  if (amountCents <= 0) throw new ActionRefused('Er valt niets te verrekenen')
  const debtor = { accountId: String(key.customerId), accountType: 'customer' as const }
  return post(administration, 'MEMO', {
    ...key,
    description: `Verrekend ${key.creditInvoiceNumber}`,
    postings: [
      { ...debtor, cents: amountCents, invoiceNumber: key.creditInvoiceNumber },
      { ...debtor, cents: -amountCents, invoiceNumber: key.invoiceNumber },
    ],
  })
}

/** What a bookkeeper can always do, whatever the API would refuse; payments on the entry stay behind without an invoice. */
export const removeByHand = (administration: AdministrationRow, batchId: string): void => {
  if (!administration.batches.some(({ id }) => id === batchId)) throw new ActionRefused('Deze boeking bestaat niet')
  administration.batches = administration.batches.filter(({ id }) => id !== batchId)
  administration.deletedBatchIds.push(batchId)
}
