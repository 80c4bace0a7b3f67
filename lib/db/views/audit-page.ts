import type { Prisma } from '@/prisma/generated/client'
import type { Scope } from '../client'
import { toKeysetPage, type Cursor, type KeysetPage } from './keyset'

/** Which part of the audit log; null and the absence of a bound leave that open. */
export type AuditFilter = {
  kind: string | null
  /** A person's id, or the portal itself. */
  actor: string | null
  from: Date | null
  /** The first moment that is no longer meant. */
  before: Date | null
}

/** Stands for the portal itself in a filter. */
const portal = 'portal'

const whereOf = ({ kind, actor, from, before }: AuditFilter): Prisma.AuditEntryWhereInput => ({
  ...(kind !== null && { kind }),
  ...(actor !== null && { actorId: actor === portal ? null : actor }),
  at: { ...(from !== null && { gte: from }), ...(before !== null && { lt: before }) },
})

const besideCursor = ({ side, key, id }: Cursor): Prisma.AuditEntryWhereInput => {
  const at = new Date(key)
  return side === 'after'
    ? { at: { lte: at }, OR: [{ at: { lt: at } }, { id: { lt: id } }] }
    : { at: { gte: at }, OR: [{ at: { gt: at } }, { id: { gt: id } }] }
}

export type AuditRow = {
  id: string
  at: string
  kind: string
  /** As it was when it was done: the person may be gone. Null: the portal itself. */
  actorEmail: string | null
  params: Prisma.JsonValue
}

/** A part of the audit log, newest first. */
export const readAuditPage = async (
  { tx, workspaceId }: Scope,
  { filter, cursor, size }: { filter: AuditFilter; cursor: Cursor | null; size: number },
): Promise<KeysetPage<AuditRow>> => {
  const order = cursor?.side === 'before' ? 'asc' : 'desc'
  const rows = await tx.auditEntry.findMany({
    where: { workspaceId, AND: [whereOf(filter), ...(cursor === null ? [] : [besideCursor(cursor)])] },
    select: { id: true, at: true, kind: true, actorEmail: true, params: true },
    orderBy: [{ at: order }, { id: order }],
    take: size + 1,
  })
  const page = toKeysetPage(rows, { cursor, size }, ({ at, id }) => ({ key: at.toISOString(), id }))
  return { ...page, items: page.items.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })) }
}

/** Everybody whom the log tells of, under the address that he had last. */
export const listAuditActors = ({ tx, workspaceId }: Scope): Promise<{ id: string; email: string }[]> =>
  tx.$queryRaw`
    SELECT id, email FROM (
      SELECT DISTINCT ON ("actorId") "actorId" AS id, "actorEmail" AS email FROM "AuditEntry"
      WHERE "workspaceId" = ${workspaceId}::uuid AND "actorId" IS NOT NULL AND "actorEmail" IS NOT NULL
      ORDER BY "actorId", at DESC) AS actors
    ORDER BY email`
