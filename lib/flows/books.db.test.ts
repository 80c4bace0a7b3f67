import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sumCents } from '@/lib/domain/money'
import { startWorld, type World } from './testing'
import { debtorIn, entriesIn, entryIn, nameIn } from './testing-books'
import { pairs, type TestCombi } from './testing-combi'
import { digitsOf, newCustomer, paymentsOn, sendInvoice, sourceInvoice, totalsInSource } from './testing-source'

describe('an offered invoice in the books', () => {
  let world: World
  let combi: TestCombi

  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())
  beforeEach(async () => {
    combi = await world.addCombi()
  })

  it('becomes one entry with its debtor, accounts, VAT, period and date, to the cent', async () => {
    const to = newCustomer(world.simplicate, { name: 'Bakkerij Vers B.V.' })
    const { number } = sendInvoice(world.simplicate, {
      to,
      on: '2026-03-31',
      lines: [
        { kind: 'high', amount: '3', price: '0.335' },
        { kind: 'high', amount: '12.5', price: '96.50' },
        { kind: 'low', amount: '7', price: '4.95' },
        { kind: 'exempt', amount: '1', price: '45' },
      ],
    })
    await combi.sync()
    await combi.offer([number])
    const run = await combi.sync()

    const entry = entryIn(world.minox, digitsOf(number))
    expect(entry).toMatchObject({
      journal: 'VERK',
      fiscalYear: 2026,
      period: 3,
      date: '2026-03-31',
      // 1.01 + 1206.25 + 34.65 + 45, and 0.21 + 253.31 + 3.12 of VAT.
      grossCents: 154_355,
      netByAccount: { '8000': 120_726, '8010': 3_465, '8050': 4_500 },
      vatByCode: { '1': 25_352, '2': 312 },
      vatByAccount: { '1510': 25_352, '1511': 312 },
      imbalanceCents: 0,
    })
    expect(entry.description).toBe(`${number} Bakkerij Vers B.V.`)
    expect(nameIn(debtorIn(world.minox, entry.debtor))).toBe('Bakkerij Vers B.V.')
    expect(run).toMatchObject({ outcome: 'succeeded', bookedCount: 1, failedCount: 0, actionCount: 0 })
    expect(await combi.invoice(number)).toMatchObject({ state: 'booked', entryId: entry.id, reasonCode: null })
  })

  it('is booked under another day, and in its period, when a person says so', async () => {
    const { number } = sendInvoice(world.simplicate, { on: '2026-03-31' })
    await combi.sync()
    await combi.offer([number], '2026-04-01')
    await combi.sync()
    expect(entryIn(world.minox, digitsOf(number))).toMatchObject({ fiscalYear: 2026, period: 4, date: '2026-04-01' })
  })

  it('goes into the quarter of its day where the books are kept by quarter', async () => {
    const byQuarter = { ...pairs.breekijzer, administrationRef: '4', administrationName: 'Kwartaal B.V.' }
    combi = await world.addCombi({ profiles: [byQuarter] })
    const days = ['2026-03-31', '2026-04-01', '2026-12-31']
    const numbers = days.map((on) => sendInvoice(world.simplicate, { on }).number)
    await combi.sync()
    await combi.offer(numbers)
    await combi.sync()
    expect(numbers.map((number) => entryIn(world.minox, digitsOf(number), 4).period)).toEqual([1, 2, 4])
  })

  it('follows the last booking date that was chosen before it was booked', async () => {
    const { number } = sendInvoice(world.simplicate, { on: '2026-03-31' })
    await combi.sync()
    await combi.offer([number], '2026-04-01')
    await combi.offer([number], '2026-05-06')
    await combi.offer([number])
    await combi.sync()
    expect(entryIn(world.minox, digitsOf(number))).toMatchObject({ period: 3, date: '2026-03-31' })
  })

  it('turns around as a whole when it is a credit invoice', async () => {
    const to = newCustomer(world.simplicate)
    const { number } = sendInvoice(world.simplicate, {
      to,
      lines: [
        { kind: 'high', amount: '-1', price: '10.05' },
        { kind: 'low', amount: '2', price: '-3.15' },
      ],
    })
    await combi.sync()
    await combi.offer([number])
    await combi.sync()
    expect(entryIn(world.minox, digitsOf(number))).toMatchObject({
      grossCents: -1_903,
      netByAccount: { '8000': -1_005, '8010': -630 },
      vatByCode: { '1': -211, '2': -57 },
      imbalanceCents: 0,
    })
  })

  it('is a real entry when an advance settles it to the cent, and nothing is open or paid on it', async () => {
    const to = newCustomer(world.simplicate)
    const { number } = sendInvoice(world.simplicate, {
      to,
      lines: [
        { kind: 'high', amount: '10', price: '96.55' },
        { kind: 'advance', amount: '-1', price: '965.50' },
      ],
    })
    await combi.sync()
    await combi.offer([number])
    await combi.sync()
    expect(entryIn(world.minox, digitsOf(number))).toMatchObject({
      grossCents: 0,
      netByAccount: { '8000': 96_550, '1700': -96_550 },
      vatByCode: { '1': 0 },
      imbalanceCents: 0,
    })
    expect(await combi.invoice(number)).toMatchObject({ state: 'booked', reasonCode: null, isSettled: true })
    expect(paymentsOn(world.simplicate, number)).toEqual([])
    expect(await combi.sync('schedule')).toMatchObject({ outcome: 'succeeded', paymentCount: 0, actionCount: 0 })
  })

  it('turns a whole invoice, and a part of it, around beside it: each with a number of its own', async () => {
    const to = newCustomer(world.simplicate)
    const lines = [
      { kind: 'high', amount: '3', price: '0.335' },
      { kind: 'low', amount: '7', price: '4.95' },
      { kind: 'reversed', amount: '2', price: '12.505' },
    ] as const
    const against = (count: number) => lines.slice(0, count).map((line) => ({ ...line, amount: `-${line.amount}` }))
    const numbers = [lines, against(3), against(1)].map((of) => sendInvoice(world.simplicate, { to, lines: of }).number)
    await combi.sync()
    await combi.offer(numbers)
    await combi.sync()
    const [whole, credit, part] = numbers.map((number) => entryIn(world.minox, digitsOf(number)))
    expect([whole?.grossCents, credit?.grossCents, part?.grossCents]).toEqual([6_400, -6_400, -122])
    expect(credit?.netByAccount).toEqual({ '8000': -101, '8010': -3_465, '8020': -2_501 })
    expect(part?.netByAccount).toEqual({ '8000': -101 })
    expect(new Set([whole?.debtor, credit?.debtor, part?.debtor]).size).toBe(1)
  })

  it('carries quantities and prices of many decimals, rounded once a line as the source does', async () => {
    const { number } = sendInvoice(world.simplicate, {
      lines: [
        { amount: '0.333333333333', price: '3.000000000003' },
        { amount: '1000.000001', price: '0.000005' },
        { amount: '7.123456', price: '19.987654' },
        { kind: 'low', amount: '0.015', price: '0.333' },
      ],
    })
    await combi.sync()
    await combi.offer([number])
    await combi.sync()
    const entry = entryIn(world.minox, digitsOf(number))
    const { netCents, vatCents, grossCents } = totalsInSource(
      world.simplicate.environment().tenant,
      sourceInvoice(world.simplicate, number),
    )
    expect(entry).toMatchObject({ grossCents, imbalanceCents: 0 })
    expect(sumCents(Object.values(entry.netByAccount))).toBe(netCents)
    expect(sumCents(Object.values(entry.vatByCode))).toBe(vatCents)
    expect(entry.netByAccount).toEqual({ '8000': 100 + 1 + 14_238 })
  })

  it('says in the log when a line went to the default account, and for which revenue group', async () => {
    const unnumbered = sendInvoice(world.simplicate, { lines: [{ kind: 'unnumbered' }] }).number
    const unknown = sendInvoice(world.simplicate, { lines: [{ kind: 'high' }, { kind: 'unknownAccount' }] }).number
    await combi.sync()
    await combi.offer([unnumbered, unknown])
    const run = await combi.sync()
    expect(entryIn(world.minox, digitsOf(unnumbered)).netByAccount).toEqual({ '8090': 10_000 })
    expect(entryIn(world.minox, digitsOf(unknown)).netByAccount).toEqual({ '8000': 10_000, '8090': 10_000 })
    const notes = run.items.filter(({ outcome }) => outcome === 'note')
    // Both are written in one go: in which order says nothing.
    const told = notes.toSorted((one, other) => one.label.localeCompare(other.label))
    expect(told.map(({ label, reasonCode, reasonParams }) => ({ label, reasonCode, reasonParams }))).toEqual([
      {
        label: unnumbered,
        reasonCode: 'default-account-used',
        reasonParams: { revenueGroup: 'Omzet zonder nummer', account: '8090' },
      },
      {
        label: unknown,
        reasonCode: 'default-account-used',
        reasonParams: { revenueGroup: '8999 Bestaat niet in Minox', account: '8090' },
      },
    ])
  })

  it('is nothing in the books as long as nobody offers it', async () => {
    const before = entriesIn(world.minox).length
    sendInvoice(world.simplicate)
    await combi.sync()
    await combi.sync('schedule')
    expect(entriesIn(world.minox)).toHaveLength(before)
  })
})
