import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const shared = {
  resolve: {
    alias: [
      { find: /^@\//, replacement: here('./') },
      // The package's own entry refuses to load outside a server build; its exports map hides the empty twin.
      { find: /^server-only$/, replacement: here('./node_modules/server-only/empty.js') },
    ],
  },
}

/** A running Inngest server to aim the conformance suite at as well; in keys, those of a server that is not in dev mode. */
const { CONFORMANCE_INNGEST_URL, CONFORMANCE_INNGEST_EVENT_KEY, CONFORMANCE_INNGEST_SIGNING_KEY } = process.env
const inngestServer = CONFORMANCE_INNGEST_URL
  ? {
      url: CONFORMANCE_INNGEST_URL,
      eventKey: CONFORMANCE_INNGEST_EVENT_KEY,
      signingKey: CONFORMANCE_INNGEST_SIGNING_KEY,
    }
  : null

const exclude = [...configDefaults.exclude, '.next/**', '.data/**', 'e2e/**', 'prisma/generated/**']

// Runs against real vendors happen only when CONTRACT_LIVE names a connector; see lib/connectors/README.md.
const contractLive = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => /^CONTRACT_LIVE|_LIVE_|^SIMPLICATE_URL_TEMPLATE$/.test(name)),
)

// A test that hangs is stopped by name; none of these may be so tight that a loaded two-core machine trips over it.
const unitTimeouts = { testTimeout: 60_000, hookTimeout: 60_000, teardownTimeout: 20_000 }
const databaseTimeouts = { testTimeout: 180_000, hookTimeout: 120_000, teardownTimeout: 20_000 }

/** Stories that `npm test` tells of the campaign; `npm run campaign` tells many, or those of CAMPAIGN_SEED again. */
const shortCampaign = { rounds: 4, seed: 20_261_125 }
const { CAMPAIGN_SEED, CAMPAIGN_ROUNDS } = process.env
const longCampaign = { rounds: Number(CAMPAIGN_ROUNDS ?? 150), seed: CAMPAIGN_SEED ? Number(CAMPAIGN_SEED) : null }

/**
 * The files of a worker share what they import: loading it afresh took longer than most of them run. What a file needs of
 * its own (database, sandboxes, clock) it makes itself; what a module remembers must be true for every file.
 */
const sharedModules = { isolate: false }

const database = {
  ...shared,
  test: {
    name: 'database',
    environment: 'node',
    include: ['**/*.db.test.ts'],
    exclude,
    globalSetup: [here('./lib/db/testing-setup.ts')],
    ...sharedModules,
    provide: { inngestServer, campaign: shortCampaign },
    ...databaseTimeouts,
  },
}

export default defineConfig({
  test: {
    // A test waits for PostgreSQL or a vendor much of its time; left alone, the runner uses one core of two.
    maxWorkers: availableParallelism() + 1,
    reporters: process.env.CI ? ['default', 'hanging-process'] : ['default'],
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          environment: 'node',
          provide: { contractLive },
          include: ['**/*.test.ts'],
          exclude: [...exclude, '**/*.db.test.ts'],
          ...sharedModules,
          ...unitTimeouts,
        },
      },
      database,
      {
        ...database,
        test: {
          ...database.test,
          name: 'campaign',
          include: ['lib/flows/campaign.db.test.ts'],
          provide: { inngestServer, campaign: longCampaign },
          testTimeout: 60 * 60_000,
        },
      },
    ],
  },
})
