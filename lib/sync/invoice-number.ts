/** The books take digits only; nine of them is safe for every size that was seen. */
const maxDigits = 9

/**
 * The number under which an invoice goes to the books: its digits (`F2026-0042` → 20260042), with the combi's offset added
 * where those are taken. Null when there are none, only zeros, or too many; the original number stays in the description.
 */
export const booksNumberOf = (number: string, offset = 0): number | null => {
  const digits = number.replace(/\D/g, '').replace(/^0+/, '')
  if (digits === '' || digits.length > maxDigits) return null
  const shifted = Number(digits) + offset
  return shifted < 1 || String(shifted).length > maxDigits ? null : shifted
}
