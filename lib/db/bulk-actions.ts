import type { Day } from '@/lib/domain/day'
import type { BulkActionKind, Prisma } from '@/prisma/generated/client'
import type { Scope } from './client'
import { fromDateColumn, toDateColumn } from './day-column'

export type BulkItem = {
  invoiceId: string
  /** The entry that a person was shown; null where there is none to show. */
  plan: unknown
}

export type NewBulkAction = {
  id: string
  userId: string
  kind: BulkActionKind
  reason: string | null
  bookingDate: Day | null
  items: readonly BulkItem[]
  now: Date
}

/** So many go to the database in one statement: with their plans some megabytes. */
const itemsPerStatement = 2000

/** Keeps what is to be done with these invoices, in this order. */
export const insertBulkAction = async (
  { tx, workspaceId }: Scope,
  { id, userId, kind, reason, bookingDate, items, now }: NewBulkAction,
): Promise<void> => {
  await tx.bulkAction.create({
    data: {
      ...{ id, workspaceId, userId, kind, reason, totalCount: items.length, askedAt: now, heartbeatAt: now },
      bookingDate: bookingDate === null ? null : toDateColumn(bookingDate),
    },
  })
  for (let from = 0; from < items.length; from += itemsPerStatement)
    await tx.$executeRaw`
      INSERT INTO "BulkActionItem" ("actionId", position, "workspaceId", "invoiceId", plan)
      SELECT ${id}::uuid, ${from}::int + r.at, ${workspaceId}::uuid, (r.item ->> 'invoiceId')::uuid,
        nullif(r.item -> 'plan', 'null')
      FROM jsonb_array_elements(${JSON.stringify(items.slice(from, from + itemsPerStatement))}::jsonb)
        WITH ORDINALITY AS r(item, at)`
}

export type BulkPart = {
  userId: string
  kind: BulkActionKind
  reason: string | null
  bookingDate: Day | null
  totalCount: number
  doneCount: number
  items: BulkItem[]
}

/**
 * The next invoices of one that is under way, for this transaction alone: another execution of it waits here and then finds
 * those after. Null: there is no such thing, or it is finished.
 */
export const takeBulkPart = async (
  { tx, workspaceId }: Scope,
  actionId: string,
  limit: number,
): Promise<BulkPart | null> => {
  await tx.$queryRaw`
    SELECT id FROM "BulkAction" WHERE id = ${actionId}::uuid AND "workspaceId" = ${workspaceId}::uuid FOR UPDATE`
  const action = await tx.bulkAction.findFirst({ where: { id: actionId, workspaceId, finishedAt: null } })
  if (action === null) return null
  const items = await tx.bulkActionItem.findMany({
    where: { workspaceId, actionId, position: { gt: action.doneCount, lte: action.doneCount + limit } },
    select: { invoiceId: true, plan: true },
    orderBy: { position: 'asc' },
  })
  const { userId, kind, reason, bookingDate, totalCount, doneCount } = action
  return {
    ...{ userId, kind, reason, totalCount, doneCount, items },
    bookingDate: bookingDate === null ? null : fromDateColumn(bookingDate),
  }
}

/** Says how far it is, in the transaction of what was done. */
export const recordBulkPart = async (
  { tx, workspaceId }: Scope,
  actionId: string,
  { doneCount, changed, isFinished, now }: { doneCount: number; changed: number; isFinished: boolean; now: Date },
): Promise<void> => {
  await tx.bulkAction.updateMany({
    where: { id: actionId, workspaceId },
    data: { doneCount, changedCount: { increment: changed }, heartbeatAt: now, finishedAt: isFinished ? now : null },
  })
  if (isFinished) await tx.bulkActionItem.deleteMany({ where: { workspaceId, actionId } })
}

/** Those, across workspaces, that gave no sign of life since: their event or their worker was lost. */
export const listSilentBulkActions = (
  tx: Prisma.TransactionClient,
  before: Date,
  limit: number,
): Promise<{ id: string; workspaceId: string }[]> =>
  tx.bulkAction.findMany({
    where: { finishedAt: null, heartbeatAt: { lt: before } },
    select: { id: true, workspaceId: true },
    orderBy: { heartbeatAt: 'asc' },
    take: limit,
  })
