import { fromCentsColumn } from '../cents-column'
import type { Scope } from '../client'
import { fromDateColumn } from '../day-column'
import { combiLabelColumns, toCombiLabel } from './combi-label'
import { toKeysetPage, type Cursor } from './keyset'
import { runColumns, toRunView } from './run-view'
import { toReasonView } from './stored-reason'

const pageSize = 50

const besideCursor = (cursor: Cursor | null) => {
  if (cursor === null) return {}
  const at = new Date(cursor.key)
  const { id } = cursor
  return cursor.side === 'after'
    ? { at: { gte: at }, OR: [{ at: { gt: at } }, { id: { gt: id } }] }
    : { at: { lte: at }, OR: [{ at: { lt: at } }, { id: { lt: id } }] }
}

const itemColumns = {
  id: true,
  at: true,
  kind: true,
  label: true,
  invoiceId: true,
  debtorName: true,
  amountCents: true,
  bookingDate: true,
  outcome: true,
  reasonCode: true,
  reasonParams: true,
} as const

/** A run with one page of its records, in the order in which they were treated. Null: the workspace has no such run. */
export const readRunDetail = async (
  { tx, workspaceId }: Scope,
  query: { runId: string; cursor: Cursor | null },
  now: Date,
) => {
  const { runId, cursor } = query
  const run = await tx.syncRun.findFirst({
    where: { workspaceId, id: runId },
    select: { ...runColumns, combi: { select: combiLabelColumns } },
  })
  if (run === null) return null
  const order = cursor?.side === 'before' ? 'desc' : 'asc'
  const rows = await tx.runItem.findMany({
    where: { workspaceId, runId, ...besideCursor(cursor) },
    select: itemColumns,
    orderBy: [{ at: order }, { id: order }],
    take: pageSize + 1,
  })
  const page = toKeysetPage(rows, { cursor, size: pageSize }, (row) => ({ key: row.at.toISOString(), id: row.id }))
  return {
    ...page,
    combi: toCombiLabel(run.combi),
    run: toRunView(run, now),
    items: page.items.map(({ reasonCode, reasonParams, ...row }) => ({
      ...row,
      at: row.at.toISOString(),
      amountCents: row.amountCents === null ? null : fromCentsColumn(row.amountCents),
      bookingDate: row.bookingDate === null ? null : fromDateColumn(row.bookingDate),
      reason: toReasonView(reasonCode, reasonParams),
    })),
  }
}
