import type { Day } from '@/lib/domain/day'
import type { Cents } from '@/lib/domain/money'

export type PaymentState = 'open' | 'overdue' | 'partial' | 'paid'

export type PaymentFacts = {
  grossCents: Cents
  /** What the source still expects. */
  outstandingCents: Cents
  /** What the books have received. */
  paidCents: Cents
  isSettled: boolean
  dueOn: Day
  today: Day
}

/**
 * Whether an invoice is paid, by whichever of the two systems knows most. A credit invoice is paid when nothing is
 * outstanding, as any other; it is never overdue, since we owe it.
 */
export const toPaymentState = (facts: PaymentFacts): PaymentState => {
  const { grossCents, outstandingCents, paidCents, isSettled } = facts
  if (isSettled || outstandingCents === 0 || (paidCents === grossCents && grossCents !== 0)) return 'paid'
  if (paidCents !== 0 || outstandingCents !== grossCents) return 'partial'
  return facts.dueOn < facts.today && grossCents > 0 ? 'overdue' : 'open'
}
