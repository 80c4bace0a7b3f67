import type { Day } from '@/lib/domain/day'
import { fromCentsColumn } from '../cents-column'
import type { Scope } from '../client'
import { fromDateColumn, toDateColumn } from '../day-column'
import { combiLabelColumns, toCombiLabel } from './combi-label'

type Span = { from: Day; to: Day }

const within = (spans: readonly Span[]) => ({
  OR: spans.map(({ from, to }) => ({ day: { gte: toDateColumn(from), lte: toDateColumn(to) } })),
})

/**
 * The counts of a combi on the days of these spans, and how often each cause held an invoice in each. Null: the workspace
 * has no such combi. Days on which nothing happened have no row.
 */
export const readStatisticDays = async ({ tx, workspaceId }: Scope, combiId: string, spans: readonly Span[]) => {
  const combi = await tx.combi.findFirst({ where: { workspaceId, id: combiId }, select: combiLabelColumns })
  if (combi === null) return null
  const rows = await tx.statDay.findMany({ where: { workspaceId, combiId, ...within(spans) } })
  const causes = await tx.statCause.findMany({
    where: { workspaceId, combiId, ...within(spans) },
    select: { day: true, reasonCode: true, count: true },
  })
  return {
    combi: toCombiLabel(combi),
    days: rows.map((row) => ({
      day: fromDateColumn(row.day),
      runs: row.runCount,
      failedRuns: row.failedRunCount,
      booked: row.bookedCount,
      bookedCents: fromCentsColumn(row.bookedCents),
      failed: row.failedCount,
      action: row.actionCount,
      ignored: row.ignoredCount,
      payments: row.paymentCount,
      paymentCents: fromCentsColumn(row.paymentCents),
      offerToBookMs: Number(row.offerToBookMs),
      offerToBookCount: row.offerToBookCount,
      calls: row.callCount,
      waitMs: Number(row.waitMs),
    })),
    causes: causes.map(({ day, reasonCode, count }) => ({ day: fromDateColumn(day), code: reasonCode, count })),
  }
}
