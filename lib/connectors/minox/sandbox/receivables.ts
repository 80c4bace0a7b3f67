import type { Day } from '@/lib/domain/day'
import { sumCents, type Cents } from '@/lib/domain/money'
import type { AdministrationRow, BatchRow, LineRow } from './records'

/** An open item: nothing is stored, all of it follows from the lines on the debtor. */
export type OpenItem = {
  customerId: number
  invoiceNumber: number
  batchId: string
  invoiceDate: Day
  dueDate: Day | null
  paymentTermId: number | null
  totalCents: Cents
  paidCents: Cents
  balanceCents: Cents
}

const debtorCents = ({ debitCents, creditCents }: LineRow): Cents => debitCents - creditCents

export const isSalesBatch = (administration: AdministrationRow, batch: BatchRow): boolean =>
  administration.journals.some(({ id, type }) => id === batch.journalId && type === 'verkopen')

const keyOf = (accountId: string, invoiceNumber: number) => `${accountId}/${invoiceNumber}`

/** All items, settled ones too, in the order in which they were booked. A credit invoice has a negative total. */
export const openItems = (administration: AdministrationRow): OpenItem[] => {
  const items = new Map<string, OpenItem>()
  const settled = new Map<string, Cents>()
  for (const batch of administration.batches) {
    const isSale = isSalesBatch(administration, batch)
    for (const line of batch.lines) {
      if (line.accountType !== 'customer' || line.invoiceNumber === null) continue
      const key = keyOf(line.accountId, line.invoiceNumber)
      if (!isSale) {
        settled.set(key, (settled.get(key) ?? 0) - debtorCents(line))
        continue
      }
      const known = items.get(key)
      if (known) known.totalCents += debtorCents(line)
      else
        items.set(key, {
          customerId: Number(line.accountId),
          invoiceNumber: line.invoiceNumber,
          batchId: batch.id,
          invoiceDate: line.documentDate,
          dueDate: line.dueDate,
          paymentTermId: line.paymentTermId,
          totalCents: debtorCents(line),
          paidCents: 0,
          balanceCents: 0,
        })
    }
  }
  return [...items].map(([key, item]) => {
    const paidCents = settled.get(key) ?? 0
    return { ...item, paidCents, balanceCents: item.totalCents - paidCents }
  })
}

export const findOpenItem = (
  administration: AdministrationRow,
  customerId: number,
  invoiceNumber: number,
): OpenItem | null =>
  openItems(administration).find((item) => item.customerId === customerId && item.invoiceNumber === invoiceNumber) ??
  null

/** Whether money, a write-off or an offset stands against an invoice of this batch. */
export const isSettledInPart = (administration: AdministrationRow, batch: BatchRow): boolean => {
  const own = new Set(
    batch.lines.flatMap((line) =>
      line.accountType === 'customer' && line.invoiceNumber !== null ? [keyOf(line.accountId, line.invoiceNumber)] : [],
    ),
  )
  return administration.batches.some(
    (other) =>
      other.id !== batch.id &&
      other.lines.some(
        (line) =>
          line.accountType === 'customer' &&
          line.invoiceNumber !== null &&
          own.has(keyOf(line.accountId, line.invoiceNumber)),
      ),
  )
}

/** Total of all lines per account: what a trial balance shows. */
export const accountBalances = (administration: AdministrationRow): Map<string, Cents> => {
  const balances = new Map<string, Cents>()
  for (const line of administration.batches.flatMap(({ lines }) => lines)) {
    const key = `${line.accountType}/${line.accountId}`
    balances.set(key, (balances.get(key) ?? 0) + debtorCents(line))
  }
  return balances
}

/** Debit minus credit of a batch with all its automatic lines; anything but zero would be a defect of the sandbox. */
export const imbalanceOf = (batch: BatchRow): Cents => sumCents(batch.lines.map(debtorCents))
