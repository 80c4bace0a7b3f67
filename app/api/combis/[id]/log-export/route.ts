import { getLocale, getMessages, getTranslations } from 'next-intl/server'
import * as z from 'zod/mini'
import { toReasonWords } from '@/components/reasons/use-reason-words'
import type { LogPageDto } from '@/lib/dto/log'
import { getFormats } from '@/lib/i18n/formats'
import { csvStreamResponse, type Cell, type Rows } from '../../../csv'
import { parseRequest, readEndpoint, requireFound } from '../../../endpoint'
import { xlsxStreamResponse } from '../../../xlsx'
import { eachLogPart, readLog } from '../log/read-log'
import { requireFilter } from '../log/require-filter'

const format = z._default(z.enum(['csv', 'xlsx']), 'csv')

/** So that a moment is told by its date, and not as today. */
const longAgo = new Date(0)

const columns = [
  'at',
  'utc',
  'kind',
  'label',
  'debtor',
  'amount',
  'bookingDate',
  'outcome',
  'reason',
  'cure',
  'now',
  'attempts',
  'booksNumber',
  'sourceUrl',
  'runId',
] as const

/** Says of a record what the screen says of it, in the order of the columns. */
const speak = async () => {
  const [words, states, t] = [
    await getTranslations('runs.items'),
    await getTranslations('invoices.state'),
    await getTranslations('reasons'),
  ]
  const { reasons, connectors } = await getMessages()
  const names: Readonly<Record<string, string>> = connectors
  const formats = getFormats(await getLocale())
  const speaker = { t, reasons, formats, nameOf: (connectorId: string) => names[connectorId] ?? connectorId }
  return ({ items, combi }: Pick<LogPageDto, 'items' | 'combi'>): Rows =>
    items.map((item): Cell[] => {
      const { at, kind, label, debtorName, amountCents, bookingDate, outcome, invoice } = item
      const said = item.reason === null ? null : toReasonWords(speaker, item.reason, combi.vendors)
      return [
        formats.moment(at, longAgo),
        at,
        words(`kinds.${kind}`),
        label,
        debtorName,
        amountCents === null ? null : { cents: amountCents },
        bookingDate === null ? null : { day: bookingDate },
        words(`outcomes.${outcome}`),
        said === null ? null : [said.what, said.vendorText].filter((part) => part !== null).join(' – '),
        said?.cure ?? null,
        invoice === null ? null : states(invoice.state),
        invoice?.attempts ?? null,
        invoice?.booksNumber ?? null,
        invoice?.sourceUrl ?? null,
        item.runId,
      ]
    })
}

/** The records that the page is filtered on, all of them, as a file for a spreadsheet. */
export const GET = readEndpoint<{ id: string }>(async ({ member, params, search }) => {
  const filter = requireFilter(search)
  const wanted = parseRequest(format, search.get('format') ?? undefined)
  const combiId = params.id
  // Before the file begins, while the answer can still be that there is no such combi.
  requireFound(await readLog(member, { combiId, filter, cursor: null }))
  const t = await getTranslations('log.export')
  const toRows = await speak()
  const head = columns.map((column) => t(column))
  async function* parts(): AsyncGenerator<Rows> {
    for await (const page of eachLogPart(member, { combiId, filter })) yield toRows(page)
  }
  async function* partsWithHead(): AsyncGenerator<Rows> {
    yield [head]
    yield* parts()
  }
  return wanted === 'csv'
    ? csvStreamResponse(t('name'), partsWithHead())
    : xlsxStreamResponse(t('name'), { name: t('sheet'), head, parts: parts() })
})
