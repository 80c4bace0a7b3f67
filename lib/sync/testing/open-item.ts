import type { Balance, Receipt } from '@/lib/domain/books'
import { sumCents } from '@/lib/domain/money'
import { planPayment, type OpenItem, type PaymentDecision } from '../plan-payment'

export type WatchedItem = OpenItem & { isSettled: boolean }

/** An item of this total of which nothing was paid yet. */
export const openItem = (grossCents: number, rest: Partial<WatchedItem> = {}): WatchedItem => ({
  grossCents,
  booksNumber: 20_260_042,
  paidCents: 0,
  passedOnCents: 0,
  isSettled: false,
  ...rest,
})

/** A balance of which the books say all. */
export const balanceOf = (totalCents: number, receipts: Receipt[]): Extract<Balance, { state: 'known' }> => ({
  entryId: 'entry',
  state: 'known',
  totalCents,
  paidCents: sumCents(receipts.map(({ amountCents }) => amountCents)),
  receipts,
})

/** A balance as the connector reads it: explained only when what was paid changed since the item was last looked at. */
export const readBalance = (item: WatchedItem, receipts: Receipt[]): Balance => {
  const balance = balanceOf(item.grossCents, receipts)
  if (balance.paidCents === 0) return { ...balance, receipts: [] }
  return balance.paidCents === item.paidCents ? { ...balance, receipts: null } : balance
}

/** Money that came in, as far as the source may hear of it: not a write-off, not an offset. */
export const receivedCents = (receipts: readonly Receipt[]): number =>
  sumCents(receipts.filter(({ means }) => means !== 'other').map(({ amountCents }) => amountCents))

/** The item once the decision was carried out. */
export const applyPayment = (item: WatchedItem, decision: PaymentDecision): WatchedItem => {
  switch (decision.kind) {
    case 'none':
      return item
    case 'remember':
      return { ...item, paidCents: decision.paidCents, isSettled: decision.isSettled }
    case 'register':
      return {
        ...item,
        paidCents: decision.paidCents,
        passedOnCents: item.passedOnCents + decision.amountCents,
        isSettled: decision.isSettled,
      }
  }
}

/** Plans for a balance on the fixed day of the samples. */
export const plan = (item: OpenItem, balance: Balance, partialPayments = false): PaymentDecision =>
  planPayment(item, balance, { partialPayments, today: '2026-06-30' })

export type Reading = {
  before: WatchedItem
  balance: Balance
  decision: PaymentDecision
  after: WatchedItem
  /** All that stood in the books at that moment. */
  receipts: Receipt[]
}

/** A settled item is read again only when it stands open with another amount than is known: a payment was taken back. */
const isRead = (item: WatchedItem, receipts: Receipt[]): boolean => {
  const { paidCents, totalCents } = balanceOf(item.grossCents, receipts)
  return !item.isSettled || (paidCents !== totalCents && paidCents !== item.paidCents)
}

/** One reading after each step in the books, as long as the item is in the list of open ones. Null: nothing happened. */
export const liveThrough = (
  grossCents: number,
  steps: readonly (Receipt | null)[],
  partialPayments: boolean,
): Reading[] => {
  const readings: Reading[] = []
  for (const at of steps.keys()) {
    const before = readings.at(-1)?.after ?? openItem(grossCents)
    const receipts = steps.slice(0, at + 1).filter((step) => step !== null)
    if (!isRead(before, receipts)) continue
    const balance = readBalance(before, receipts)
    const decision = plan(before, balance, partialPayments)
    readings.push({ before, balance, decision, after: applyPayment(before, decision), receipts })
  }
  return readings
}
