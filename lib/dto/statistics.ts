import * as z from 'zod/mini'
import { cents, day, vendors } from './shapes'
import { statisticsComparisons, statisticsGranularities, statisticsPeriods } from './statistics-choices'

/** More days than this are another question: a table of them could not be read. */
export const mostStatisticsDays = 1100

/** The query of `GET /api/combis/{id}/statistics` and of the page. Days of one's own only count with `period=custom`. */
export const statisticsQuery = z.object({
  period: z._default(z.enum(statisticsPeriods), 'this-month'),
  /** Left out: what suits the length of the period. */
  by: z.optional(z.enum(statisticsGranularities)),
  compare: z._default(z.enum(statisticsComparisons), 'previous'),
  from: z.optional(day),
  to: z.optional(day),
})
export type StatisticsQueryDto = z.infer<typeof statisticsQuery>

const count = z.int().check(z.nonnegative())

const figures = z.object({
  runs: count,
  failedRuns: count,
  booked: count,
  bookedCents: cents,
  failed: count,
  action: count,
  ignored: count,
  payments: count,
  paymentCents: cents,
  calls: count,
  waitMs: count,
  /** Of what was tried, how much was booked; null when nothing was. */
  successBasisPoints: z.nullable(count),
  /** On average; null when nothing was booked. */
  offerToBookMs: z.nullable(count),
})
export type StatisticsFiguresDto = z.infer<typeof figures>

const span = z.object({ from: day, to: day })

const part = z.object({
  ...span.shape,
  /** The ISO week, for a part that is one. */ week: z.nullable(z.int()),
  figures,
  compared: z.nullable(z.object({ ...span.shape, figures })),
})
export type StatisticsPartDto = z.infer<typeof part>

/** What a combi did in a period, part by part, beside the period it is compared with. */
export const statistics = z.object({
  combi: z.object({ id: z.uuid(), name: z.string(), vendors }),
  period: z.enum(statisticsPeriods),
  by: z.enum(statisticsGranularities),
  compare: z.enum(statisticsComparisons),
  span,
  comparedSpan: z.nullable(span),
  parts: z.array(part),
  total: figures,
  comparedTotal: z.nullable(figures),
  /** Why invoices were held, most frequent first. */
  causes: z.array(z.object({ code: z.string(), count, comparedCount: z.nullable(count) })),
})
export type StatisticsDto = z.infer<typeof statistics>
