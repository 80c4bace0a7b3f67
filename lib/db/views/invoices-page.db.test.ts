import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withWorkspace } from '../client'
import { createTestDatabase, type TestDatabase } from '../testing'
import { invoiceSorts } from '../invoice-selection'
import { readInvoicesPage, type InvoicesQuery } from './invoices-page'
import { parseCursor } from './keyset'
import { openCountingDb, seedCombi, seedInvoice, seedWorkspace } from './testing'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const now = new Date('2026-03-10T12:00:00Z')
const newestFirst: InvoicesQuery = {
  filter: {},
  states: ['pending'],
  sort: { by: 'issuedOn', isAscending: false },
  cursor: null,
}
const pageOf = (workspaceId: string, { combiId, ...query }: Partial<InvoicesQuery> & { combiId?: string } = {}) =>
  readInvoicesPage(database.db, { workspaceId, ...newestFirst, filter: { combiId }, ...query }, now)
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

  it('leaves out what belongs to a removed combi, among the rows and in the counts', async () => {
    const { workspaceId } = await seedWorkspace(database.db)
    const [kept, removed] = [await seedCombi(database.db, workspaceId), await seedCombi(database.db, workspaceId)]
    const { id } = await seedInvoice(database.db, kept)
    await seedInvoice(database.db, removed)
    await withWorkspace(database.db, workspaceId, ({ tx }) =>
      tx.combi.update({ where: { id: removed.combiId, workspaceId }, data: { state: 'removed', removedAt: now } }),
    )
    const page = await pageOf(workspaceId)
    expect([page?.items.map((row) => row.id), page?.counts.pending, page?.combis.length]).toEqual([[id], 1, 1])
    expect(await pageOf(workspaceId, { combiId: removed.combiId })).toBeNull()
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
        isNoteWaiting: false,
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

  it('is narrowed down by what is searched for, whatever the case, and by profile, days and amount', async () => {
    const { workspaceId } = await seedWorkspace(database.db)
    const stranger = await seedWorkspace(database.db)
    const combi = await seedCombi(database.db, workspaceId)
    const add = async (number: string, data: Parameters<typeof seedInvoice>[2] = {}) => {
      await seedInvoice(database.db, combi, { number, ...data })
    }
    await add('F-1', { debtorName: 'Bakkerij 100% Brood' })
    await add('F-2', { debtorName: 'Slagerij', companyProfileRef: 'profile:2', state: 'ignored' })
    await add('F-3', { debtorName: 'Slagerij', issuedOn: new Date('2026-01-31'), grossCents: -500n })
    await seedInvoice(database.db, await seedCombi(database.db, stranger.workspaceId), { number: 'F-4' })
    const found = async (filter: InvoicesQuery['filter'], states: InvoicesQuery['states'] = ['pending', 'ignored']) =>
      (await pageOf(workspaceId, { filter, states }))?.items.map(({ number }) => number).sort()
    expect(await found({ words: 'f-' })).toEqual(['F-1', 'F-2', 'F-3'])
    expect(await found({ words: 'SLAGER' })).toEqual(['F-2', 'F-3'])
    expect(await found({ words: '0% b' })).toEqual(['F-1'])
    expect(await found({ words: '_' })).toEqual([])
    expect(await found({ words: "' OR true --" })).toEqual([])
    expect(await found({ profile: 'profile:2' })).toEqual(['F-2'])
    expect(await found({ from: '2026-02-01' })).toEqual(['F-1', 'F-2'])
    expect(await found({ until: '2026-01-31' })).toEqual(['F-3'])
    expect(await found({ mostCents: -500 })).toEqual(['F-3'])
    expect(await found({ leastCents: -499, words: 'slagerij' })).toEqual(['F-2'])
    expect(await found({ words: 'slagerij' }, ['ignored'])).toEqual(['F-2'])
    expect((await pageOf(workspaceId, { filter: { words: 'slagerij' } }))?.counts).toMatchObject({
      pending: 1,
      ignored: 1,
    })
  })

  it.each(invoiceSorts)(
    'goes forth and back in the order of %s, either way, and misses none of equal ones',
    async (by) => {
      const { workspaceId } = await seedWorkspace(database.db)
      const combi = await seedCombi(database.db, workspaceId)
      for (let n = 0; n < 60; n++)
        await seedInvoice(database.db, combi, {
          number: `F${String(n % 7)}`,
          debtorName: ['aap', 'Noot', 'mies'][n % 3],
          grossCents: BigInt((n % 5) * 100),
          dueOn: new Date(`2026-03-0${String((n % 4) + 1)}`),
          issuedOn: new Date(`2026-02-0${String((n % 6) + 1)}`),
        })
      for (const isAscending of [true, false]) {
        const sort = { by, isAscending }
        const first = await pageOf(workspaceId, { sort })
        const second = await pageOf(workspaceId, { sort, cursor: at(first?.nextCursor) })
        const all = [...(first?.items ?? []), ...(second?.items ?? [])]
        expect(new Set(all.map(({ id }) => id)).size).toBe(60)
        const keys = all.map(
          (row) =>
            ({
              number: row.number,
              debtor: row.debtorName.toLowerCase(),
              gross: String(row.grossCents),
              dueOn: row.dueOn,
              issuedOn: row.issuedOn,
            })[by],
        )
        const sorted = keys.toSorted()
        expect(keys).toEqual(isAscending ? sorted : sorted.toReversed())
        const back = await pageOf(workspaceId, { sort, cursor: at(second?.previousCursor) })
        expect(back?.items.map(({ id }) => id)).toEqual(first?.items.map(({ id }) => id))
      }
    },
  )

  it('asks the database as often for a full page of several combi’s as for one invoice', async () => {
    const counting = openCountingDb(database.url)
    const [few, many] = [await seedWorkspace(database.db), await seedWorkspace(database.db)]
    await seedInvoice(database.db, await seedCombi(database.db, few.workspaceId))
    for (let n = 0; n < 3; n++) {
      const combi = await seedCombi(database.db, many.workspaceId)
      for (let m = 0; m < 10; m++) await seedInvoice(database.db, combi)
    }
    const statementsFor = (workspaceId: string) =>
      counting.count(() => readInvoicesPage(counting.db, { workspaceId, ...newestFirst }, now))
    expect(await statementsFor(many.workspaceId)).toBe(await statementsFor(few.workspaceId))
    await counting.db.close()
  })
})
