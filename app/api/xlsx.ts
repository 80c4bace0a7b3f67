import { strToU8, Zip, ZipDeflate } from 'fflate'
import { daysBetween } from '@/lib/domain/day'
import { formatCents } from '@/lib/domain/money'
import type { Cell, Rows } from './csv'
import { download, toStream } from './download'

const xlsx = {
  extension: 'xlsx',
  type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** What a sheet can hold, by the format's own limit; what is over goes on in a next one. */
const mostRows = 1_048_576
/** What a cell can hold. */
const mostCharacters = 32_767
/** Little for so repetitive a text, and half the work of the usual. */
const compression = 3

/** The numbers of the styles below. */
const styles = { head: 1, cents: 2, day: 3 } as const

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const contentTypes = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** What XML has no way to write, however it is escaped: half of a pair, and the control characters. */
const unwritable = /(?![\t\n\r\u0080-\u009F])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu

const escaped = (text: string): string =>
  text
    .slice(0, mostCharacters)
    .replaceAll(unwritable, '\uFFFD')
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? '')
    // A bare return would be read as a new line.
    .replaceAll('\r', '&#13;')

/** The day from which a spreadsheet counts: with it, its mistake about 29 February 1900 comes right. */
const firstDay = '1899-12-30'

const letterCount = 26

/** `A`, …, `Z`, `AA`: readers other than Excel want to be told where a cell stands. */
const columnName = (index: number): string =>
  index < letterCount
    ? String.fromCodePoint(65 + index)
    : `${columnName(Math.floor(index / letterCount) - 1)}${columnName(index % letterCount)}`

type Place = { row: number; style?: number }

const toRow = (cells: readonly Cell[], { row, style }: Place): string => {
  const xml = cells.map((cell, index) => toXml(cell, `r="${columnName(index)}${String(row)}"`, style))
  return `<row r="${String(row)}">${xml.join('')}</row>`
}

/** Text stands as text in the sheet, never as a formula, whatever it begins with. */
const toXml = (cell: Cell, place: string, style?: number): string => {
  if (cell === null) return ''
  const styled = style === undefined ? '' : ` s="${String(style)}"`
  if (typeof cell === 'string')
    return `<c ${place} t="inlineStr"${styled}><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
  if (typeof cell === 'number') return `<c ${place}${styled}><v>${String(cell)}</v></c>`
  if ('day' in cell)
    return `<c ${place} s="${String(styles.day)}"><v>${String(daysBetween(firstDay, cell.day))}</v></c>`
  return `<c ${place} s="${String(styles.cents)}"><v>${formatCents(cell.cents)}</v></c>`
}

const sheetStart = (head: readonly Cell[]): string =>
  `${xmlHead}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="${String(head.length)}" width="20" customWidth="1"/></cols><sheetData>${toRow(head, { row: 1, style: styles.head })}`
const sheetEnd = '</sheetData></worksheet>'

const styleSheet = `${xmlHead}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`

const sheetPath = (number: number): string => `xl/worksheets/sheet${String(number)}.xml`

const numbersTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)

/** What ties the sheets together; it is written last, once their number is known. */
const frameOf = (name: string, sheetCount: number): Record<string, string> => {
  const sheets = numbersTo(sheetCount)
  const nameOf = (number: number) => escaped(number === 1 ? name : `${name} ${String(number)}`)
  return {
    'xl/styles.xml': styleSheet,
    'xl/workbook.xml': `${xmlHead}<workbook xmlns="${main}" xmlns:r="${officeRelations}"><sheets>${sheets.map((number) => `<sheet name="${nameOf(number)}" sheetId="${String(number)}" r:id="rId${String(number)}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xmlHead}<Relationships xmlns="${relations}">${sheets.map((number) => `<Relationship Id="rId${String(number)}" Type="${officeRelations}/worksheet" Target="worksheets/sheet${String(number)}.xml"/>`).join('')}<Relationship Id="rId${String(sheetCount + 1)}" Type="${officeRelations}/styles" Target="styles.xml"/></Relationships>`,
    '_rels/.rels': `${xmlHead}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${officeRelations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    '[Content_Types].xml': `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${contentTypes}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${contentTypes}.styles+xml"/>${sheets.map((number) => `<Override PartName="/${sheetPath(number)}" ContentType="${contentTypes}.worksheet+xml"/>`).join('')}</Types>`,
  }
}

type Workbook = { name: string; head: readonly Cell[]; parts: AsyncIterator<Rows>; mostRowsPerSheet?: number }

/** A workbook piece by piece: of its rows no more than a part is in memory, however many there are. */
export async function* xlsxPieces({
  name,
  head,
  parts,
  mostRowsPerSheet = mostRows,
}: Workbook): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error
    ready.push(piece)
  })
  const open = (path: string): ZipDeflate => {
    const file = new ZipDeflate(path, { level: compression })
    zip.add(file)
    return file
  }
  let sheetCount = 1
  let rowCount = 1
  let sheet = open(sheetPath(sheetCount))
  sheet.push(strToU8(sheetStart(head)))
  try {
    for (let part = await parts.next(); part.done !== true; part = await parts.next()) {
      for (const row of part.value) {
        if (rowCount === mostRowsPerSheet) {
          sheet.push(strToU8(sheetEnd), true)
          sheetCount += 1
          rowCount = 1
          sheet = open(sheetPath(sheetCount))
          sheet.push(strToU8(sheetStart(head)))
        }
        rowCount += 1
        sheet.push(strToU8(toRow(row, { row: rowCount })))
      }
      yield* ready.splice(0)
    }
  } finally {
    await parts.return?.()
  }
  sheet.push(strToU8(sheetEnd), true)
  for (const [path, text] of Object.entries(frameOf(name, sheetCount))) open(path).push(strToU8(text), true)
  zip.end()
  yield* ready.splice(0)
}

/** The workbook as a download. */
export const xlsxStreamResponse = (fileName: string, workbook: Workbook): Response =>
  download(xlsx, fileName, toStream(xlsxPieces(workbook)))
