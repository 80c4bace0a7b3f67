import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ConnectorError } from '@/lib/connectors/errors'
import { parseKeyring, SecretUnreadableError } from '@/lib/platform/crypto'
import { createDb, withSystem, withWorkspace, type Db } from './client'
import {
  createConnection,
  findConnection,
  reactivateConnection,
  readSecret,
  requireReconnect,
  takeRenewal,
} from './connections'
import { rewrapSecrets } from './key-rotation'
import { secretStore } from './secret-store'
import { createTestDatabase, type TestDatabase } from './testing'
import { createTenant, testKeyring, type Tenant } from './testing-rows'

let database: TestDatabase
/** A second pool stands for a second process: nothing but the database is shared. */
let otherProcess: Db
let tenant: Tenant
let connectionId: string

beforeAll(async () => {
  database = await createTestDatabase()
  otherProcess = createDb(database.url)
  tenant = await createTenant(database.db, 'bakker')
})
afterAll(async () => {
  await otherProcess.close()
  await database.drop()
})
beforeEach(async () => {
  connectionId = randomUUID()
  await withWorkspace(database.db, tenant.workspaceId, (scope) =>
    createConnection(scope, testKeyring, {
      id: connectionId,
      connectorId: 'minox',
      accountRef: '12345',
      label: 'Breekijzer',
      secret: { refresh: 0 },
    }),
  )
})

const start = new Date('2026-11-25T09:00:00Z')

/** A clock that moves only when somebody waits. */
const createClock = () => {
  let nowMs = start.getTime()
  return {
    now: () => new Date(nowMs),
    // The pause gives the event loop to the others, as a real one would.
    sleep: async (ms: number) => {
      nowMs += ms
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

const openStore = (db: Db = database.db, clock = createClock()) =>
  secretStore({
    ...{ db, keyring: testKeyring, workspaceId: tenant.workspaceId, connectionId, connectorId: 'minox' },
    ...clock,
  })

const inWorkspace = <T>(work: Parameters<typeof withWorkspace<T>>[2]) =>
  withWorkspace(database.db, tenant.workspaceId, work)

const refreshOf = (secret: unknown): number =>
  typeof secret === 'object' && secret !== null && 'refresh' in secret ? Number(secret.refresh) : NaN

/** A vendor whose refresh tokens work once, as Minox's do. */
const createVendor = () => {
  let valid = 0
  const refused: number[] = []
  return {
    refused,
    count: () => valid,
    exchange: async (secret: unknown) => {
      const token = refreshOf(secret)
      await new Promise((resolve) => setImmediate(resolve))
      if (token !== valid) {
        refused.push(token)
        throw new ConnectorError('auth', 'minox: this refresh token was used before', { connectorId: 'minox' })
      }
      valid += 1
      return { refresh: valid }
    },
  }
}

describe('a connection', () => {
  it('keeps its secret sealed: the row holds no trace of it, and another row cannot hold it', async () => {
    const rows = await inWorkspace(
      ({ tx }) => tx.$queryRaw<{ row: string }[]>`SELECT c::text AS row FROM "Connection" AS c WHERE label = 'bakker'`,
    )
    expect(rows).toHaveLength(2)
    expect(JSON.stringify(rows)).not.toContain('secret of bakker')
    expect(JSON.stringify(rows)).not.toContain(Buffer.from('secret of bakker').toString('hex'))
    await inWorkspace(
      ({ tx }) => tx.$executeRaw`
        UPDATE "Connection" AS c SET "wrappedKey" = o."wrappedKey", "sealedSecret" = o."sealedSecret"
        FROM "Connection" AS o WHERE c.id = ${connectionId}::uuid AND o.id = ${tenant.booksConnectionId}::uuid`,
    )
    await expect(openStore().read()).rejects.toThrow(SecretUnreadableError)
  })

  it('asks for a new sign-in, and works again after one', async () => {
    const find = () => inWorkspace((scope) => findConnection(scope, connectionId))
    await inWorkspace((scope) => requireReconnect(scope, connectionId, 'grant-revoked'))
    expect(await find()).toMatchObject({ state: 'reconnect', stateReason: 'grant-revoked' })
    const secret = { refresh: 99 }
    const isThere = (id: string) =>
      inWorkspace((scope) =>
        reactivateConnection(scope, testKeyring, { id, secret, label: 'Breekijzer B.V.', now: new Date() }),
      )
    expect(await isThere(randomUUID())).toBe(false)
    expect(await isThere(connectionId)).toBe(true)
    expect(await find()).toMatchObject({ state: 'active', stateReason: null, label: 'Breekijzer B.V.' })
    expect(await openStore().read()).toEqual(secret)
  })

  it('is moved to a new master key without its secret being touched, after which the old key is not needed', async () => {
    const old = Buffer.alloc(32, 7).toString('base64')
    const both = parseKeyring(`2:${Buffer.alloc(32, 8).toString('base64')},1:${old}`)
    const onlyNew = parseKeyring(`2:${Buffer.alloc(32, 8).toString('base64')}`)
    const count = await withSystem(database.db, (tx) =>
      tx.connection.count({ where: { connectorId: 'minox', keyVersion: 1 } }),
    )
    expect(count).toBeGreaterThan(0)
    const read = (keyring: typeof both) => inWorkspace((scope) => readSecret(scope, keyring, connectionId))
    await expect(read(onlyNew)).rejects.toThrow(/no version 1/)
    await inWorkspace(({ tx }) =>
      tx.connection.deleteMany({ where: { label: 'Breekijzer', NOT: { id: connectionId } } }),
    )
    expect(await withSystem(database.db, (tx) => rewrapSecrets(tx, both))).toBeGreaterThan(0)
    expect(await withSystem(database.db, (tx) => rewrapSecrets(tx, both))).toBe(0)
    expect(await read(onlyNew)).toEqual({ version: 1, secret: { refresh: 0 } })
    await withSystem(database.db, (tx) => rewrapSecrets(tx, { ...both, newest: 1 }))
  })
})

describe('renewing a secret', () => {
  it('happens once for twenty callers in two processes, and all of them get the new one', async () => {
    const vendor = createVendor()
    const callers = Array.from({ length: 20 }, (_, index) =>
      openStore(index % 2 === 0 ? database.db : otherProcess).renew((current) =>
        // As a connector does: what somebody else renewed meanwhile is good.
        refreshOf(current) === 0 ? vendor.exchange(current) : Promise.resolve(current),
      ),
    )
    expect(await Promise.all(callers)).toEqual(Array.from({ length: 20 }, () => ({ refresh: 1 })))
    expect(vendor.count()).toBe(1)
    expect(vendor.refused).toEqual([])
    expect(await openStore().read()).toEqual({ refresh: 1 })
  })

  it('holds no transaction while the vendor is asked', async () => {
    const idle = await openStore().renew(async (current) => {
      const rows = await withSystem(
        otherProcess,
        (tx) => tx.$queryRaw<{ count: number }[]>`
          SELECT count(*)::int AS count FROM pg_stat_activity
          WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
      )
      expect(rows).toEqual([{ count: 0 }])
      return current
    })
    expect(idle).toEqual({ refresh: 0 })
  })

  it('stores the new pair before anybody has it', async () => {
    const result = openStore().renew(async (current) => {
      await Promise.resolve()
      return { refresh: refreshOf(current) + 1 }
    })
    const seen = result.then(() => openStore(otherProcess).read())
    expect(await seen).toEqual({ refresh: 1 })
  })

  it('lets the next one try when the first one fails, and hands the failure to who met it', async () => {
    const down = new ConnectorError('unavailable', 'minox: no answer', { connectorId: 'minox' })
    await expect(openStore().renew(() => Promise.reject(down))).rejects.toBe(down)
    expect(await openStore(otherProcess).renew(createVendor().exchange)).toEqual({ refresh: 1 })
  })

  it('is taken over from a process that died, once its time is up', async () => {
    const until = new Date(start.getTime() + 60_000)
    await inWorkspace((scope) => takeRenewal(scope, connectionId, { now: start, until }))
    const clock = createClock()
    expect(await openStore(database.db, clock).renew(createVendor().exchange)).toEqual({ refresh: 1 })
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(until.getTime())
  })

  it('that lost its time to another gets the other’s result instead of the vendor’s refusal', async () => {
    const vendor = createVendor()
    const slow = openStore().renew(async (current) => {
      const later = createClock()
      await later.sleep(120_000)
      await openStore(otherProcess, later).renew(vendor.exchange)
      return vendor.exchange(current)
    })
    expect(await slow).toEqual({ refresh: 1 })
    expect(vendor.refused).toEqual([0])
  })

  it('does not undo a sign-in by a person in the meantime', async () => {
    const result = await openStore().renew(async () => {
      await inWorkspace((scope) =>
        reactivateConnection(scope, testKeyring, {
          id: connectionId,
          secret: { refresh: 99 },
          label: 'Breekijzer',
          now: new Date(),
        }),
      )
      return { refresh: 1 }
    })
    expect(result).toEqual({ refresh: 99 })
    expect(await openStore().read()).toEqual({ refresh: 99 })
  })

  it('gives up by name when somebody keeps at it for minutes', async () => {
    const clock = createClock()
    const blocked = secretStore({
      ...{ db: database.db, keyring: testKeyring, workspaceId: tenant.workspaceId, connectionId, connectorId: 'minox' },
      now: () => start,
      sleep: clock.sleep,
    })
    const until = new Date(start.getTime() + 60_000)
    await inWorkspace((scope) => takeRenewal(scope, connectionId, { now: start, until }))
    await expect(blocked.renew((current) => Promise.resolve(current))).rejects.toMatchObject({ kind: 'unavailable' })
  })

  it('of a connection that another workspace owns is not possible', async () => {
    const stranger = await createTenant(database.db, `slager-${randomUUID()}`)
    const store = secretStore({
      ...{
        db: database.db,
        keyring: testKeyring,
        workspaceId: stranger.workspaceId,
        connectionId,
        connectorId: 'minox',
      },
      ...createClock(),
    })
    await expect(store.read()).rejects.toMatchObject({ kind: 'auth' })
    await expect(store.renew((current) => Promise.resolve(current))).rejects.toMatchObject({ kind: 'auth' })
    expect(await openStore().read()).toEqual({ refresh: 0 })
  })
})
