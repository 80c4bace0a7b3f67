import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withWorkspace } from '../client'
import { createTestDatabase, type TestDatabase } from '../testing'
import { readInvoicesPage, type InvoicesQuery } from './invoices-page'
import { parseCursor } from './keyset'
import { openCountingDb, seedCombi, seedInvoice, seedWorkspace } from './testing'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const now = new Date('2026-03-10T12:00:00Z')
const pageOf = (workspaceId: string, query: Partial<InvoicesQuery> = {}) =>
  withWorkspace(database.db, workspaceId, (scope) =>
    readInvoicesPage(scope, { combiId: null, states: ['pending'], cursor: null, ...query }, now),
  )
const at = (cursor: string | null | undefined) => (cursor ? parseCursor(cursor) : null)

describe('a page of invoices', () => {
  it('shows a workspace its own invoices and a stranger none', async () => {
    const [owner, stranger] = [await seedWorkspace(database.db), await seedWorkspace(database.db)]
    const combi = await seedCombi(database.db, owner.workspaceId)
    const { id } = await seedInvoice(database.db, combi)
    expect((await pageOf(owner.workspaceId, { combiId: combi.combiId }))?.items.map((row) => row.id)).toEqual([id])
    expect(await pageOf(stranger.workspaceId, { combiId: combi.combiId })).toBeNull()
    expect(await pageOf(stranger.workspaceId)).toMatchObject({ items: [], combis: [], counts: { pending: 0 } })
  })

  it('tells of an invoice all that its row shows, in cents and days', async () => {
    const { workspaceId } = await seedWorkspace(database.db)
    const combi = await seedCombi(database.db, workspaceId)
    const { id } = await seedInvoice(database.db, combi, {
      state: 'booked',
      booksNumber: 20260001n,
      bookingDate: new Date('2026-01-31'),
      grossCents: 9_007_199_254_740_991n,
      sourceUrl: 'javascript:alert(1)',
    })
    expect((await pageOf(workspaceId, { states: ['booked'] }))?.items).toEqual([
      {
        id,
        combi: {
          id: combi.combiId,
          name: 'Simplicate – Minox Online',
          vendors: { source: 'simplicate', books: 'minox' },
          nextSyncAt: '2026-03-01T12:15:00.000Z',
        },
        number: '2026-001',
        issuedOn: '2026-02-15',
        dueOn: '2026-03-15',
        debtorName: 'Jansen & Zn.',
        companyProfile: 'Breekijzer B.V.',
        netCents: 10_000,
        vatCents: 2_100,
        grossCents: 9_007_199_254_740_991,
        paidCents: 0,
        payment: 'partial',
        bookingDate: '2026-01-31',
        state: 'booked',
        reason: null,
        bookedAt: '2026-03-02T10:00:00.000Z',
        booksNumber: 20_260_001,
        isOverdue: false,
        sourceUrl: null,
      },
    ])
  })

  it('pages through invoices of one day without missing or repeating one, and back', async () => {
    const { workspaceId } = await seedWorkspace(database.db)
    const combi = await seedCombi(database.db, workspaceId)
    const days = ['2026-02-01', '2026-02-02']
    for (let n = 0; n < 120; n++)
      await seedInvoice(database.db, combi, { number: String(n), issuedOn: new Date(days[n % 2] ?? '') })
    const first = await pageOf(workspaceId)
    const second = await pageOf(workspaceId, { cursor: at(first?.nextCursor) })
    const third = await pageOf(workspaceId, { cursor: at(second?.nextCursor) })
    const all = [first, second, third].flatMap((page) => page?.items ?? [])
    expect([first, second, third].map((page) => page?.items.length)).toEqual([50, 50, 20])
    expect(new Set(all.map(({ id }) => id)).size).toBe(120)
    expect(all.map(({ issuedOn }) => issuedOn)).toEqual(
      all
        .map(({ issuedOn }) => issuedOn)
        .toSorted()
        .toReversed(),
    )
    expect(third?.nextCursor).toBeNull()
    const back = await pageOf(workspaceId, { cursor: at(third?.previousCursor) })
    expect(back?.items).toEqual(second?.items)
    expect((await pageOf(workspaceId, { cursor: at(back?.previousCursor) }))?.items).toEqual(first?.items)
  })

  it('counts every state under the same combi, with those being booked among those handed over', async () => {
    const { workspaceId } = await seedWorkspace(database.db)
    const [combi, other] = [await seedCombi(database.db, workspaceId), await seedCombi(database.db, workspaceId)]
    for (const state of ['pending', 'offered', 'processing', 'booked', 'failed', 'action', 'ignored'] as const)
      await seedInvoice(database.db, combi, { state })
    await seedInvoice(database.db, other)
    const counts = { pending: 1, offered: 2, booked: 1, failed: 1, action: 1, ignored: 1 }
    expect((await pageOf(workspaceId, { combiId: combi.combiId }))?.counts).toEqual(counts)
    expect((await pageOf(workspaceId))?.counts).toEqual({ ...counts, pending: 2 })
  })

  it('says why an invoice is held, and that it waits too long', async () => {
    const { workspaceId } = await seedWorkspace(database.db)
    const combi = await seedCombi(database.db, workspaceId)
    await seedInvoice(database.db, combi, {
      state: 'action',
      reasonCode: 'period-closed',
      reasonParams: { period: 3, fiscalYear: 2026, text: '' },
      deadlineAt: new Date('2026-03-10T11:59:59Z'),
    })
    expect((await pageOf(workspaceId, { states: ['action'] }))?.items[0]).toMatchObject({
      reason: { code: 'period-closed', params: { period: 3, fiscalYear: 2026, text: '' } },
      isOverdue: true,
    })
  })

  it('asks the database as often for a full page of several combi’s as for one invoice', async () => {
    const counting = openCountingDb(database.url)
    const [few, many] = [await seedWorkspace(database.db), await seedWorkspace(database.db)]
    await seedInvoice(database.db, await seedCombi(database.db, few.workspaceId))
    for (let n = 0; n < 3; n++) {
      const combi = await seedCombi(database.db, many.workspaceId)
      for (let m = 0; m < 10; m++) await seedInvoice(database.db, combi)
    }
    const statementsFor = (workspaceId: string) =>
      counting.count(() =>
        withWorkspace(counting.db, workspaceId, (scope) =>
          readInvoicesPage(scope, { combiId: null, states: ['pending'], cursor: null }, now),
        ),
      )
    expect(await statementsFor(many.workspaceId)).toBe(await statementsFor(few.workspaceId))
    await counting.db.close()
  })
})
