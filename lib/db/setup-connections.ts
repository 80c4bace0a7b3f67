import type { Day } from '@/lib/domain/day'
import { openSecret, sealSecret, type Keyring } from '@/lib/platform/crypto'
import type { Prisma } from '@/prisma/generated/client'
import type { Scope } from './client'
import { connectionPlace } from './connections'
import { toDateColumn } from './day-column'

/** Notes the last day on which a key works, as its maker told us; null for a sign-in without one. */
export const setConnectionExpiry = async (
  { tx, workspaceId }: Scope,
  id: string,
  expiresOn: Day | null,
): Promise<void> => {
  await tx.connection.updateMany({
    where: { id, workspaceId },
    data: { expiresOn: expiresOn === null ? null : toDateColumn(expiresOn) },
  })
}

/** Forgets an account that no combi uses, with its secret. */
export const removeConnection = async ({ tx, workspaceId }: Scope, id: string): Promise<void> => {
  await tx.connection.deleteMany({ where: { id, workspaceId, sourceCombis: { none: {} }, booksCombis: { none: {} } } })
}

/**
 * Hands an account over to another workspace: its secret is sealed anew, since it opens only where it was sealed for. The
 * transaction must see both workspaces. @returns false while the secret is being renewed, when it would be lost.
 */
export const moveConnection = async (
  tx: Prisma.TransactionClient,
  keyring: Keyring,
  { id, from, to, now }: { id: string; from: string; to: string; now: Date },
): Promise<boolean> => {
  await tx.$queryRaw`SELECT id FROM "Connection" WHERE id = ${id}::uuid FOR UPDATE`
  const row = await tx.connection.findFirst({
    where: { id, workspaceId: from },
    select: { keyVersion: true, wrappedKey: true, sealedSecret: true, renewingUntil: true },
  })
  if (row === null || (row.renewingUntil !== null && row.renewingUntil > now)) return false
  const secret = openSecret(keyring, connectionPlace(from, id), row)
  await tx.connection.update({
    where: { id },
    data: { workspaceId: to, ...sealSecret(keyring, connectionPlace(to, id), secret), secretVersion: { increment: 1 } },
    select: { id: true },
  })
  return true
}

/** Forgets what a failed or replaced sign-in left behind in a workspace: all accounts but these. */
export const removeOtherConnections = async ({ tx, workspaceId }: Scope, kept: readonly string[]): Promise<void> => {
  await tx.connection.deleteMany({ where: { workspaceId, id: { notIn: [...kept] } } })
}
