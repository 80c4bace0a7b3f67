import fc from 'fast-check'

/** A decimal as whole digits and a number of decimals: exact, and by another road than the library that the code uses. */
export type ExactDecimal = { digits: bigint; decimals: number }

/** Reads a plain decimal text; `-0.125` is −125 with three decimals. */
export const toExact = (text: string): ExactDecimal => {
  const [whole = '', fraction = ''] = text.split('.')
  return { digits: BigInt(whole + fraction), decimals: fraction.length }
}

/** Writes whole digits with this many decimals as text: (-125, 3) is `-0.125`. */
export const toDecimalText = (digits: number, decimals: number): string => {
  const padded = String(Math.abs(digits)).padStart(decimals + 1, '0')
  const text = decimals === 0 ? padded : `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`
  return digits < 0 ? `-${text}` : text
}

/** A fraction of whole numbers, rounded half away from zero. */
export const roundHalfAway = (numerator: bigint, denominator: bigint): number => {
  const size = numerator < 0n ? -numerator : numerator
  const rounded = Number((2n * size + denominator) / (2n * denominator))
  return numerator < 0n && rounded !== 0 ? -rounded : rounded
}

/** Euros as whole cents, rounded half away from zero. */
export const toRoundedCents = ({ digits, decimals }: ExactDecimal): number =>
  roundHalfAway(digits * 100n, 10n ** BigInt(decimals))

export const timesExact = (one: ExactDecimal, other: ExactDecimal): ExactDecimal => ({
  digits: one.digits * other.digits,
  decimals: one.decimals + other.decimals,
})

/** Decimal texts as a source writes them: with or without a sign, none to twelve decimals, zeros at the end included. */
export const decimalTexts = (mostWhole: number): fc.Arbitrary<string> =>
  fc
    .record({
      sign: fc.constantFrom('', '-'),
      whole: fc.nat(mostWhole),
      fraction: fc.oneof(
        fc.constant(''),
        fc.stringMatching(/^\d{1,12}$/),
        // Halves of a cent, which decide which way an amount rounds.
        fc.stringMatching(/^\d{2}50{0,9}$/),
      ),
    })
    .map(({ sign, whole, fraction }) => `${sign}${String(whole)}${fraction === '' ? '' : `.${fraction}`}`)
