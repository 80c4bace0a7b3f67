import { ConnectorError } from '@/lib/connectors/errors'
import { minox } from '@/lib/connectors/minox'
import type { MinoxSandbox } from '@/lib/connectors/minox/sandbox'
import { simplicate } from '@/lib/connectors/simplicate'
import { withSystem, withWorkspace } from '@/lib/db/client'
import { createCombi, type CombiProfileRow, type NewCombi } from '@/lib/db/combis'
import { createConnection } from '@/lib/db/connections'
import type { Day } from '@/lib/domain/day'
import type { FlowContext } from './context'
import { ignoreInvoices, offerInvoices } from './offer-invoices'
import { requestSync } from './request-sync'
import { endFailedRun, runSyncSlice, type SliceResult } from './sync-combi'
import { testKeyring, type Clock } from './testing-flows'

const pair = (number: 1 | 2 | 3, name: string): CombiProfileRow => ({
  companyProfileRef: `myorganizationprofile:000000000000000${String(number)}`,
  companyProfileName: name,
  administrationRef: String(number),
  administrationName: name,
  defaultRevenueAccount: '8090',
  salesJournalRef: 'VERK',
})

/** The pairs that the two seeds tell of: a company profile and the administration that keeps its books. */
export const pairs = {
  breekijzer: pair(1, 'Breekijzer B.V.'),
  brokenYear: pair(2, 'Gebroken Boekjaar B.V.'),
  fourWeeks: pair(3, 'Vierwekelijks B.V.'),
}

export type TestCombi = {
  workspaceId: string
  combiId: string
  userId: string
  sourceConnectionId: string
  booksConnectionId: string
  /** Starts a run, or joins the one under way. */
  request: (trigger?: 'manual' | 'schedule') => Promise<string>
  slice: (runId: string) => Promise<SliceResult>
  /** Carries a run on to its end as the engine does: waits pass on the clock, and a vendor that is away is tried again. */
  finish: (runId: string) => Promise<RunRow>
  /** A whole synchronisation. */
  sync: (trigger?: 'manual' | 'schedule') => Promise<RunRow>
  /** Offers the invoices with these numbers, all of which must be possible. */
  offer: (numbers: readonly string[], bookingDate?: Day) => Promise<void>
  ignore: (numbers: readonly string[], reason?: string) => Promise<void>
  idsOf: (numbers: readonly string[]) => Promise<string[]>
  invoice: (number: string) => Promise<InvoiceRow>
  invoices: () => Promise<InvoiceRow[]>
  run: (runId: string) => Promise<RunRow>
}

type Parts = { flows: FlowContext; books: Pick<MinoxSandbox, 'operations'>; clock: Clock }

/** As Inngest is told to: once and four times more, with growing pauses. */
const tries = 5
const pauseMs = 60_000
const mostSlices = 400

export type WantedCombi = Partial<NewCombi> & {
  /** Of another combi, to stand beside it; by default one of its own. */
  workspaceId?: string
}

/** A combi on both sandboxes. */
export const addCombi = async (
  { flows, books, clock }: Parts,
  { workspaceId: given, ...wanted }: WantedCombi,
): Promise<TestCombi> => {
  const workspaceId = given ?? flows.newId()
  const combiId = flows.newId()
  const userId = flows.newId()
  const sourceConnectionId = flows.newId()
  const booksConnectionId = flows.newId()
  if (given === undefined)
    await withSystem(flows.db, (tx) => tx.workspace.create({ data: { id: workspaceId, name: 'Breekijzer' } }))
  await withWorkspace(flows.db, workspaceId, async (scope) => {
    await createConnection(scope, testKeyring, {
      id: sourceConnectionId,
      connectorId: simplicate.id,
      accountRef: 'breekijzer',
      label: simplicate.label,
      secret: { kind: 'api-key', key: 'demo-key', secret: 'demo-secret' },
    })
    await createConnection(scope, testKeyring, {
      id: booksConnectionId,
      connectorId: minox.id,
      accountRef: '12345',
      label: minox.label,
      secret: newBooksSecret(books, clock),
    })
    await createCombi(scope, {
      id: combiId,
      name: 'Simplicate – Minox Online',
      sourceConnectionId,
      booksConnectionId,
      invoicesFrom: '2026-01-01',
      nextSyncAt: clock.now,
      profiles: [pairs.breekijzer],
      ...wanted,
    })
  })
  const key = { workspaceId, combiId }
  const by = { workspaceId, userId }

  const slice = (runId: string) => runSyncSlice(flows, { ...key, runId })

  /** Null: this vendor did not answer, however often it was asked. */
  const stubbornSlice = async (runId: string): Promise<SliceResult | null> => {
    for (let attempt = 1; attempt <= tries; attempt += 1)
      try {
        return await slice(runId)
      } catch (error) {
        if (!(error instanceof ConnectorError)) throw error
        clock.advance(pauseMs * attempt)
      }
    return null
  }

  const combi: TestCombi = {
    ...key,
    userId,
    sourceConnectionId,
    booksConnectionId,
    slice,
    async request(trigger = 'manual') {
      const answer = await requestSync(flows, { ...key, userId, trigger })
      if (!answer.ok) throw new Error(`No run: ${answer.reason}`)
      return answer.runId
    },
    async finish(runId) {
      for (let slices = 1; slices <= mostSlices; slices += 1) {
        const result = await stubbornSlice(runId)
        if (result === null) await endFailedRun(flows, { ...key, runId })
        if (result === null || result.done) return combi.run(runId)
        clock.advance(result.waitMs)
      }
      throw new Error('This run does not come to an end')
    },
    sync: async (trigger) => combi.finish(await combi.request(trigger)),
    async offer(numbers, bookingDate) {
      const ids = await combi.idsOf(numbers)
      const { refused } = await offerInvoices(flows, { ...by, ids, bookingDate: bookingDate ?? null })
      if (refused.length > 0) throw new Error(`Not all of these can be offered: ${JSON.stringify(refused)}`)
    },
    async ignore(numbers, reason) {
      const ids = await combi.idsOf(numbers)
      const { refused } = await ignoreInvoices(flows, { ...by, ids, reason: reason ?? null })
      if (refused.length > 0) throw new Error(`Not all of these can be ignored: ${JSON.stringify(refused)}`)
    },
    async idsOf(numbers) {
      const rows = await withWorkspace(flows.db, workspaceId, ({ tx }) =>
        tx.invoice.findMany({ where: { combiId, number: { in: [...numbers] } }, select: { id: true } }),
      )
      if (rows.length !== numbers.length) throw new Error(`Not all of these are in the mirror: ${numbers.join(', ')}`)
      return rows.map(({ id }) => id)
    },
    async invoice(number) {
      const [row] = await findInvoices(flows, key, [number])
      if (row === undefined) throw new Error(`${number} is not in the mirror`)
      return row
    },
    invoices: () => findInvoices(flows, key, null),
    run: (runId) => findRun(flows, workspaceId, runId),
  }
  return combi
}

/** A fresh consent of the customer in the books, as it is stored. */
export const newBooksSecret = (books: Pick<MinoxSandbox, 'operations'>, clock: Clock) => {
  const pair = books.operations.issueToken({ tenant: 12345 })
  return {
    accessToken: pair.access_token,
    refreshToken: pair.refresh_token,
    expiresAt: new Date(clock.now.getTime() + 3_600_000).toISOString(),
    tenantName: null,
  }
}

export type InvoiceRow = Awaited<ReturnType<typeof findInvoices>>[number]
export type RunRow = Awaited<ReturnType<typeof findRun>>

const findInvoices = (
  flows: FlowContext,
  { workspaceId, combiId }: { workspaceId: string; combiId: string },
  numbers: readonly string[] | null,
) =>
  withWorkspace(flows.db, workspaceId, ({ tx }) =>
    tx.invoice.findMany({
      where: { combiId, ...(numbers === null ? {} : { number: { in: [...numbers] } }) },
      include: { postings: true, payments: true, events: { orderBy: [{ at: 'asc' }, { id: 'asc' }] } },
      orderBy: { number: 'asc' },
    }),
  )

const findRun = (flows: FlowContext, workspaceId: string, runId: string) =>
  withWorkspace(flows.db, workspaceId, ({ tx }) =>
    tx.syncRun.findFirstOrThrow({ where: { id: runId }, include: { items: { orderBy: { id: 'asc' } } } }),
  )
