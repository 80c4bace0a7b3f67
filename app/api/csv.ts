import type { Day } from '@/lib/domain/day'
import { formatCents, type Cents } from '@/lib/domain/money'
import { download, toStream } from './download'

/** Text is made harmless; numbers and days are ours and stay what they are. */
export type Cell = string | number | { cents: Cents } | { day: Day } | null

/** What a spreadsheet takes for the beginning of a formula, white space before it included. */
const formulaStart = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r]/

/** Text that somebody else chose must not run in the reader's spreadsheet: an apostrophe makes it text there. */
const toHarmless = (text: string): string => (formulaStart.test(text) ? `'${text}` : text)

const quoted = (text: string): string => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const toText = (cell: Cell): string => {
  if (cell === null) return ''
  if (typeof cell === 'string') return quoted(toHarmless(cell))
  if (typeof cell === 'number') return String(cell).replace('.', ',')
  if ('day' in cell) return cell.day
  return formatCents(cell.cents).replace('.', ',')
}

/** A part of a file. */
export type Rows = readonly (readonly Cell[])[]

const csv = { extension: 'csv', type: 'text/csv; charset=utf-8' }

/** Tells a spreadsheet that what follows is UTF-8. */
const mark = '\uFEFF'

const toLines = (rows: Rows): string => rows.map((row) => `${row.map(toText).join(';')}\r\n`).join('')

/** Rows as a file that a Dutch spreadsheet opens with a double click: semicolons, decimal commas, and UTF-8 that says so. */
export const toCsv = (rows: Rows): string => `${mark}${toLines(rows)}`

/** The file as a download. */
export const csvResponse = (name: string, rows: Rows): Response => download(csv, name, toCsv(rows))

/** The same for a file of any length: the next part is made when the reader has room for it. */
export const csvStreamResponse = (name: string, parts: AsyncIterator<Rows>): Response => {
  const encoder = new TextEncoder()
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield encoder.encode(mark)
    try {
      for (let part = await parts.next(); part.done !== true; part = await parts.next())
        yield encoder.encode(toLines(part.value))
    } finally {
      await parts.return?.()
    }
  }
  return download(csv, name, toStream(chunks()))
}
