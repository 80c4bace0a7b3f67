import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withWorkspace, withWorkspaces } from '../client'
import { createTestDatabase, type TestDatabase } from '../testing'
import { readCombisOverview } from './combis-overview'
import { openCountingDb, seedCombi, seedInvoice, seedRun, seedWorkspace } from './testing'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const now = new Date('2026-03-10T12:00:00Z')
const overviewOf = (workspaceId: string, at = now) =>
  withWorkspaces(database.db, [workspaceId], (scope) => readCombisOverview(scope, at))

describe('the overview of combi’s', () => {
  it('shows a workspace its own combi’s and a stranger none', async () => {
    const [owner, stranger] = [await seedWorkspace(database.db), await seedWorkspace(database.db)]
    const { combiId } = await seedCombi(database.db, owner.workspaceId)
    expect((await overviewOf(owner.workspaceId)).items.map(({ id }) => id)).toEqual([combiId])
    expect(await overviewOf(stranger.workspaceId)).toEqual({ items: [] })
  })

  it('counts what waits, and what was booked since the month began in Amsterdam', async () => {
    const { workspaceId } = await seedWorkspace(database.db)
    const combi = await seedCombi(database.db, workspaceId)
    await seedInvoice(database.db, combi)
    await seedInvoice(database.db, combi, { state: 'offered', deadlineAt: new Date('2026-03-10T12:30:00Z') })
    await seedInvoice(database.db, combi, { state: 'processing', deadlineAt: new Date('2026-03-10T11:30:00Z') })
    await seedInvoice(database.db, combi, { state: 'action' })
    await seedInvoice(database.db, combi, { state: 'booked', bookedAt: new Date('2026-02-28T23:00:00Z') })
    await seedInvoice(database.db, combi, { state: 'booked', bookedAt: new Date('2026-02-28T22:59:59Z') })
    const [item] = (await overviewOf(workspaceId)).items
    expect(item).toMatchObject({
      status: 'action',
      counts: { pending: 1, offered: 2, failed: 0, action: 1, overdue: 1, bookedThisMonth: 1 },
    })
  })

  it('shows the run under way beside the last one that ended', async () => {
    const { workspaceId } = await seedWorkspace(database.db)
    const combi = await seedCombi(database.db, workspaceId)
    await seedRun(database.db, combi, { requestedAt: new Date('2026-03-10T09:00:00Z') })
    const last = await seedRun(database.db, combi, { requestedAt: new Date('2026-03-10T10:00:00Z') })
    const running = await seedRun(database.db, combi, {
      requestedAt: new Date('2026-03-10T11:59:00Z'),
      heartbeatAt: new Date('2026-03-10T11:59:30Z'),
      phase: 'bookings',
      outcome: null,
      finishedAt: null,
    })
    const [item] = (await overviewOf(workspaceId)).items
    expect(item).toMatchObject({
      status: 'busy',
      activeRun: { id: running.id, phase: 'bookings', isSilent: false },
      lastRun: { id: last.id },
    })
    const [later] = (await overviewOf(workspaceId, new Date('2026-03-10T12:01:01Z'))).items
    expect(later?.activeRun?.isSilent).toBe(true)
  })

  it('does not take a run for silent while a vendor asks it to wait', async () => {
    const { workspaceId } = await seedWorkspace(database.db)
    const combi = await seedCombi(database.db, workspaceId)
    await seedRun(database.db, combi, {
      heartbeatAt: new Date('2026-03-10T11:50:00Z'),
      waitingUntil: new Date('2026-03-10T12:00:30Z'),
      outcome: null,
      finishedAt: null,
    })
    const [item] = (await overviewOf(workspaceId)).items
    expect(item?.activeRun).toMatchObject({ isSilent: false, waitingUntil: '2026-03-10T12:00:30.000Z' })
  })

  it('puts what asks for somebody first, and plans nothing for a paused combi', async () => {
    const { workspaceId } = await seedWorkspace(database.db)
    const paused = await seedCombi(database.db, workspaceId, { name: 'A', state: 'paused' })
    const calm = await seedCombi(database.db, workspaceId, { name: 'B' })
    const stuck = await seedCombi(database.db, workspaceId, { name: 'C' })
    const cut = await seedCombi(database.db, workspaceId, { name: 'D', state: 'reconnect' })
    await seedInvoice(database.db, stuck, { state: 'failed' })
    const { items } = await overviewOf(workspaceId)
    expect(items.map(({ id, status }) => [id, status])).toEqual([
      [cut.combiId, 'reconnect'],
      [stuck.combiId, 'action'],
      [calm.combiId, 'running'],
      [paused.combiId, 'paused'],
    ])
    expect(items.at(-1)?.nextSyncAt).toBeNull()
  })

  it('says since when a combi is late, and which key soon works no longer, until that is over', async () => {
    const { workspaceId } = await seedWorkspace(database.db)
    const { combiId } = await seedCombi(database.db, workspaceId)
    const openedAt = new Date('2026-03-10T11:00:00Z')
    const expiring = { connector: 'simplicate', expiresOn: '2026-03-20' }
    await withWorkspace(database.db, workspaceId, ({ tx }) =>
      tx.alert.createMany({
        data: [
          { workspaceId, combiId, cause: 'late', openedAt },
          { workspaceId, combiId, cause: 'key-expires', params: expiring, openedAt },
        ],
      }),
    )
    const [item] = (await overviewOf(workspaceId)).items
    expect(item).toMatchObject({ status: 'action', lateSince: openedAt.toISOString(), expiringKey: expiring })
    await withWorkspace(database.db, workspaceId, ({ tx }) =>
      tx.alert.updateMany({ where: { workspaceId }, data: { resolvedAt: now } }),
    )
    const [later] = (await overviewOf(workspaceId)).items
    expect(later).toMatchObject({ status: 'running', lateSince: null, expiringKey: null })
  })

  it('says of a combi that is to hand over by itself whether somebody must agree to it first', async () => {
    const { workspaceId } = await seedWorkspace(database.db)
    const { combiId } = await seedCombi(database.db, workspaceId)
    const isAwaited = async () => (await overviewOf(workspaceId)).items[0]?.isOfferingAwaited
    const change = (data: { offering?: 'automatic'; offeringConfirmedAt?: Date }) =>
      withWorkspace(database.db, workspaceId, ({ tx }) => tx.combi.updateMany({ where: { id: combiId }, data }))
    expect(await isAwaited()).toBe(false)
    await change({ offering: 'automatic' })
    expect(await isAwaited()).toBe(true)
    await change({ offeringConfirmedAt: now })
    expect(await isAwaited()).toBe(false)
  })

  it('shows a person the combi’s of all his workspaces and of no other, the most urgent first', async () => {
    const [one, two, stranger] = [
      await seedWorkspace(database.db),
      await seedWorkspace(database.db),
      await seedWorkspace(database.db),
    ]
    const calm = await seedCombi(database.db, one.workspaceId)
    const stuck = await seedCombi(database.db, two.workspaceId)
    await seedInvoice(database.db, stuck, { state: 'action' })
    await seedCombi(database.db, stranger.workspaceId)
    const { items } = await withWorkspaces(database.db, [one.workspaceId, two.workspaceId], (scope) =>
      readCombisOverview(scope, now),
    )
    expect(items.map(({ id, workspaceId }) => ({ id, workspaceId }))).toEqual([
      { id: stuck.combiId, workspaceId: two.workspaceId },
      { id: calm.combiId, workspaceId: one.workspaceId },
    ])
  })

  it('asks the database as often for many combi’s in many workspaces as for one', async () => {
    const counting = openCountingDb(database.url)
    const [one, two] = [await seedWorkspace(database.db), await seedWorkspace(database.db)]
    await seedRun(database.db, await seedCombi(database.db, one.workspaceId))
    for (let n = 0; n < 5; n++) await seedRun(database.db, await seedCombi(database.db, two.workspaceId))
    const statementsFor = (...workspaceIds: string[]) =>
      counting.count(() => withWorkspaces(counting.db, workspaceIds, (scope) => readCombisOverview(scope, now)))
    expect(await statementsFor(one.workspaceId, two.workspaceId)).toBe(await statementsFor(one.workspaceId))
    await counting.db.close()
  })
})

describe('looking in several workspaces at once', () => {
  it('sees nothing without a workspace, nothing of another than those named, and writes nowhere', async () => {
    const [mine, other] = [await seedWorkspace(database.db), await seedWorkspace(database.db)]
    const combi = await seedCombi(database.db, mine.workspaceId)
    await seedCombi(database.db, other.workspaceId)
    const idsFor = (workspaceIds: string[]) =>
      withWorkspaces(database.db, workspaceIds, async ({ tx }) =>
        (await tx.combi.findMany({ select: { id: true } })).map(({ id }) => id),
      )
    expect(await idsFor([])).toEqual([])
    expect(await idsFor([mine.workspaceId])).toEqual([combi.combiId])
    const write = withWorkspaces(
      database.db,
      [mine.workspaceId],
      ({ tx }) => tx.$executeRaw`UPDATE "Combi" SET name = name`,
    )
    await expect(write).rejects.toThrow(/permission denied/)
  })

  it('cannot read the secret of a connection', async () => {
    const { workspaceId } = await seedWorkspace(database.db)
    await seedCombi(database.db, workspaceId)
    const read = (columns: string) =>
      withWorkspaces(database.db, [workspaceId], ({ tx }) =>
        tx.$queryRawUnsafe<object[]>(`SELECT ${columns} FROM "Connection"`),
      )
    expect(await read('label')).toHaveLength(2)
    await expect(read('"sealedSecret"')).rejects.toThrow(/permission denied/)
    await expect(read('"wrappedKey"')).rejects.toThrow(/permission denied/)
  })
})
