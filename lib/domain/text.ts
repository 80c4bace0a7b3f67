/**
 * A text that any database and any JSON reader takes: without the NUL that PostgreSQL refuses, and with half a character
 * (a lone surrogate, left by whoever cut it) replaced by the sign for one. All else stays as it was written.
 */
export const storable = (text: string): string => text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\uFFFD')

/** For `JSON.parse`: every text in a vendor's answer is `storable`. */
export const storableValue = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? storable(value) : value

/** Marks that no person sees and that turn text around or glue it; those that join one character (emoji) stay. */
const invisible = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g

/** The text in one line: control characters and line breaks are blanks, invisible marks are gone. */
export const oneLine = (text: string): string =>
  storable(text)
    .replace(invisible, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()

const graphemes = new Intl.Segmenter('nl', { granularity: 'grapheme' })

/** The text in one line, cut to `maxLength` UTF-16 units without splitting a character that a person sees as one. */
export const cutText = (text: string, maxLength: number): string => {
  const clean = oneLine(text)
  if (clean.length <= maxLength) return clean
  let cut = ''
  for (const { segment } of graphemes.segment(clean)) {
    if (cut.length + segment.length > maxLength) break
    cut += segment
  }
  return cut.trimEnd()
}
