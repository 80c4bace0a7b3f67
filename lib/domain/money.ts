import Big from 'big.js'

/** Whole euro cents as a safe integer; negative for credit. Never a fraction, never a float of euros. */
export type Cents = number

/** A decimal as the source wrote it, kept as text so that no digit is lost: `"10.000000"`, `"-0.125"`. */
export type Decimal = string

const decimalPattern = /^-?\d{1,15}(?:\.\d{1,12})?$/

/** True for a plain decimal text such as `-12.5`; false for `1e3`, `1,50`, blanks and anything longer than the books could hold. */
export const isDecimal = (text: string): boolean => decimalPattern.test(text)

const toSafeCents = (cents: Big): Cents => {
  const value = Number(cents.toFixed(0))
  if (!Number.isSafeInteger(value)) throw new RangeError(`Amount is too large to count in cents: ${cents.toFixed()}`)
  return value
}

/**
 * Euros as decimal text to whole cents, rounded half away from zero on the third decimal (the Dutch arithmetic rule).
 * @throws RangeError when the text is no decimal or does not fit in a safe integer.
 */
export const parseCents = (euros: Decimal): Cents => {
  if (!isDecimal(euros)) throw new RangeError(`Not a decimal amount: ${JSON.stringify(euros)}`)
  return toSafeCents(new Big(euros).times(100).round(0, Big.roundHalfUp))
}

/** Quantity × unit price in whole cents, rounded once, half away from zero. */
export const multiplyToCents = (quantity: Decimal, unitPrice: Decimal): Cents => {
  if (!isDecimal(quantity) || !isDecimal(unitPrice))
    throw new RangeError(`Not a decimal: ${JSON.stringify(quantity)} × ${JSON.stringify(unitPrice)}`)
  return toSafeCents(new Big(quantity).times(unitPrice).times(100).round(0, Big.roundHalfUp))
}

/** Whole cents as a decimal text with exactly two decimals: `-1234` → `"-12.34"`. */
export const formatCents = (cents: Cents): Decimal => {
  if (!Number.isSafeInteger(cents)) throw new RangeError(`Not whole cents: ${String(cents)}`)
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Sum of cents; exact as long as it stays a safe integer, some ninety thousand billion euros. */
export const sumCents = (parts: readonly Cents[]): Cents => parts.reduce((total, part) => total + part, 0)
