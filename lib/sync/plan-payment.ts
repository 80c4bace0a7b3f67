import type { Balance, Receipt } from '@/lib/domain/books'
import type { Day } from '@/lib/domain/day'
import { sumCents, type Cents } from '@/lib/domain/money'
import type { Reason } from './reasons'

export type OpenItem = {
  /** Total of the entry as booked; negative for a credit invoice. */
  grossCents: Cents
  booksNumber: number
  /** Paid according to the last reading. */
  paidCents: Cents
  /** Registered in the source so far. */
  passedOnCents: Cents
}

export type PaymentDecision =
  | { kind: 'none' }
  /** Remember what was read; nothing is registered in the source. */
  | { kind: 'remember'; paidCents: Cents; isSettled: boolean; reason: Reason | null }
  | { kind: 'register'; amountCents: Cents; paidOn: Day; isPaidOnKnown: boolean; paidCents: Cents; isSettled: boolean }

const isReceipt = ({ means }: Receipt): boolean => means !== 'other'

/** Compares amounts in the direction of the invoice, so that a credit invoice is "paid" by money going out. */
const inDirectionOf = (grossCents: Cents, amountCents: Cents): Cents => (grossCents < 0 ? -amountCents : amountCents)

const lastDay = (receipts: readonly Receipt[]): Day | null =>
  receipts
    .map(({ paidOn }) => paidOn)
    .reduce<Day | null>((last, day) => (last === null || day > last ? day : last), null)

/**
 * What a balance in the books means for the source: register the money that came in by bank or cash and was not passed on
 * yet. A write-off or an offset against a credit invoice settles the item but is no payment, and a payment that was taken
 * back is a question. Over any series of balances it passes on exactly the sum received.
 */
export const planPayment = (
  item: OpenItem,
  balance: Balance,
  options: { partialPayments: boolean; today: Day },
): PaymentDecision => {
  if (balance.state === 'missing')
    return remember(item.paidCents, false, { code: 'entry-missing', params: { booksNumber: item.booksNumber } })
  if (balance.state === 'unreadable')
    return remember(item.paidCents, false, { code: 'record-unreadable', params: { text: balance.text } })
  const { paidCents, totalCents } = balance
  const receipts = balance.receipts?.filter(isReceipt) ?? null
  // The books explain only what changed. Unexplained and unchanged was judged before: part of it may be a write-off.
  if (receipts === null && paidCents === item.paidCents) return { kind: 'none' }
  const receivedCents = receipts === null ? paidCents : sumCents(receipts.map(({ amountCents }) => amountCents))
  const isSettled = inDirectionOf(totalCents, paidCents - totalCents) >= 0
  const due = inDirectionOf(totalCents, receivedCents - item.passedOnCents)
  if (due < 0)
    return paidCents === item.paidCents
      ? { kind: 'none' }
      : remember(paidCents, false, {
          code: 'payment-went-down',
          params: { passedOnCents: item.passedOnCents, paidCents: receivedCents },
        })
  if (due > 0 && (isSettled || options.partialPayments)) {
    // A refund is no day on which the customer paid.
    const paidOn = lastDay(receipts?.filter(({ amountCents }) => inDirectionOf(totalCents, amountCents) > 0) ?? [])
    return {
      kind: 'register',
      amountCents: receivedCents - item.passedOnCents,
      paidOn: paidOn ?? options.today,
      isPaidOnKnown: paidOn !== null,
      paidCents,
      isSettled,
    }
  }
  if (paidCents === item.paidCents && !isSettled) return { kind: 'none' }
  return remember(paidCents, isSettled, remark({ due, isSettled, paidCents, totalCents, receivedCents }))
}

const remark = (seen: {
  due: Cents
  isSettled: boolean
  paidCents: Cents
  totalCents: Cents
  receivedCents: Cents
}): Reason | null => {
  if (seen.isSettled && seen.receivedCents !== seen.paidCents)
    return { code: 'settled-without-bank', params: { paidCents: seen.paidCents, bankCents: seen.receivedCents } }
  if (seen.due > 0) return { code: 'partly-paid', params: { paidCents: seen.paidCents, totalCents: seen.totalCents } }
  return null
}

const remember = (paidCents: Cents, isSettled: boolean, reason: Reason | null): PaymentDecision => ({
  kind: 'remember',
  paidCents,
  isSettled,
  reason,
})
