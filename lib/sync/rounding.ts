import Big from 'big.js'
import { sumCents, type Cents } from '@/lib/domain/money'

/**
 * Spreads the difference between counted lines and the stated total over the lines, one cent each, on those whose exact
 * amount lies furthest in that direction. Only a line that was rounded the other way takes part, so a moved line ends less
 * than a cent from its exact amount, and one of whole cents, or of nothing, is never touched.
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
  if (exactTotal.minus(statedCents).abs().gt(mostByRounding)) return null
  const step = Math.sign(difference)
  const byNeed = lines
    .map(({ cents, exactCents }, index) => ({
      index,
      need: exactCents.minus(cents).times(step),
      size: Math.abs(cents),
    }))
    .filter(({ need }) => need.gt(0))
    .sort((one, other) => other.need.cmp(one.need) || other.size - one.size || one.index - other.index)
  if (byNeed.length < Math.abs(difference)) return null
  const chosen = new Set(byNeed.slice(0, Math.abs(difference)).map(({ index }) => index))
  return amounts.map((cents, index) => (chosen.has(index) ? cents + step : cents))
}

/** VAT of a net amount in exact cents, before rounding. */
export const exactVatCents = (netCents: Cents, vatBasisPoints: number): Big =>
  new Big(netCents).times(vatBasisPoints).div(10_000)

/** Exact cents to whole ones, half away from zero. */
export const roundToCents = (exactCents: Big): Cents => Number(exactCents.round(0, Big.roundHalfUp).toFixed(0))
