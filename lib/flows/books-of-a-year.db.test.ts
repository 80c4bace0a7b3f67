import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InvoiceRow as SourceRow } from '@/lib/connectors/simplicate/sandbox/records'
import { sumCents } from '@/lib/domain/money'
import { startWorld, type World } from './testing'
import { entriesIn, type EntryInBooks } from './testing-books'
import { pairs, type InvoiceRow, type TestCombi } from './testing-combi'
import { centsByAccount, centsByVatClass, digitsOf, totalsInSource } from './testing-source'

const profiles = [pairs.breekijzer, pairs.brokenYear, pairs.fourWeeks]

describe('a year and a half of invoices of three companies, offered at once', () => {
  let world: World
  let combi: TestCombi
  let mirrored: InvoiceRow[]
  /** What each invoice of the source became in the books, by the source's id. */
  const booked = new Map<string, { entry: EntryInBooks; source: SourceRow }>()

  beforeAll(async () => {
    world = await startWorld({ source: 'breekijzer' })
    combi = await world.addCombi({ profiles, invoicesFrom: '2025-07-01' })
    await combi.sync()
    await combi.offer((await combi.invoices()).map(({ number }) => number))
    await combi.sync()
    mirrored = await combi.invoices()
    const { tenant } = world.simplicate.environment()
    const source = new Map(
      tenant.invoices.map((invoice) => [`${invoice.profileId} ${digitsOf(invoice.number ?? '')}`, invoice]),
    )
    for (const { companyProfileRef, administrationRef } of profiles)
      for (const entry of entriesIn(world.minox, Number(administrationRef))) {
        const invoice = source.get(`${companyProfileRef} ${entry.number}`)
        if (invoice !== undefined) booked.set(invoice.id, { entry, source: invoice })
      }
  }, 120_000)
  afterAll(() => world.stop())

  it('mirrors every sent invoice and no concept', () => {
    const sent = world.simplicate.environment().tenant.invoices.filter(({ isSent }) => isSent)
    expect(mirrored.map(({ number }) => number).sort()).toEqual(sent.map(({ number }) => number).sort())
  })

  it('books each invoice in the administration of its company, in one entry that balances', () => {
    const entries = profiles.flatMap(({ administrationRef }) => entriesIn(world.minox, Number(administrationRef)))
    expect(entries).toHaveLength(booked.size)
    expect(entries.filter(({ imbalanceCents }) => imbalanceCents !== 0)).toEqual([])
    expect(
      mirrored
        .filter(({ state }) => state === 'booked')
        .map(({ sourceRef }) => sourceRef)
        .sort(),
    ).toEqual([...booked.keys()].sort())
    expect(booked.size).toBeGreaterThan(250)
  })

  it('books gross, net and VAT of every invoice to the cent', () => {
    const { tenant } = world.simplicate.environment()
    const amounts = [...booked.values()].map(({ entry, source }) => ({
      number: source.number,
      grossCents: entry.grossCents,
      netCents: sumCents(Object.values(entry.netByAccount)),
      vatCents: sumCents(Object.values(entry.vatByCode)),
    }))
    expect(amounts).toEqual(
      [...booked.values()].map(({ source }) => ({ number: source.number, ...totalsInSource(tenant, source) })),
    )
  })

  it('books every line on the account of its revenue group, and its VAT under the rate of the source', () => {
    const { tenant } = world.simplicate.environment()
    const differences = [...booked.values()].flatMap(({ entry, source }) => [
      ...differencesBetween(entry.netByAccount, centsByAccount(tenant, source)),
      ...differencesBetween(entry.vatByAccount, centsByVatClass(tenant, source)),
    ])
    expect(differences).toEqual([])
  })

  it('books under the day of the invoice, in broken years and in years of thirteen periods too', () => {
    const places = [...booked.values()].map(({ entry, source }) => ({
      day: [entry.date, source.date],
      year: [entry.fiscalYear, yearOf(source)],
      period: [entry.period, periodOf(source)],
    }))
    expect(places.filter(({ day, year, period }) => [day, year, period].some(([one, other]) => one !== other))).toEqual(
      [],
    )
  })

  it('names a reason for every invoice that it did not book', () => {
    const left = mirrored.filter(({ state }) => state !== 'booked')
    expect(left.filter(({ state, reasonCode }) => state !== 'action' || reasonCode === null)).toEqual([])
    expect([...new Set(left.map(({ reasonCode }) => reasonCode))].sort()).toEqual([
      'debtor-email-ambiguous',
      'debtor-email-shared',
    ])
  })

  it('reconciles: what the source states is what stands in the books and what is held, to the cent', () => {
    const { tenant } = world.simplicate.environment()
    const sent = tenant.invoices.filter(({ isSent }) => isSent)
    const statedCents = sumCents(sent.map((invoice) => totalsInSource(tenant, invoice).grossCents))
    const bookedCents = sumCents([...booked.values()].map(({ entry }) => entry.grossCents))
    const heldCents = sumCents(
      mirrored.filter(({ state }) => state === 'action').map(({ grossCents }) => Number(grossCents)),
    )
    expect(bookedCents + heldCents).toBe(statedCents)
    expect(heldCents).not.toBe(0)
  })

  it('books nothing new when everything is synchronised once more', async () => {
    const before = JSON.stringify(world.minox.world.store.state.tenants)
    const run = await combi.sync()
    expect(run.bookedCount).toBe(0)
    expect(JSON.stringify(world.minox.world.store.state.tenants)).toBe(before)
  })
})

/** The whole-cent amounts of the books against the exact ones of the source: rounding explains less than a cent a line. */
const differencesBetween = (
  books: Record<string, number>,
  source: Record<string, { exactCents: number; lines: number }>,
) =>
  [...new Set([...Object.keys(books), ...Object.keys(source)])].flatMap((key) => {
    const { exactCents, lines } = source[key] ?? { exactCents: 0, lines: 0 }
    const bookedCents = books[key] ?? 0
    const isExplained = Number.isInteger(exactCents)
      ? bookedCents === exactCents
      : Math.abs(bookedCents - exactCents) < lines
    return isExplained ? [] : [{ key, bookedCents, exactCents }]
  })

const [brokenYear, fourWeeks] = [pairs.brokenYear.companyProfileRef, pairs.fourWeeks.companyProfileRef]

/** By the definition of each company's year, worked out here anew. */
const yearOf = ({ profileId, date }: SourceRow): number => {
  const [year = 0, month = 0] = (date ?? '').split('-').map(Number)
  return profileId === brokenYear && month < 7 ? year - 1 : year
}

const periodOf = ({ profileId, date }: SourceRow): number => {
  const [year = 0, month = 0, day = 0] = (date ?? '').split('-').map(Number)
  if (profileId === brokenYear) return ((month + 5) % 12) + 1
  if (profileId !== fourWeeks) return month
  const dayOfYear = (Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 1)) / 86_400_000
  return Math.min(Math.floor(dayOfYear / 28) + 1, 13)
}
