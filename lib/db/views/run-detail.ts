import type { Scope } from '../client'
import { combiLabelColumns, toCombiLabel } from './combi-label'
import { toKeysetPage, type Cursor } from './keyset'
import { runItemColumns, toRunItemViews } from './run-item-view'
import { runColumns, toRunView } from './run-view'

const pageSize = 50

const besideCursor = (cursor: Cursor | null) => {
  if (cursor === null) return {}
  const at = new Date(cursor.key)
  const { id } = cursor
  return cursor.side === 'after'
    ? { at: { gte: at }, OR: [{ at: { gt: at } }, { id: { gt: id } }] }
    : { at: { lte: at }, OR: [{ at: { lt: at } }, { id: { lt: id } }] }
}

/** A run with one page of its records, in the order in which they were treated. Null: the workspace has no such run. */
export const readRunDetail = async (scope: Scope, query: { runId: string; cursor: Cursor | null }, now: Date) => {
  const { tx, workspaceId } = scope
  const { runId, cursor } = query
  const run = await tx.syncRun.findFirst({
    where: { workspaceId, id: runId },
    select: { ...runColumns, combi: { select: combiLabelColumns } },
  })
  if (run === null) return null
  const order = cursor?.side === 'before' ? 'desc' : 'asc'
  const rows = await tx.runItem.findMany({
    where: { workspaceId, runId, ...besideCursor(cursor) },
    select: runItemColumns,
    orderBy: [{ at: order }, { id: order }],
    take: pageSize + 1,
  })
  const page = toKeysetPage(rows, { cursor, size: pageSize }, (row) => ({ key: row.at.toISOString(), id: row.id }))
  return {
    ...page,
    combi: toCombiLabel(run.combi),
    run: toRunView(run, now),
    items: await toRunItemViews(scope, page.items),
  }
}
