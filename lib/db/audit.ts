import type { AuditKind } from '@/lib/domain/audit'
import type { Scope } from './client'

/** Who does it: null is the portal itself. */
export type Actor = { id: string; email: string } | null

export type AuditDeed = { kind: AuditKind; actor: Actor; at: Date; params?: Record<string, string> }

/** Writes down what was done to settings, credentials or people; in the transaction of the deed. Holds no secret. */
export const addAuditEntry = async (
  { tx, workspaceId }: Scope,
  { kind, actor, at, params }: AuditDeed,
): Promise<void> => {
  await tx.auditEntry.create({
    data: { workspaceId, at, kind, actorId: actor?.id ?? null, actorEmail: actor?.email ?? null, params },
    select: { id: true },
  })
}
