import type { Cents } from '@/lib/domain/money'

/**
 * Cents of a BIGINT column as a safe integer.
 * @throws RangeError when the column holds more than can be counted exactly; the table's checks keep that out.
 */
export const fromCentsColumn = (cents: bigint): Cents => {
  const value = Number(cents)
  if (!Number.isSafeInteger(value)) throw new RangeError(`Amount is too large to count in cents: ${String(cents)}`)
  return value
}
