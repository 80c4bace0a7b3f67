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

type Rows = readonly (readonly CsvCell[])[]

/** Tells a spreadsheet that what follows is UTF-8. */
const mark = '\uFEFF'

const toLines = (rows: Rows): string => rows.map((row) => `${row.map(toText).join(';')}\r\n`).join('')

/** Rows as a file that a Dutch spreadsheet opens with a double click: semicolons, decimal commas, and UTF-8 that says so. */
export const toCsv = (rows: Rows): string => `${mark}${toLines(rows)}`

const download = (name: string, body: BodyInit): Response =>
  new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name.replaceAll(/[^\w.-]+/g, '-')}.csv"`,
      'Cache-Control': 'private, no-store',
    },
  })

/** The file as a download. */
export const csvResponse = (name: string, rows: Rows): Response => download(name, toCsv(rows))

/** The same for a file of any length: the next part is made when the reader has room for it. */
export const csvStreamResponse = (name: string, parts: AsyncIterator<Rows>): Response => {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(encoder.encode(mark))
    },
    pull: async (controller) => {
      const part = await parts.next()
      if (part.done === true) controller.close()
      else controller.enqueue(encoder.encode(toLines(part.value)))
    },
    cancel: async () => {
      await parts.return?.()
    },
  })
  return download(name, body)
}
