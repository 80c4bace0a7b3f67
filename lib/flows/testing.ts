import { randomUUID } from 'node:crypto'
import { createHttpDoor } from '@/lib/connectors/http'
import { minox } from '@/lib/connectors/minox'
import { startMinoxSandbox, type MinoxSandbox } from '@/lib/connectors/minox/sandbox'
import { simplicate } from '@/lib/connectors/simplicate'
import { startSimplicateSandbox, type SimplicateSandbox } from '@/lib/connectors/simplicate/sandbox'
import { withSystem, withWorkspace } from '@/lib/db/client'
import { createCombi, type CombiProfileRow, type NewCombi } from '@/lib/db/combis'
import { createConnection } from '@/lib/db/connections'
import { secretStore } from '@/lib/db/secret-store'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing'
import { parseKeyring } from '@/lib/platform/crypto'
import type { SecretStore } from '@/lib/connectors/contract'
import type { FlowContext } from './context'
import { offerInvoices } from './offer-invoices'
import { requestSync } from './request-sync'
import { runSyncSlice } from './sync-combi'

const keyring = parseKeyring(`1:${Buffer.alloc(32, 7).toString('base64')}`)

/** The pairs that the two seeds tell of: a company profile and the administration that keeps its books. */
export const pairs = {
  breekijzer: {
    companyProfileRef: 'myorganizationprofile:0000000000000001',
    companyProfileName: 'Breekijzer B.V.',
    administrationRef: '1',
    administrationName: 'Breekijzer B.V.',
    defaultRevenueAccount: '8090',
    salesJournalRef: 'VERK',
  },
  brokenYear: {
    companyProfileRef: 'myorganizationprofile:0000000000000002',
    companyProfileName: 'Gebroken Boekjaar B.V.',
    administrationRef: '2',
    administrationName: 'Gebroken Boekjaar B.V.',
    defaultRevenueAccount: '8090',
    salesJournalRef: 'VERK',
  },
  fourWeeks: {
    companyProfileRef: 'myorganizationprofile:0000000000000003',
    companyProfileName: 'Vierwekelijks B.V.',
    administrationRef: '3',
    administrationName: 'Vierwekelijks B.V.',
    defaultRevenueAccount: '8090',
    salesJournalRef: 'VERK',
  },
} satisfies Record<string, CombiProfileRow>

/** Both sandboxes and a database, with one clock for all three. Start it once a file; make a combi for each test. */
export type World = {
  database: TestDatabase
  simplicate: SimplicateSandbox
  minox: MinoxSandbox
  flows: FlowContext
  clock: { now: Date }
  addCombi: (given?: Partial<NewCombi>) => Promise<TestCombi>
  stop: () => Promise<void>
}

export const startWorld = async (): Promise<World> => {
  const clock = { now: new Date('2026-11-25T08:00:00Z') }
  const now = () => clock.now
  const [database, source, books] = await Promise.all([
    createTestDatabase(),
    startSimplicateSandbox({ now }),
    startMinoxSandbox({ now }),
  ])
  const settings = {
    SIMPLICATE_URL_TEMPLATE: source.urlTemplate,
    MINOX_BASE_URL: books.baseUrl,
    MINOX_CLIENT_ID: books.client.id,
    MINOX_CLIENT_SECRET: books.client.secret,
  }
  const secretsOf = (workspaceId: string, connectionId: string, connectorId: string) =>
    secretStore({ db: database.db, keyring, workspaceId, connectionId, connectorId, now })
  const flows: FlowContext = {
    db: database.db,
    now,
    newId: randomUUID,
    random: () => 0.5,
    charts: new Map(),
    openSource: ({ workspaceId, connectionId, connectorId, accountRef }, observe) =>
      simplicate.open({
        http: createHttpDoor({ connectorId, accountRef, origin: source.urlTemplate, perMinute: null, now, observe }),
        now,
        settings,
        accountRef,
        secrets: secretsOf(workspaceId, connectionId, connectorId) as SecretStore<never>,
      }),
    openBooks: ({ workspaceId, connectionId, connectorId, accountRef }, observe) =>
      minox.open({
        http: createHttpDoor({ connectorId, accountRef, origin: books.baseUrl, perMinute: null, now, observe }),
        now,
        settings,
        accountRef,
        secrets: secretsOf(workspaceId, connectionId, connectorId) as SecretStore<never>,
      }),
  }
  return {
    database,
    simplicate: source,
    minox: books,
    flows,
    clock,
    addCombi: (given) => addCombi({ flows, books, clock }, given ?? {}),
    async stop() {
      await Promise.all([source.stop(), books.stop()])
      await database.drop()
    },
  }
}

export type TestCombi = {
  workspaceId: string
  combiId: string
  userId: string
  /** Runs a synchronisation to its end; waits are skipped by moving the clock. */
  sync: () => Promise<{ runId: string; slices: number }>
  /** Offers the invoices with these numbers. */
  offer: (numbers: readonly string[], bookingDate?: string) => Promise<void>
  invoice: (number: string) => Promise<InvoiceRow>
  run: (runId: string) => Promise<RunRow>
}

type Parts = { flows: FlowContext; books: MinoxSandbox; clock: { now: Date } }

const addCombi = async ({ flows, books, clock }: Parts, given: Partial<NewCombi>): Promise<TestCombi> => {
  const workspaceId = flows.newId()
  const combiId = flows.newId()
  const userId = flows.newId()
  const { access_token, refresh_token } = books.operations.issueToken({ tenant: 12345 })
  await withSystem(flows.db, (tx) => tx.workspace.create({ data: { id: workspaceId, name: 'Breekijzer' } }))
  await withWorkspace(flows.db, workspaceId, async (scope) => {
    const source = await createConnection(scope, keyring, {
      id: flows.newId(),
      connectorId: simplicate.id,
      accountRef: 'breekijzer',
      label: simplicate.label,
      secret: { kind: 'api-key', key: 'demo-key', secret: 'demo-secret' },
    })
    const ledger = await createConnection(scope, keyring, {
      id: flows.newId(),
      connectorId: minox.id,
      accountRef: '12345',
      label: minox.label,
      secret: {
        accessToken: access_token,
        refreshToken: refresh_token,
        expiresAt: new Date(clock.now.getTime() + 3_600_000).toISOString(),
        tenantName: null,
      },
    })
    await createCombi(scope, {
      id: combiId,
      name: 'Simplicate – Minox Online',
      sourceConnectionId: source.id,
      booksConnectionId: ledger.id,
      invoicesFrom: '2026-01-01',
      nextSyncAt: clock.now,
      profiles: [pairs.breekijzer],
      ...given,
    })
  })
  const key = { workspaceId, combiId }
  return {
    ...key,
    userId,
    async sync() {
      const answer = await requestSync(flows, { ...key, userId, trigger: 'manual' })
      if (!answer.ok) throw new Error(`No run: ${answer.reason}`)
      for (let slices = 1; ; slices += 1) {
        const result = await runSyncSlice(flows, { ...key, runId: answer.runId })
        clock.now = new Date(clock.now.getTime() + result.waitMs)
        if (result.done) return { runId: answer.runId, slices }
      }
    },
    async offer(numbers, bookingDate) {
      const rows = await withWorkspace(flows.db, workspaceId, ({ tx }) =>
        tx.invoice.findMany({ where: { combiId, number: { in: [...numbers] } }, select: { id: true } }),
      )
      const { refused } = await offerInvoices(flows, {
        workspaceId,
        userId,
        ids: rows.map(({ id }) => id),
        bookingDate: bookingDate ?? null,
      })
      if (rows.length !== numbers.length || refused.length > 0) throw new Error('Not all of these can be offered')
    },
    invoice: (number) => findInvoice(flows, key, number),
    run: (runId) => findRun(flows, workspaceId, runId),
  }
}

type InvoiceRow = Awaited<ReturnType<typeof findInvoice>>
type RunRow = Awaited<ReturnType<typeof findRun>>

const findInvoice = (
  flows: FlowContext,
  { workspaceId, combiId }: { workspaceId: string; combiId: string },
  number: string,
) =>
  withWorkspace(flows.db, workspaceId, ({ tx }) =>
    tx.invoice.findFirstOrThrow({ where: { combiId, number }, include: { postings: true, payments: true } }),
  )

const findRun = (flows: FlowContext, workspaceId: string, runId: string) =>
  withWorkspace(flows.db, workspaceId, ({ tx }) =>
    tx.syncRun.findFirstOrThrow({ where: { id: runId }, include: { items: { orderBy: { id: 'asc' } } } }),
  )
