import { sum } from 'd3-array'
import type { Scope } from '../client'

/** So long a finished one is still told of: whoever left comes back to see what came of it. */
const toldForMs = 10 * 60_000

/** What people do with many invoices at once in this workspace: under way, or finished a moment ago; the newest first. */
export const readBulkActions = async ({ tx, workspaceId }: Scope, now: Date) => {
  const rows = await tx.bulkAction.findMany({
    where: {
      workspaceId,
      OR: [{ finishedAt: null }, { finishedAt: { gte: new Date(now.getTime() - toldForMs) } }],
    },
    orderBy: [{ askedAt: 'desc' }, { id: 'desc' }],
    take: 10,
  })
  return rows.map(({ id, kind, totalCount, doneCount, changedCount, finishedAt }) => ({
    ...{ id, kind, total: totalCount, done: doneCount, changed: changedCount, isFinished: finishedAt !== null },
  }))
}

/** How far the runs under way are with booking what was handed over. Null: no run is, or nothing is left for it. */
export const readBooking = async ({ tx, workspaceId }: Scope, combiIds: readonly string[]) => {
  const runs = await tx.syncRun.findMany({
    where: { workspaceId, combiId: { in: [...combiIds] }, finishedAt: null },
    select: { combiId: true, bookedCount: true },
  })
  if (runs.length === 0) return null
  const left = await tx.invoice.count({
    where: {
      workspaceId,
      combiId: { in: runs.map(({ combiId }) => combiId) },
      state: { in: ['offered', 'processing'] },
    },
  })
  return left === 0 ? null : { booked: sum(runs, ({ bookedCount }) => bookedCount), left }
}
