/** A file on its way from the source to the books. */
export type EntryFile = { name: string; mimeType: 'application/pdf'; bytes: Uint8Array }

/** An invoice with a letterhead and terms is under 1 MB; scans that were added stay below this as well. */
export const mostFileBytes = 10 * 1024 * 1024

/** Readers take the mark anywhere in the first kilobyte (ISO 32000, annex H), and makers put things before it. */
const markWithin = 1024

/** Whether these bytes say of themselves that they are a PDF. */
export const isPdf = (bytes: Uint8Array): boolean =>
  new TextDecoder('latin1').decode(bytes.subarray(0, markWithin)).includes('%PDF-')

const mostNameLength = 100

/** What the file of an invoice is called in the books: by the number as people know it, without what a file name may not hold. */
export const fileNameOf = (invoiceNumber: string): string => {
  const name = invoiceNumber
    .replace(/[^\p{L}\p{N}._ -]+/gu, '-')
    .trim()
    .slice(0, mostNameLength)
  return `${name === '' ? 'factuur' : name}.pdf`
}
