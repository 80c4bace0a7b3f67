import type { Balance } from '@/lib/domain/books'
import { sumCents, type Cents } from '@/lib/domain/money'

/** An entry that stands beside the one of an invoice: one that was set off, or its opposite. */
export type Beside = { grossCents: Cents; knownPaidCents: Cents; balance: Balance | null }

/**
 * How an invoice stands that has several entries since it was corrected: as one. What is set off between them adds up to
 * nothing, so what is left is the money that came in on any of them, and nothing is counted twice. Of an entry that the books
 * do not tell of now, what was known last counts.
 */
export const combineBalances = (own: Balance, beside: readonly Beside[]): Balance => {
  if (own.state !== 'known' || beside.length === 0) return own
  const known = beside.map(({ balance }) => (balance?.state === 'known' ? balance : null))
  const receipts = [own, ...known].map((balance) => balance?.receipts ?? null)
  return {
    ...own,
    totalCents: own.totalCents + sumCents(beside.map(({ grossCents }) => grossCents)),
    paidCents: own.paidCents + sumCents(beside.map(({ knownPaidCents }, at) => known[at]?.paidCents ?? knownPaidCents)),
    receipts: receipts.every((some) => some !== null) ? receipts.flat() : null,
  }
}
