import type { Scope } from '../client'
import { combiLabelColumns, toCombiLabel } from './combi-label'
import { toKeysetPage, type Cursor } from './keyset'
import { runColumns, toRunView } from './run-view'

const pageSize = 25
/** More unreadable records than this have one common cause; the first ones tell it. */
const maxRejected = 20

const besideCursor = (cursor: Cursor | null) => {
  if (cursor === null) return {}
  const requestedAt = new Date(cursor.key)
  const { id } = cursor
  return cursor.side === 'after'
    ? { requestedAt: { lte: requestedAt }, OR: [{ requestedAt: { lt: requestedAt } }, { id: { lt: id } }] }
    : { requestedAt: { gte: requestedAt }, OR: [{ requestedAt: { gt: requestedAt } }, { id: { gt: id } }] }
}

/** One page of a combi's runs, newest first, with the records that could not be read. Null: the workspace has no such combi. */
export const readRunsPage = async (
  { tx, workspaceId }: Scope,
  query: { combiId: string; cursor: Cursor | null },
  now: Date,
) => {
  const { combiId, cursor } = query
  const combi = await tx.combi.findFirst({ where: { workspaceId, id: combiId }, select: combiLabelColumns })
  if (combi === null) return null
  const order = cursor?.side === 'before' ? 'asc' : 'desc'
  const rows = await tx.syncRun.findMany({
    where: { workspaceId, combiId, ...besideCursor(cursor) },
    select: runColumns,
    orderBy: [{ requestedAt: order }, { id: order }],
    take: pageSize + 1,
  })
  const rejected = await tx.rejectedRecord.findMany({
    where: { workspaceId, combiId, resolvedAt: null },
    select: { id: true, entity: true, ref: true, label: true, reason: true, firstSeenAt: true, lastSeenAt: true },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'asc' }],
    take: maxRejected,
  })
  const page = toKeysetPage(rows, { cursor, size: pageSize }, (row) => ({
    key: row.requestedAt.toISOString(),
    id: row.id,
  }))
  return {
    ...page,
    combi: toCombiLabel(combi),
    items: page.items.map((row) => toRunView(row, now)),
    rejected: rejected.map(({ firstSeenAt, lastSeenAt, ...record }) => ({
      ...record,
      firstSeenAt: firstSeenAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
    })),
  }
}
