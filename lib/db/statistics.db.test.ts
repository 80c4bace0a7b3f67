import { afterAll, beforeAll, expect, it } from 'vitest'
import { addInvoiceEvents } from './invoice-actions'
import { addRunItems, finishRun } from './runs'
import { withWorkspace } from './client'
import { createTestDatabase, type TestDatabase } from './testing'
import { seedCombi, seedInvoice, seedRun, seedWorkspace } from './views/testing'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

// A quarter past midnight in Amsterdam, still the day before in UTC.
const at = new Date('2026-03-01T23:15:00Z')

const item = {
  at,
  kind: 'invoice',
  ref: null,
  invoiceId: null,
  label: '2026-001',
  debtorName: null,
  amountCents: null,
  bookingDate: null,
  reason: null,
} as const

it('the counts of a day follow what runs and people do, in the same transaction, on the day in Amsterdam', async () => {
  const { workspaceId } = await seedWorkspace(database.db)
  const combi = await seedCombi(database.db, workspaceId)
  const run = await seedRun(database.db, combi, { finishedAt: null, outcome: null, callCount: 4, waitMs: 250 })
  const invoice = await seedInvoice(database.db, combi, { offeredAt: new Date(at.getTime() - 90_000) })
  const inWorkspace = <T>(work: Parameters<typeof withWorkspace<T>>[2]) => withWorkspace(database.db, workspaceId, work)
  await inWorkspace(async (scope) => {
    await addRunItems(scope, run.id, [
      { ...item, outcome: 'booked', amountCents: 12_100 },
      { ...item, outcome: 'booked', amountCents: -2_100 },
      { ...item, kind: 'payment', outcome: 'registered', amountCents: 5_000 },
      { ...item, outcome: 'action', reason: { code: 'period-closed', params: {} } },
      { ...item, outcome: 'failed', reason: { code: 'books-refused', params: {} } },
      { ...item, outcome: 'note' },
    ])
    await addRunItems(scope, run.id, [{ ...item, outcome: 'action', reason: { code: 'period-closed', params: {} } }])
    await addInvoiceEvents(scope, [
      { invoiceId: invoice.id, at, actorId: null, kind: 'booked' },
      { invoiceId: invoice.id, at, actorId: null, kind: 'ignored' },
      { invoiceId: invoice.id, at, actorId: null, kind: 'offered' },
    ])
    await finishRun(scope, run.id, { now: at, counts: { callCount: 2 }, outcome: 'failed' })
  })
  const [days, causes] = await inWorkspace(async ({ tx }) => [
    await tx.statDay.findMany({ where: { workspaceId } }),
    await tx.statCause.findMany({ where: { workspaceId }, orderBy: { reasonCode: 'asc' } }),
  ])
  expect(days).toEqual([
    {
      workspaceId,
      combiId: combi.combiId,
      day: new Date('2026-03-02'),
      runCount: 1,
      failedRunCount: 1,
      bookedCount: 2,
      bookedCents: 10_000n,
      failedCount: 1,
      actionCount: 2,
      ignoredCount: 1,
      paymentCount: 1,
      paymentCents: 5_000n,
      offerToBookMs: 90_000n,
      offerToBookCount: 1,
      callCount: 6,
      waitMs: 250n,
    },
  ])
  expect(causes.map(({ reasonCode, count }) => [reasonCode, count])).toEqual([
    ['books-refused', 1],
    ['period-closed', 2],
  ])
})

it('what was undone was not counted', async () => {
  const { workspaceId } = await seedWorkspace(database.db)
  const combi = await seedCombi(database.db, workspaceId)
  const run = await seedRun(database.db, combi)
  const undone = withWorkspace(database.db, workspaceId, async (scope) => {
    await addRunItems(scope, run.id, [{ ...item, outcome: 'booked', amountCents: 100 }])
    throw new Error('undo')
  })
  await expect(undone).rejects.toThrow('undo')
  expect(await withWorkspace(database.db, workspaceId, ({ tx }) => tx.statDay.count({ where: { workspaceId } }))).toBe(
    0,
  )
})
