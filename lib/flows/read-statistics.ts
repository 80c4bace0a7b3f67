import { withWorkspace } from '@/lib/db/client'
import { readStatisticDays } from '@/lib/db/views/statistics'
import { dayInAmsterdam, daysBetween } from '@/lib/domain/day'
import { comparedSpanOf, spanOf, type Compare, type PeriodChoice, type Span } from '@/lib/sync/statistics-span'
import { countCauses } from '@/lib/sync/count-causes'
import {
  averageOfferToBookMs,
  isoWeekOf,
  successBasisPoints,
  summariseStatistics,
  type Figures,
  type Granularity,
} from '@/lib/sync/summarise-statistics'
import type { FlowContext } from './context'

export type StatisticsQuestion = {
  workspaceId: string
  combiId: string
  choice: PeriodChoice
  /** Null: what suits the length of the period. */
  granularity: Granularity | null
  compare: Compare
}

/** A row of a month's days, of a quarter's weeks, of a year's months: what can be taken in at a glance. */
const granularityFor = ({ from, to }: Span): Granularity => {
  const days = daysBetween(from, to) + 1
  if (days <= 35) return 'day'
  return days <= 120 ? 'week' : 'month'
}

const toView = (figures: Figures) => ({
  ...figures,
  offerToBookMs: averageOfferToBookMs(figures),
  successBasisPoints: successBasisPoints(figures),
})

/** What a combi did in a period, and in the one it is compared with. Null: the workspace has no such combi. */
export const readStatistics = async (flows: Pick<FlowContext, 'db' | 'now'>, question: StatisticsQuestion) => {
  const { workspaceId, combiId, choice, compare } = question
  const span = spanOf(choice, dayInAmsterdam(flows.now()))
  const comparedSpan = comparedSpanOf(choice, span, compare)
  const spans = comparedSpan === null ? [span] : [span, comparedSpan]
  const found = await withWorkspace(flows.db, workspaceId, (scope) => readStatisticDays(scope, combiId, spans))
  if (found === null) return null
  const granularity = question.granularity ?? granularityFor(span)
  const { parts, total, comparedTotal } = summariseStatistics(found.days, { span, compared: comparedSpan }, granularity)
  return {
    combi: found.combi,
    period: choice.period,
    by: granularity,
    compare,
    span,
    comparedSpan,
    parts: parts.map(({ figures, compared, ...part }) => ({
      ...part,
      week: granularity === 'week' ? isoWeekOf(part.from) : null,
      figures: toView(figures),
      compared: compared && { from: compared.from, to: compared.to, figures: toView(compared.figures) },
    })),
    total: toView(total),
    comparedTotal: comparedTotal && toView(comparedTotal),
    causes: countCauses(found.causes, span, comparedSpan),
  }
}
