/** Where the numbers of corrections begin: above every number that is made from an invoice's own in practice. */
const firstCorrectionNumber = 900_000_001
const mostNumber = 999_999_999

/**
 * The next number for an entry that corrects another: the original keeps its own, and a debtor cannot have the same one
 * twice. `taken`: all that are in use or were ever given to a correction. Null when the range is used up.
 */
export const nextCorrectionNumber = (taken: Iterable<number>): number | null => {
  let next = firstCorrectionNumber
  for (const number of taken) if (number >= next && number <= mostNumber) next = number + 1
  return next > mostNumber ? null : next
}

/** Whether a person may give an invoice this number. */
export const isUsableNumber = (number: number): boolean =>
  Number.isInteger(number) && number >= 1 && number < firstCorrectionNumber

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
