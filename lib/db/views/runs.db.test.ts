import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withWorkspace } from '../client'
import { createTestDatabase, type TestDatabase } from '../testing'
import { parseCursor } from './keyset'
import { readRunDetail } from './run-detail'
import { readRunsPage } from './runs-page'
import { openCountingDb, seedCombi, seedRun, seedRunItem, seedWorkspace } from './testing'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const now = new Date('2026-03-10T12:00:00Z')
const at = (cursor: string | null | undefined) => (cursor ? parseCursor(cursor) : null)
const runsOf = (workspaceId: string, combiId: string, cursor?: string | null) =>
  withWorkspace(database.db, workspaceId, (scope) => readRunsPage(scope, { combiId, cursor: at(cursor) }, now))
const runOf = (workspaceId: string, runId: string, cursor?: string | null) =>
  withWorkspace(database.db, workspaceId, (scope) => readRunDetail(scope, { runId, cursor: at(cursor) }, now))

const seedTwo = async () => {
  const [owner, stranger] = [await seedWorkspace(database.db), await seedWorkspace(database.db)]
  return { owner, stranger, combi: await seedCombi(database.db, owner.workspaceId) }
}

describe('the logbook of a combi', () => {
  it('is there for its workspace and not for a stranger', async () => {
    const { owner, stranger, combi } = await seedTwo()
    const { id } = await seedRun(database.db, combi)
    expect((await runsOf(owner.workspaceId, combi.combiId))?.items.map((run) => run.id)).toEqual([id])
    expect(await runsOf(stranger.workspaceId, combi.combiId)).toBeNull()
  })

  it('pages through runs, newest first, and back', async () => {
    const { owner, combi } = await seedTwo()
    for (let n = 0; n < 30; n++)
      await seedRun(database.db, combi, { requestedAt: new Date(Date.UTC(2026, 1, 1, 0, Math.floor(n / 2))) })
    const first = await runsOf(owner.workspaceId, combi.combiId)
    const second = await runsOf(owner.workspaceId, combi.combiId, first?.nextCursor)
    expect([first?.items.length, second?.items.length]).toEqual([25, 5])
    const all = [...(first?.items ?? []), ...(second?.items ?? [])]
    expect(new Set(all.map(({ id }) => id)).size).toBe(30)
    expect(all.map(({ requestedAt }) => requestedAt)).toEqual(
      all
        .map(({ requestedAt }) => requestedAt)
        .toSorted()
        .toReversed(),
    )
    expect((await runsOf(owner.workspaceId, combi.combiId, second?.previousCursor))?.items).toEqual(first?.items)
  })

  it('shows records that cannot be read until they can', async () => {
    const { owner, combi } = await seedTwo()
    const seen = { firstSeenAt: now, lastSeenAt: now, entity: 'invoice', reason: 'het bedrag is geen getal' }
    await withWorkspace(database.db, owner.workspaceId, ({ tx, workspaceId }) =>
      tx.rejectedRecord.createMany({
        data: [
          { ...seen, workspaceId, combiId: combi.combiId, ref: 'invoice:1', label: '2026-007' },
          { ...seen, workspaceId, combiId: combi.combiId, ref: 'invoice:2', resolvedAt: now },
        ],
      }),
    )
    expect((await runsOf(owner.workspaceId, combi.combiId))?.rejected).toMatchObject([
      { ref: 'invoice:1', label: '2026-007', reason: 'het bedrag is geen getal' },
    ])
  })
})

describe('a run', () => {
  it('is there for its workspace and not for a stranger', async () => {
    const { owner, stranger, combi } = await seedTwo()
    const { id } = await seedRun(database.db, combi)
    expect((await runOf(owner.workspaceId, id))?.run.id).toBe(id)
    expect(await runOf(stranger.workspaceId, id)).toBeNull()
  })

  it('tells of its records in order, with amount, booking date and cause', async () => {
    const { owner, combi } = await seedTwo()
    const { id: runId } = await seedRun(database.db, combi, { bookedCount: 1, rejectedCount: 1 })
    const run = { workspaceId: owner.workspaceId, runId }
    await seedRunItem(database.db, run, {
      at: new Date('2026-03-01T12:00:06Z'),
      kind: 'record',
      label: 'invoice:9',
      outcome: 'rejected',
      reasonCode: 'record-unreadable',
      reasonParams: { text: 'geen datum' },
    })
    await seedRunItem(database.db, run, { amountCents: -12_345n, bookingDate: new Date('2026-02-28') })
    const found = await runOf(owner.workspaceId, runId)
    expect(found?.items).toMatchObject([
      { kind: 'invoice', outcome: 'booked', amountCents: -12_345, bookingDate: '2026-02-28', reason: null },
      { kind: 'record', outcome: 'rejected', amountCents: null, reason: { code: 'record-unreadable' } },
    ])
    expect(found?.run.counts).toMatchObject({ booked: 1, rejected: 1 })
  })

  it('pages through many records of the same instant, in as many statements as for few', async () => {
    const { owner, combi } = await seedTwo()
    const counting = openCountingDb(database.url)
    const [many, few] = [
      await seedRun(database.db, combi, { requestedAt: new Date('2026-03-01T10:00:00Z') }),
      await seedRun(database.db, combi),
    ]
    for (let n = 0; n < 60; n++) await seedRunItem(database.db, { workspaceId: owner.workspaceId, runId: many.id })
    const first = await runOf(owner.workspaceId, many.id)
    const second = await runOf(owner.workspaceId, many.id, first?.nextCursor)
    const ids = [...(first?.items ?? []), ...(second?.items ?? [])].map(({ id }) => id)
    expect([first?.items.length, second?.items.length, new Set(ids).size]).toEqual([50, 10, 60])
    expect((await runOf(owner.workspaceId, many.id, second?.previousCursor))?.items).toEqual(first?.items)
    const statementsFor = (runId: string) =>
      counting.count(() =>
        withWorkspace(counting.db, owner.workspaceId, (scope) => readRunDetail(scope, { runId, cursor: null }, now)),
      )
    expect(await statementsFor(many.id)).toBe(await statementsFor(few.id))
    await counting.db.close()
  })
})
