import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withSystem, withWorkspace } from '@/lib/db/client'
import { createCombi } from '@/lib/db/combis'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing'
import type { FlowContext } from './context'
import { requestSync, startDueWork } from './request-sync'
import { endFailedRun } from './sync-combi'
import { testKeyring } from './testing-flows'

const noVendor = () => {
  throw new Error('Asking for a run calls no vendor')
}

describe('asking for a synchronisation', () => {
  let database: TestDatabase
  let now = new Date('2026-11-25T08:00:00Z')
  const flows = (): FlowContext => ({
    db: database.db,
    now: () => now,
    newId: randomUUID,
    random: () => 0.5,
    openSource: noVendor,
    openBooks: noVendor,
    openSignIn: noVendor,
    keyring: testKeyring,
    appUrl: 'http://portaal.example',
    charts: new Map(),
    vocabularies: new Map(),
  })
  let workspaceId: string
  let combiId: string

  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.drop())

  beforeEach(async () => {
    now = new Date('2026-11-25T08:00:00Z')
    workspaceId = randomUUID()
    combiId = randomUUID()
    await withSystem(database.db, (tx) => tx.combi.updateMany({ data: { state: 'paused' } }))
    await withSystem(database.db, (tx) => tx.workspace.create({ data: { id: workspaceId, name: 'Werkruimte' } }))
    await withWorkspace(database.db, workspaceId, async (scope) => {
      const connection = (connectorId: string) =>
        scope.tx.connection.create({
          data: {
            workspaceId,
            connectorId,
            accountRef: 'x',
            label: connectorId,
            keyVersion: 1,
            wrappedKey: Buffer.of(1),
            sealedSecret: Buffer.of(1),
          },
        })
      await createCombi(scope, {
        id: combiId,
        name: 'Combi',
        sourceConnectionId: (await connection('simplicate')).id,
        booksConnectionId: (await connection('minox')).id,
        invoicesFrom: '2026-01-01',
        nextSyncAt: new Date('2026-11-25T07:59:00Z'),
        profiles: [],
      })
    })
  })

  /** Due runs of this test's own workspace; those that other tests left behind are no business of this one. */
  const dueRuns = async () => (await startDueWork(flows())).runs.filter((run) => run.workspaceId === workspaceId)

  const request = (trigger: 'manual' | 'schedule' = 'manual') =>
    requestSync(flows(), { workspaceId, combiId, userId: null, trigger })

  it('starts one run when fifty people ask at once, and all of them are told of the same one', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => request()))
    const runIds = new Set(answers.map((answer) => (answer.ok ? answer.runId : answer.reason)))
    expect(runIds.size).toBe(1)
    expect(answers.filter((answer) => answer.ok && !answer.joined)).toHaveLength(1)
  })

  it('joins the run that the scheduler has started', async () => {
    const { runs } = await startDueWork(flows())
    expect(runs).toEqual([{ runId: expect.any(String) as string, combiId, workspaceId }])
    expect(await request()).toEqual({ ok: true, runId: runs[0]?.runId, joined: true })
  })

  it('starts a due combi once, however often the scheduler looks', async () => {
    const rounds = await Promise.all([startDueWork(flows()), startDueWork(flows()), startDueWork(flows())])
    expect(rounds.flatMap(({ runs }) => runs)).toHaveLength(1)
    expect((await startDueWork(flows())).runs).toEqual([])
  })

  it('leaves a combi alone that is not due yet, or is paused', async () => {
    now = new Date('2026-11-25T07:58:00Z')
    expect((await startDueWork(flows())).runs).toEqual([])
    now = new Date('2026-11-25T08:00:00Z')
    await withWorkspace(database.db, workspaceId, ({ tx }) => tx.combi.updateMany({ data: { state: 'paused' } }))
    expect((await startDueWork(flows())).runs).toEqual([])
    expect(await request()).toEqual({ ok: false, reason: 'paused' })
  })

  it('sends a run off again that has given no sign of life for ten minutes, and no sooner', async () => {
    const answer = await request()
    now = new Date('2026-11-25T08:09:00Z')
    expect(await dueRuns()).toEqual([])
    now = new Date('2026-11-25T08:10:01Z')
    expect((await dueRuns()).map(({ runId }) => runId)).toEqual([answer.ok ? answer.runId : null])
    expect(await dueRuns()).toEqual([])
  })

  it('starts a new run after one that ended, and the failed one keeps the usual interval', async () => {
    const first = await request()
    const runId = first.ok ? first.runId : ''
    await endFailedRun(flows(), { workspaceId, combiId, runId })
    expect((await startDueWork(flows())).runs).toEqual([])
    now = new Date('2026-11-25T08:15:01Z')
    expect((await startDueWork(flows())).runs).toHaveLength(1)
  })

  it("tells a stranger nothing about another workspace's combi", async () => {
    const stranger = await requestSync(flows(), { workspaceId: randomUUID(), combiId, userId: null, trigger: 'manual' })
    expect(stranger).toEqual({ ok: false, reason: 'not-found' })
    expect((await request()).ok).toBe(true)
  })
})
