import { startMinoxSandbox, type MinoxSandbox } from '@/lib/connectors/minox/sandbox'
import { startSimplicateSandbox, type SimplicateSandbox } from '@/lib/connectors/simplicate/sandbox'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing'
import type { FlowContext } from './context'
import { addCombi, type TestCombi, type WantedCombi } from './testing-combi'
import { createClock, flowsOn, testAppUrl, type Clock } from './testing-flows'

/** Both sandboxes and a database, with one clock for all three. Start it once a file; make a combi for each test. */
export type World = {
  database: TestDatabase
  simplicate: SimplicateSandbox
  minox: MinoxSandbox
  flows: FlowContext
  clock: Clock
  addCombi: (given?: WantedCombi) => Promise<TestCombi>
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
      redirectUris: [`${testAppUrl}/koppelen/simplicate-minox/terug/minox`],
    }),
  ])
  source.configure({ requestsPerMinute: hasLimits ? 60 : null })
  const flows = flowsOn({
    db: database.db,
    clock,
    simplicateUrl: source.urlTemplate,
    minoxUrl: books.baseUrl,
    hasLimits,
  })
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
