import Big from 'big.js'
import { sumCents, type Cents } from '@/lib/domain/money'

/**
 * Spreads the difference between counted lines and the stated total over the lines, one cent each, on those whose exact
 * amount lies furthest in that direction: no line ends more than a cent from its exact amount.
 * The law allows rounding per line or on the total, so such a difference is lawful up to half a cent a line.
 * @returns the adjusted amounts, or null when rounding cannot explain the difference.
 */
export const spreadRounding = (
  lines: readonly { cents: Cents; exactCents: Big }[],
  statedCents: Cents,
): Cents[] | null => {
  const amounts = lines.map(({ cents }) => cents)
  const difference = statedCents - sumCents(amounts)
  if (difference === 0) return amounts
  const exactTotal = lines.reduce((total, { exactCents }) => total.plus(exactCents), new Big(0))
  const mostByRounding = lines.length / 2
  if (Math.abs(difference) > lines.length || exactTotal.minus(statedCents).abs().gt(mostByRounding)) return null
  const step = Math.sign(difference)
  const byNeed = lines
    .map(({ cents, exactCents }, index) => ({
      index,
      need: exactCents.minus(cents).times(step),
      size: Math.abs(cents),
    }))
    .sort((one, other) => other.need.cmp(one.need) || other.size - one.size || one.index - other.index)
  const chosen = new Set(byNeed.slice(0, Math.abs(difference)).map(({ index }) => index))
  return amounts.map((cents, index) => (chosen.has(index) ? cents + step : cents))
}

/** VAT of a net amount in exact cents, before rounding. */
export const exactVatCents = (netCents: Cents, vatBasisPoints: number): Big =>
  new Big(netCents).times(vatBasisPoints).div(10_000)
