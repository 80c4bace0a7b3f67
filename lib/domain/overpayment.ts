import { sumCents, type Cents } from './money'

/** By how much more than an invoice was paid; positive, whichever way its money goes. */
export type Overpayment = {
  /** According to the books. */
  booksCents: Cents
  /** According to the source, which then expects less than nothing. */
  sourceCents: Cents
}

type Paid = { grossCents: Cents; paidCents: Cents; outstandingCents: Cents }

/** What was paid beyond an invoice, by each of both systems. Of a credit invoice that is what was paid back too much. */
export const overpaymentOf = ({ grossCents, paidCents, outstandingCents }: Paid): Overpayment => {
  const beyond = (cents: Cents): Cents => Math.max(0, grossCents < 0 ? 0 - cents : cents)
  return { booksCents: beyond(paidCents - grossCents), sourceCents: beyond(0 - outstandingCents) }
}

/**
 * What the source was told of the money that was passed on: a payment is registered there for what is still expected, and
 * what came beyond that counts as passed on without being told.
 */
export const toldCentsOf = (
  passedOnCents: Cents,
  registeredCents: readonly Cents[],
  { booksCents }: Overpayment,
): Cents => (booksCents === 0 || registeredCents.length === 0 ? passedOnCents : sumCents(registeredCents))
