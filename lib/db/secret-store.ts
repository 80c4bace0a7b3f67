import { setTimeout as sleepFor } from 'node:timers/promises'
import type { SecretStore } from '@/lib/connectors/contract'
import { ConnectorError } from '@/lib/connectors/errors'
import type { Keyring } from '@/lib/platform/crypto'
import { withWorkspace, type Db, type Scope } from './client'
import { readSecret, releaseRenewal, replaceSecret, takeRenewal, type VersionedSecret } from './connections'

/** Longer than a vendor call may take (30 s and its turn), so that only a dead process loses its right to renew. */
const renewalMs = 60_000
/** A renewal takes a vendor a few tenths of a second; who waits longer than that asks less often. */
const firstPauseMs = 100
const longestPauseMs = 1_000
const storePausesMs = [200, 1_000, 3_000]

export type SecretStoreOptions = {
  db: Db
  keyring: Keyring
  workspaceId: string
  connectionId: string
  connectorId: string
  now: () => Date
  /** For tests that must not wait. */
  sleep?: (ms: number) => Promise<unknown>
}

/**
 * The secret of one connection, as a connector gets to use it.
 * `renew` lets one caller at a time through, across all processes, and never holds a transaction while the vendor is
 * asked: a lease in the row says who is at it. Who comes second waits, and gets what the first one stored. A lease left by
 * a process that died lapses by itself.
 */
export const secretStore = (options: SecretStoreOptions): SecretStore<unknown> => {
  const { db, keyring, workspaceId, connectionId, connectorId, now, sleep = sleepFor } = options
  const inScope = <T>(work: (scope: Scope) => Promise<T>) => withWorkspace(db, workspaceId, work)

  const readCurrent = async (scope: Scope): Promise<VersionedSecret> => {
    const stored = await readSecret(scope, keyring, connectionId)
    if (!stored) throw new ConnectorError('auth', `${connectorId}: the connection is gone`, { connectorId })
    return stored
  }

  /** The secret and the right to renew it, or only the secret when somebody else has that right. */
  const begin = () =>
    inScope(async (scope) => {
      const at = now()
      const until = new Date(at.getTime() + renewalMs)
      const isOurs = await takeRenewal(scope, connectionId, { now: at, until })
      return { current: await readCurrent(scope), until: isOurs ? until : null }
    })

  const renewAs = async (current: VersionedSecret, work: (secret: unknown) => Promise<unknown>): Promise<unknown> => {
    let renewed: unknown
    try {
      renewed = await work(current.secret)
    } catch (error) {
      // Our lease lapsed and somebody else renewed: what the vendor refused was a token already spent.
      const stored = await inScope(readCurrent)
      if (stored.version !== current.version) return stored.secret
      throw error
    }
    if (JSON.stringify(renewed) === JSON.stringify(current.secret)) return current.secret
    return keep(current, renewed, storePausesMs)
  }

  /** The vendor has spent the old token by now: giving up at the first hitch of the database would lose the sign-in. */
  const keep = async (current: VersionedSecret, renewed: unknown, pausesMs: readonly number[]): Promise<unknown> => {
    try {
      return await inScope(async (scope) => {
        const { version } = current
        const isStored = await replaceSecret(scope, keyring, { id: connectionId, version, secret: renewed })
        return isStored ? renewed : (await readCurrent(scope)).secret
      })
    } catch (error) {
      const [pauseMs, ...later] = pausesMs
      if (pauseMs === undefined) throw error
      await sleep(pauseMs)
      return keep(current, renewed, later)
    }
  }

  return {
    async read() {
      return (await inScope(readCurrent)).secret
    },

    async renew(work) {
      let seenVersion: number | null = null
      let pauseMs = firstPauseMs
      for (let waitedMs = 0; waitedMs <= 2 * renewalMs; waitedMs += pauseMs) {
        const { current, until } = await begin()
        const isRenewedMeanwhile = seenVersion !== null && current.version !== seenVersion
        seenVersion ??= current.version
        if (until) {
          try {
            return isRenewedMeanwhile ? current.secret : await renewAs(current, work)
          } finally {
            await inScope((scope) => releaseRenewal(scope, connectionId, until))
          }
        }
        if (isRenewedMeanwhile) return current.secret
        await sleep(pauseMs)
        pauseMs = Math.min(pauseMs * 2, longestPauseMs)
      }
      throw new ConnectorError('unavailable', `${connectorId}: another process keeps renewing this sign-in`, {
        connectorId,
      })
    },
  }
}
