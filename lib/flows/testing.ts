import { randomUUID } from 'node:crypto'
import type { SecretStore } from '@/lib/connectors/contract'
import { createHttpDoor } from '@/lib/connectors/http'
import { minox } from '@/lib/connectors/minox'
import { startMinoxSandbox, type MinoxSandbox } from '@/lib/connectors/minox/sandbox'
import { simplicate } from '@/lib/connectors/simplicate'
import { startSimplicateSandbox, type SimplicateSandbox } from '@/lib/connectors/simplicate/sandbox'
import type { NewCombi } from '@/lib/db/combis'
import { secretStore } from '@/lib/db/secret-store'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing'
import type { ConnectionKey, FlowContext } from './context'
import { addCombi, createClock, testKeyring, type Clock, type TestCombi } from './testing-combi'

/** Both sandboxes and a database, with one clock for all three. Start it once a file; make a combi for each test. */
export type World = {
  database: TestDatabase
  simplicate: SimplicateSandbox
  minox: MinoxSandbox
  flows: FlowContext
  clock: Clock
  addCombi: (given?: Partial<NewCombi>) => Promise<TestCombi>
  stop: () => Promise<void>
}

export type WorldOptions = {
  /** `empty`, the default: the customers and settings of the demonstration, and no invoices yet. */
  source?: 'empty' | 'breekijzer'
  /** `leeg`: books without debtors and entries. */
  books?: 'breekijzer' | 'leeg'
  /** A database that outlives this world; by default it makes and drops one of its own. */
  database?: TestDatabase
  /** Whether the vendors refuse who asks too often; off by default, since the clock stands still in a test. */
  hasLimits?: boolean
}

export const startWorld = async (options: WorldOptions = {}): Promise<World> => {
  const clock = createClock()
  const now = () => clock.now
  const hasLimits = options.hasLimits ?? false
  const [database, source, books] = await Promise.all([
    options.database ?? createTestDatabase(),
    startSimplicateSandbox({ now, seed: options.source ?? 'empty' }),
    startMinoxSandbox({
      now,
      seed: options.books ?? 'breekijzer',
      settings: { rateProfile: hasLimits ? 'normal' : 'off' },
    }),
  ])
  source.configure({ requestsPerMinute: hasLimits ? 60 : null })
  const flows = flowsOn({ database, clock, simplicateUrl: source.urlTemplate, minoxUrl: books.baseUrl, hasLimits })
  return {
    database,
    simplicate: source,
    minox: books,
    flows,
    clock,
    addCombi: (given) => addCombi({ flows, books, clock }, given ?? {}),
    async stop() {
      await Promise.all([source.stop(), books.stop()])
      if (options.database === undefined) await database.drop()
    },
  }
}

export type FlowParts = {
  database: Pick<TestDatabase, 'db'>
  clock: Clock
  simplicateUrl: string
  minoxUrl: string
  hasLimits: boolean
}

/** The flows on these addresses: real doors and connectors, with the clock of the test. */
export const flowsOn = ({ database, clock, simplicateUrl, minoxUrl, hasLimits }: FlowParts): FlowContext => {
  const now = () => clock.now
  const settings = {
    SIMPLICATE_URL_TEMPLATE: simplicateUrl,
    MINOX_BASE_URL: minoxUrl,
    MINOX_CLIENT_ID: 'sandbox-client',
    MINOX_CLIENT_SECRET: 'sandbox-secret',
  }
  const depsOf = (
    { workspaceId, connectionId, connectorId, accountRef }: ConnectionKey,
    door: Pick<Parameters<typeof createHttpDoor>[0], 'origin' | 'perMinute' | 'observe'>,
  ) => ({
    http: createHttpDoor({
      ...door,
      connectorId,
      accountRef,
      now,
      // A short wait passes on the clock of the test, as a long one does between two slices.
      sleep: (ms) => {
        clock.advance(ms)
        return Promise.resolve()
      },
    }),
    now,
    settings,
    accountRef,
    secrets: secretStore({
      db: database.db,
      keyring: testKeyring,
      workspaceId,
      connectionId,
      connectorId,
      now,
    }) as SecretStore<never>,
  })
  return {
    db: database.db,
    now,
    newId: randomUUID,
    random: () => 0.5,
    charts: new Map(),
    openSource: (connection, observe) =>
      simplicate.open(depsOf(connection, { origin: simplicateUrl, perMinute: hasLimits ? 60 : null, observe })),
    openBooks: (connection, observe) => minox.open(depsOf(connection, { origin: minoxUrl, perMinute: null, observe })),
  }
}
