import type { CombiState } from '@/prisma/generated/client'
import type { Scope } from './client'

/** A combi as far as changing it needs, held until the transaction ends. */
export type LockedCombi = {
  id: string
  name: string
  state: CombiState
  settingsVersion: number
  sourceConnectionId: string
  booksConnectionId: string
  /** Whether both accounts let us in, as far as we know. */
  isConnected: boolean
  leaseUntil: Date | null
}

/**
 * Takes the combi for this transaction: whoever changes it, and a run that wants to write, waits until it ends. Null: the
 * workspace has none by this id, or it was removed.
 */
export const lockCombi = async ({ tx, workspaceId }: Scope, combiId: string): Promise<LockedCombi | null> => {
  await tx.$queryRaw`SELECT id FROM "Combi" WHERE id = ${combiId}::uuid AND "workspaceId" = ${workspaceId}::uuid FOR UPDATE`
  const row = await tx.combi.findFirst({
    where: { id: combiId, workspaceId, state: { not: 'removed' } },
    select: {
      ...{ id: true, name: true, state: true, settingsVersion: true, leaseUntil: true },
      ...{ sourceConnectionId: true, booksConnectionId: true },
      sourceConnection: { select: { state: true } },
      booksConnection: { select: { state: true } },
    },
  })
  if (row === null) return null
  const { sourceConnection, booksConnection, ...combi } = row
  return { ...combi, isConnected: sourceConnection.state === 'active' && booksConnection.state === 'active' }
}

/** Pauses the combi, or has it go on: then it is due at `now`, and nobody takes it for late. */
export const setCombiState = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  { state, now }: { state: Exclude<CombiState, 'removed'>; now: Date },
): Promise<void> => {
  await tx.combi.updateMany({
    where: { id: combiId, workspaceId },
    data: { state, ...(state === 'active' && { nextSyncAt: now }) },
  })
}

/** What a run under way has planned no longer counts: it writes nothing more, and looks again before it goes on. */
export const fenceRun = { leaseToken: null, leaseUntil: null } as const

/** Nothing of the combi runs any more; what it did stays to be read. */
export const setCombiRemoved = async ({ tx, workspaceId }: Scope, combiId: string, now: Date): Promise<void> => {
  await tx.combi.updateMany({
    where: { id: combiId, workspaceId },
    data: { state: 'removed', removedAt: now, ...fenceRun },
  })
}
