import { openSecret, sealSecret, type Keyring, type SecretPlace } from '@/lib/platform/crypto'
import type { Scope } from './client'

/** An account at a vendor as the portal shows it: everything but the secret. */
export type Connection = {
  id: string
  connectorId: string
  accountRef: string
  label: string
  state: 'active' | 'reconnect' | 'removed'
  /** Machine-readable cause of `reconnect`. */
  stateReason: string | null
}

export type NewConnection = {
  id: string
  connectorId: string
  accountRef: string
  label: string
  secret: unknown
}

const shown = { id: true, connectorId: true, accountRef: true, label: true, state: true, stateReason: true } as const
const sealedColumns = { keyVersion: true, wrappedKey: true, sealedSecret: true } as const

/** Where a connection's secret is sealed. */
export const connectionPlace = (workspaceId: string, connectionId: string): SecretPlace => ({
  workspaceId,
  connectionId,
  field: 'secret',
})

/** Stores a new account with its secret, sealed. */
export const createConnection = (
  { tx, workspaceId }: Scope,
  keyring: Keyring,
  { secret, ...connection }: NewConnection,
): Promise<Connection> =>
  tx.connection.create({
    data: { ...connection, workspaceId, ...sealSecret(keyring, connectionPlace(workspaceId, connection.id), secret) },
    select: shown,
  })

/** The connection, or null when the workspace has none by this id. */
export const findConnection = ({ tx, workspaceId }: Scope, id: string): Promise<Connection | null> =>
  tx.connection.findFirst({ where: { id, workspaceId }, select: shown })

/** The vendor no longer lets us in: a person must sign in again. `reason` is machine-readable. */
export const requireReconnect = async ({ tx, workspaceId }: Scope, id: string, reason: string): Promise<void> => {
  await tx.connection.updateMany({
    where: { id, workspaceId, state: { not: 'removed' } },
    data: { state: 'reconnect', stateReason: reason },
  })
}

/**
 * A person signed in again: the new secret replaces the old one, the connection works, and combi's that waited for it go
 * on. False: there is no such one.
 */
export const reactivateConnection = async (
  { tx, workspaceId }: Scope,
  keyring: Keyring,
  { id, secret, label, now }: { id: string; secret: unknown; label: string; now: Date },
): Promise<boolean> => {
  const { count } = await tx.connection.updateMany({
    where: { id, workspaceId, state: { not: 'removed' } },
    data: {
      ...sealSecret(keyring, connectionPlace(workspaceId, id), secret),
      secretVersion: { increment: 1 },
      // A renewal under way works with the old grant; the version makes its result void.
      renewingUntil: null,
      label,
      state: 'active',
      stateReason: null,
    },
  })
  await tx.combi.updateMany({
    where: {
      workspaceId,
      state: 'reconnect',
      OR: [{ sourceConnectionId: id }, { booksConnectionId: id }],
      sourceConnection: { state: 'active' },
      booksConnection: { state: 'active' },
    },
    // Due at once, and not late for the time in which it could not.
    data: { state: 'active', nextSyncAt: now },
  })
  return count === 1
}

/** A secret and the count of times it was replaced. */
export type VersionedSecret = { version: number; secret: unknown }

/**
 * Destroys the secrets of those of these accounts that no combi uses any more; the rows stay, since the trail names them.
 * @returns the destroyed ones.
 */
export const destroyUnusedSecrets = ({ tx, workspaceId }: Scope, ids: readonly string[]): Promise<Connection[]> => {
  const unused = { none: { state: { not: 'removed' } } } as const
  return tx.connection.updateManyAndReturn({
    where: {
      ...{ id: { in: [...ids] }, workspaceId, state: { not: 'removed' } },
      ...{ sourceCombis: unused, booksCombis: unused },
    },
    data: {
      ...{ state: 'removed', stateReason: null, expiresOn: null, renewingUntil: null },
      ...{ wrappedKey: new Uint8Array(), sealedSecret: new Uint8Array() },
      // A renewal under way would store its result over this.
      secretVersion: { increment: 1 },
    },
    select: shown,
  })
}

/** The stored secret; null when the workspace has no such connection, or its secret is destroyed. @throws SecretUnreadableError */
export const readSecret = async (
  { tx, workspaceId }: Scope,
  keyring: Keyring,
  id: string,
): Promise<VersionedSecret | null> => {
  const row = await tx.connection.findFirst({
    where: { id, workspaceId, state: { not: 'removed' } },
    select: { ...sealedColumns, secretVersion: true },
  })
  return row && { version: row.secretVersion, secret: openSecret(keyring, connectionPlace(workspaceId, id), row) }
}

/** Replaces the secret of this version. False when somebody replaced it first: then nothing is written. */
export const replaceSecret = async (
  { tx, workspaceId }: Scope,
  keyring: Keyring,
  { id, version, secret }: { id: string; version: number; secret: unknown },
): Promise<boolean> => {
  const { count } = await tx.connection.updateMany({
    where: { id, workspaceId, secretVersion: version },
    data: { ...sealSecret(keyring, connectionPlace(workspaceId, id), secret), secretVersion: version + 1 },
  })
  return count === 1
}

/** Takes the right to renew until `until`, unless somebody holds it at `now`. */
export const takeRenewal = async (
  { tx, workspaceId }: Scope,
  id: string,
  { now, until }: { now: Date; until: Date },
): Promise<boolean> => {
  const { count } = await tx.connection.updateMany({
    where: { id, workspaceId, OR: [{ renewingUntil: null }, { renewingUntil: { lte: now } }] },
    data: { renewingUntil: until },
  })
  return count === 1
}

/** Gives the right to renew back; leaves it alone when somebody else took it over in the meantime. */
export const releaseRenewal = async ({ tx, workspaceId }: Scope, id: string, until: Date): Promise<void> => {
  await tx.connection.updateMany({
    where: { id, workspaceId, renewingUntil: until },
    data: { renewingUntil: null },
  })
}
