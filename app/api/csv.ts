import { formatCents, type Cents } from '@/lib/domain/money'

/** Text is made harmless; numbers are ours and stay numbers. */
export type CsvCell = string | number | { cents: Cents } | null

/** What a spreadsheet takes for the beginning of a formula, white space before it included. */
const formulaStart = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r]/

/** Text that somebody else chose must not run in the reader's spreadsheet: an apostrophe makes it text there. */
const toHarmless = (text: string): string => (formulaStart.test(text) ? `'${text}` : text)

const quoted = (text: string): string => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const toText = (cell: CsvCell): string => {
  if (cell === null) return ''
  if (typeof cell === 'string') return quoted(toHarmless(cell))
  if (typeof cell === 'number') return String(cell).replace('.', ',')
  return formatCents(cell.cents).replace('.', ',')
}

/** Rows as a file that a Dutch spreadsheet opens with a double click: semicolons, decimal commas, and UTF-8 that says so. */
export const toCsv = (rows: readonly (readonly CsvCell[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(toText).join(';')).join('\r\n')}\r\n`

/** The file as a download. */
export const csvResponse = (name: string, rows: readonly (readonly CsvCell[])[]): Response =>
  new Response(toCsv(rows), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name.replaceAll(/[^\w.-]+/g, '-')}.csv"`,
      'Cache-Control': 'private, no-store',
    },
  })
