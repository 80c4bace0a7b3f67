import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { invoiceLine, sampleInvoice } from '@/lib/sync/testing/sample-invoices'
import type { InvoiceState } from '@/prisma/generated/client'
import { withWorkspace } from '../client'
import { countInvoices, findInvoiceIds, mostCounted, type InvoiceFilter } from '../invoice-selection'
import { insertMirrored, updateMirrored } from '../invoices'
import { createTestDatabase, type TestDatabase } from '../testing'
import { readInvoicesPage } from './invoices-page'
import { seedCombi, seedInvoice, seedWorkspace } from './testing'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const states = ['pending', 'offered', 'processing', 'booked', 'failed', 'action', 'ignored'] as const
type Seeded = {
  id: string
  state: InvoiceState
  combiId: string
  number: string
  debtorName: string
  profile: string
  issuedOn: string
  grossCents: number
  vat: string
  group: string
}

const line = (vat: string, group: string) => ({
  vatClass: { ref: vat, label: vat },
  revenueGroup: group === '' ? null : { ref: group, label: group },
})

/** Invoices that differ in all that one filters by; of each state a different number, and some of a common kind. */
const seedMany = async (workspaceId: string): Promise<Seeded[]> => {
  const combis = [await seedCombi(database.db, workspaceId), await seedCombi(database.db, workspaceId)] as const
  const rows: Seeded[] = []
  for (let n = 0; n < 63; n += 1) {
    const combi = combis[n % 9 === 0 ? 1 : 0]
    const row = {
      state: states[(n * n) % 7] ?? 'pending',
      combiId: combi.combiId,
      number: `F-${String(n)}`,
      debtorName: n % 30 === 7 ? 'Zeldzaam & Zn.' : `Debiteur ${String(n % 4)}`,
      profile: n % 5 === 0 ? 'profile:2' : 'profile:1',
      issuedOn: `2026-0${String((n % 6) + 1)}-1${String(n % 9)}`,
      grossCents: n * 100 - 500,
      vat: n % 3 === 0 ? 'vat:low' : 'vat:high',
      group: n % 45 === 3 ? 'group:rare' : n % 4 === 0 ? '' : 'group:usual',
    }
    const { profile, vat, group, issuedOn, grossCents, state, number, debtorName } = row
    const { id } = await seedInvoice(database.db, combi, {
      ...{
        state,
        number,
        debtorName,
        companyProfileRef: profile,
        issuedOn: new Date(issuedOn),
        grossCents: BigInt(grossCents),
      },
      document: { lines: [line(vat, group), line(vat, '')] },
    })
    rows.push({ id, ...row })
  }
  return rows
}

const meets = (row: Seeded, filter: InvoiceFilter): boolean =>
  [
    !filter.combiId || row.combiId === filter.combiId,
    !filter.profile || row.profile === filter.profile,
    !filter.from || row.issuedOn >= filter.from,
    !filter.until || row.issuedOn <= filter.until,
    filter.leastCents == null || row.grossCents >= filter.leastCents,
    filter.mostCents == null || row.grossCents <= filter.mostCents,
    !filter.vatClass || row.vat === filter.vatClass,
    !filter.revenueGroup || row.group === filter.revenueGroup,
    !filter.words || `${row.number} ${row.debtorName}`.toLowerCase().includes(filter.words.toLowerCase()),
  ].every(Boolean)

const filtersOf = ({ combiId }: Pick<Seeded, 'combiId'>): InvoiceFilter[] => [
  ...[{}, { combiId }, { profile: 'profile:2' }, { combiId, profile: 'profile:2' }],
  ...[{ from: '2026-02-01' as const }, { until: '2026-01-31' as const, leastCents: 0 }, { mostCents: -400 }],
  ...[{ words: 'debiteur' }, { words: 'zeldzaam' }, { words: 'f-1' }, { words: '7' }, { words: 'nergens' }],
  ...[{ vatClass: 'vat:high' }, { vatClass: 'vat:low', revenueGroup: 'group:usual' }, { revenueGroup: 'group:rare' }],
  ...[{ vatClass: 'vat:high', revenueGroup: 'group:rare' }, { vatClass: 'group:usual' }, { vatClass: '{}"' }],
  { vatClass: 'vat:high', words: 'debiteur 1', profile: 'profile:1', leastCents: 1000, combiId },
]

describe('the number of invoices in each state', () => {
  it('is that of the invoices that a filter lets through, and those are found, whatever is combined', async () => {
    const { workspaceId } = await seedWorkspace(database.db)
    const rows = await seedMany(workspaceId)
    for (const filter of rows[0] === undefined ? [] : filtersOf(rows[0])) {
      const wanted = rows.filter((row) => meets(row, filter))
      await withWorkspace(database.db, workspaceId, async (scope) => {
        const counts = await countInvoices(scope, filter)
        for (const state of states) {
          const inState = wanted.filter((row) => row.state === state)
          expect(counts.get(state) ?? { count: 0, isMore: false }, JSON.stringify(filter)).toEqual({
            count: inState.length,
            isMore: false,
          })
          for (const by of ['issuedOn', 'gross'] as const) {
            const sort = { by, isAscending: true }
            const found = await findInvoiceIds(scope, { filter, states: [state] }, { sort, beside: null, limit: 100 })
            expect(found.toSorted(), JSON.stringify(filter)).toEqual(inState.map(({ id }) => id).toSorted())
          }
        }
      })
    }
  })

  it('of a filter that lets much through stops at the most that is counted, and says that there are more', async () => {
    const { workspaceId } = await seedWorkspace(database.db)
    const rows = await seedMany(workspaceId)
    const filter = { vatClass: 'vat:high' }
    await withWorkspace(database.db, workspaceId, async (scope) => {
      const counts = await countInvoices(scope, filter, 5)
      for (const state of states) {
        const count = rows.filter((row) => row.state === state && meets(row, filter)).length
        expect(counts.get(state) ?? { count: 0, isMore: false }).toEqual({
          count: Math.min(count, 5),
          isMore: count > 5,
        })
      }
      // Without a filter all are counted, for an index holds how many there are.
      const all = rows.filter(({ state }) => state === 'pending').length
      expect(all).toBeGreaterThan(5)
      expect((await countInvoices(scope, {}, 5)).get('pending')).toEqual({ count: all, isMore: false })
    })
    expect(mostCounted).toBe(10_000)
  })

  it('counts nothing of another workspace, nor of a removed combi', async () => {
    const [owner, stranger] = [await seedWorkspace(database.db), await seedWorkspace(database.db)]
    const rows = await seedMany(owner.workspaceId)
    await seedMany(stranger.workspaceId)
    const removed = rows[0]?.combiId
    await withWorkspace(database.db, owner.workspaceId, ({ tx, workspaceId }) =>
      tx.combi.updateMany({ where: { id: removed, workspaceId }, data: { state: 'removed', removedAt: new Date() } }),
    )
    for (const filter of [{}, { vatClass: 'vat:high' }, { words: 'debiteur' }]) {
      const counts = await withWorkspace(database.db, owner.workspaceId, (scope) => countInvoices(scope, filter))
      for (const state of states)
        expect(counts.get(state)?.count ?? 0).toBe(
          rows.filter((row) => row.state === state && row.combiId !== removed && meets(row, filter)).length,
        )
    }
  })
})

describe('what invoices can be filtered by', () => {
  const read = async (workspaceId: string, filter: InvoiceFilter = {}) => {
    const query = { filter, states: ['pending'] as const, sort: { by: 'issuedOn', isAscending: false } as const }
    return readInvoicesPage(database.db, { workspaceId, ...query, cursor: null }, new Date())
  }

  it('is what stands on the lines that were mirrored, under its newest name, in the own workspace only', async () => {
    const [owner, stranger] = [await seedWorkspace(database.db), await seedWorkspace(database.db)]
    const { combiId } = await seedCombi(database.db, owner.workspaceId)
    const high = { ref: 'vat:h', code: null, label: 'Hoog', vatBasisPoints: 2100 }
    const group = { ref: 'group:1', label: '8000 Omzet' }
    const invoice = sampleInvoice([invoiceLine({ ref: '1', vatClass: high, revenueGroup: group })])
    const added = await withWorkspace(database.db, owner.workspaceId, (scope) =>
      insertMirrored(scope, combiId, [{ invoice, fingerprint: 'f' }]),
    )
    const id = added.get(invoice.ref) ?? ''
    expect((await read(owner.workspaceId))?.terms).toEqual({
      vatClasses: [{ ref: 'vat:h', label: 'Hoog' }],
      revenueGroups: [{ ref: 'group:1', label: '8000 Omzet' }],
    })
    expect((await read(owner.workspaceId, { vatClass: 'vat:h', revenueGroup: 'group:1' }))?.items).toHaveLength(1)

    const changed = {
      ...invoice,
      lines: [invoiceLine({ ref: '1', vatClass: { ...high, label: '21%' }, revenueGroup: null })],
    }
    await withWorkspace(database.db, owner.workspaceId, (scope) =>
      updateMirrored(scope, combiId, [{ id, invoice: changed, fingerprint: 'g' }]),
    )
    expect((await read(owner.workspaceId))?.terms.vatClasses).toEqual([{ ref: 'vat:h', label: '21%' }])
    expect((await read(owner.workspaceId, { revenueGroup: 'group:1' }))?.items).toEqual([])
    expect((await read(owner.workspaceId, { vatClass: 'vat:h' }))?.items).toHaveLength(1)
    expect((await read(stranger.workspaceId))?.terms).toEqual({ vatClasses: [], revenueGroups: [] })
  })
})
