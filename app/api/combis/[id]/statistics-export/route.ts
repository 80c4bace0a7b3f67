import { getTranslations } from 'next-intl/server'
import { statisticsQuery, type StatisticsFiguresDto } from '@/lib/dto/statistics'
import { csvResponse, type Cell } from '../../../csv'
import { parseRequest, readEndpoint, requireFound } from '../../../endpoint'
import { Refusal } from '../../../refusal'
import { askStatistics, isAnswerable } from '../statistics/ask'

/** In the order of the columns; each has a word in the message files. */
const columns = {
  runs: ({ runs }) => runs,
  failedRuns: ({ failedRuns }) => failedRuns,
  booked: ({ booked }) => booked,
  bookedCents: ({ bookedCents }) => ({ cents: bookedCents }),
  failed: ({ failed }) => failed,
  action: ({ action }) => action,
  ignored: ({ ignored }) => ignored,
  payments: ({ payments }) => payments,
  paymentCents: ({ paymentCents }) => ({ cents: paymentCents }),
  success: ({ successBasisPoints }) => successBasisPoints && successBasisPoints / 100,
  offerToBookSeconds: ({ offerToBookMs }) => offerToBookMs && Math.round(offerToBookMs / 1000),
  calls: ({ calls }) => calls,
  waitSeconds: ({ waitMs }) => Math.round(waitMs / 1000),
} satisfies Record<string, (figures: StatisticsFiguresDto) => Cell>

const names = Object.keys(columns) as (keyof typeof columns)[]
const cellsOf = (figures: StatisticsFiguresDto): Cell[] => names.map((name) => columns[name](figures))

/** The figures that the page shows, as a file for a spreadsheet. */
export const GET = readEndpoint<{ id: string }>(async ({ member, params, search }) => {
  const query = parseRequest(statisticsQuery, Object.fromEntries(search))
  if (!isAnswerable(query)) throw new Refusal('invalid-request')
  const { data } = requireFound(await askStatistics(member, params.id, query))
  const t = await getTranslations('statistics.export')
  const rows: Cell[][] = [
    [t('from'), t('to'), ...names.map((name) => t(`column.${name}`))],
    ...data.parts.map(({ from, to, figures }) => [from, to, ...cellsOf(figures)]),
    [t('total'), '', ...cellsOf(data.total)],
  ]
  if (data.comparedTotal !== null && data.comparedSpan !== null)
    rows.push([data.comparedSpan.from, data.comparedSpan.to, ...cellsOf(data.comparedTotal)])
  return csvResponse(`statistieken-${data.span.from}-${data.span.to}`, rows)
})
