import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sumCents } from '@/lib/domain/money'
import { offerPreviewed, previewBookings } from './preview-bookings'
import { planSelection, type PlannedInvoice } from './preview-plans'
import { startWorld, type World } from './testing'
import { debtorIn, entriesIn, nameIn, type EntryInBooks } from './testing-books'
import { pairs, type TestCombi } from './testing-combi'

const profiles = [pairs.breekijzer, pairs.brokenYear, pairs.fourWeeks]

/** As the sandbox of the books keeps descriptions. */
const longestDescription = 40

const sumBy = <Line>(
  lines: readonly Line[],
  keyOf: (line: Line) => string | null,
  amountOf: (line: Line) => number,
) => {
  const sums: Record<string, number> = {}
  for (const line of lines) {
    const key = keyOf(line)
    if (key !== null) sums[key] = (sums[key] ?? 0) + amountOf(line)
  }
  return sums
}

const without = (sums: Record<string, number>, amount: number) =>
  Object.fromEntries(Object.entries(sums).filter(([, cents]) => cents !== amount))

/** What was shown, in the words in which the books tell of their entries. */
const shownOf = ({ outcome, administrationRef }: PlannedInvoice) => {
  if (outcome.kind === 'hold') throw new Error('This one was not to pass')
  const { entry } = outcome.plan
  return {
    administration: administrationRef,
    number: entry.invoiceNumber,
    date: entry.bookingDate,
    ...entry.period,
    journal: entry.journalRef,
    description: entry.description.slice(0, longestDescription).trim(),
    grossCents: entry.grossCents,
    netByAccount: sumBy(
      entry.lines,
      ({ ledgerAccount }) => ledgerAccount,
      ({ netCents }) => netCents,
    ),
    vatByCode: sumBy(
      entry.lines,
      ({ vatCode }) => vatCode,
      ({ vatCents }) => vatCents,
    ),
    vatByAccount: without(
      sumBy(
        entry.lines,
        (line) => line.vatLedgerAccount,
        ({ vatCents }) => vatCents,
      ),
      0,
    ),
  }
}

const bookedAs = (entry: EntryInBooks, administrationRef: string | null) => ({
  administration: administrationRef,
  number: entry.number,
  date: entry.date,
  ...{ fiscalYear: entry.fiscalYear, period: entry.period, journal: entry.journal },
  description: entry.description.trim(),
  ...{ grossCents: entry.grossCents, netByAccount: entry.netByAccount },
  ...{ vatByCode: entry.vatByCode, vatByAccount: without(entry.vatByAccount, 0) },
})

const byPlace = (one: { administration: string | null; number: number }) => `${one.administration} ${one.number}`
const sorted = <Row extends { administration: string | null; number: number }>(rows: readonly Row[]) =>
  rows.toSorted((one, other) => (byPlace(one) < byPlace(other) ? -1 : 1))

describe('the preview of a year and a half of three companies', () => {
  let world: World
  let combi: TestCombi
  const everything = () => ({
    workspaceId: combi.workspaceId,
    selection: { filter: { combiId: combi.combiId }, states: ['pending' as const] },
    bookingDate: null,
    isFresh: false,
  })
  const vendorCalls = () => ({
    books: world.minox.world.requests.length,
    source: world.simplicate.journal().length,
  })

  beforeAll(async () => {
    world = await startWorld({ source: 'breekijzer' })
    combi = await world.addCombi({ profiles, invoicesFrom: '2025-07-01' })
    await combi.sync()
  }, 120_000)
  afterAll(() => world.stop())

  it('asks the books for the accounts and the debtors of each administration once, and writes nothing', async () => {
    const before = vendorCalls()
    const first = await previewBookings(world.flows, { ...everything(), page: 1 })
    const after = vendorCalls()
    const asked = world.minox.world.requests.slice(before.books).filter(({ path }) => path.startsWith('/api/1'))
    expect(asked.map(({ method }) => method)).toEqual(asked.map(() => 'GET'))
    // Administrations, accounts, VAT, journals, terms and debtors.
    expect(asked).toHaveLength(6 * profiles.length)
    expect(after.source - before.source).toBeLessThanOrEqual(9)
    const second = await previewBookings(world.flows, { ...everything(), page: 2 })
    expect(vendorCalls()).toEqual(after)
    expect([first.page, second.page, first.items.length, second.items.length]).toEqual([1, 2, 20, 20])
    expect(first.items.map(({ id }) => id)).not.toEqual(second.items.map(({ id }) => id))
    expect(second.fingerprint).toBe(first.fingerprint)
  })

  it('adds up: what passes and what does not is all there is, and every entry shown balances', async () => {
    const invoices = await combi.invoices()
    const { passing, held, accounts, vatCodes, problems, pageCount } = await previewBookings(world.flows, {
      ...everything(),
      page: 1,
    })
    expect(passing.count + held.count).toBe(invoices.length)
    expect(passing.grossCents + held.grossCents).toBe(sumCents(invoices.map(({ grossCents }) => Number(grossCents))))
    expect(passing.netCents + passing.vatCents).toBe(passing.grossCents)
    const ofKind = (kind: string) =>
      sumCents(accounts.filter((one) => one.kind === kind).map((one) => one.creditCents - one.debitCents))
    expect([ofKind('debtor'), ofKind('revenue'), ofKind('vat')]).toEqual([
      0 - passing.grossCents,
      passing.netCents,
      passing.vatCents,
    ])
    expect(sumCents(vatCodes.map(({ vatCents }) => vatCents))).toBe(passing.vatCents)
    expect(sumCents(problems.map(({ count }) => count))).toBe(held.count)
    for (let page = 1; page <= pageCount; page += 1)
      for (const { entry } of (await previewBookings(world.flows, { ...everything(), page })).items)
        expect(sumCents((entry?.lines ?? []).map(({ debitCents, creditCents }) => debitCents - creditCents))).toBe(0)
  })

  it('is what stands in the books afterwards, to the cent, for every invoice; and names now what will not pass', async () => {
    const { planned } = await planSelection(world.flows, everything())
    const passing = planned.filter(({ outcome }) => outcome.kind === 'book')
    const { fingerprint } = await previewBookings(world.flows, { ...everything(), page: 1 })
    const answer = await offerPreviewed(world.flows, { ...everything(), userId: combi.userId, fingerprint })
    expect(answer).toMatchObject({ ok: true, refused: [], combiIds: [combi.combiId] })
    await combi.sync()

    const booked = profiles.flatMap(({ administrationRef }) =>
      entriesIn(world.minox, Number(administrationRef)).map((entry) => ({ entry, administrationRef })),
    )
    expect(sorted(booked.map(({ entry, administrationRef }) => bookedAs(entry, administrationRef)))).toEqual(
      sorted(passing.map(shownOf)),
    )
    const rows = await combi.invoices()
    const states = new Map(rows.map((row) => [row.id, row.state]))
    expect(planned.filter(({ id, outcome }) => (outcome.kind === 'book') !== (states.get(id) === 'booked'))).toEqual([])
    // The debtors are the ones that were shown, or made for the relation that was said to get one.
    const entries = new Map(booked.map((one) => [one.entry.id, one]))
    const wrongDebtors = passing.filter(({ id, invoice, outcome, administrationRef }) => {
      const row = rows.find((one) => one.id === id)
      const { entry } = entries.get(row?.entryId ?? '') ?? {}
      if (entry === undefined || outcome.kind === 'hold') return true
      const { booksDebtorId } = outcome.plan.debtor
      return booksDebtorId === null
        ? nameIn(debtorIn(world.minox, entry.debtor, Number(administrationRef))) !== invoice.debtor.name
        : String(entry.debtor) !== booksDebtorId
    })
    expect(wrongDebtors.map(({ invoice }) => invoice.number)).toEqual([])

    // Those that were said not to pass do not, for the reason that was given.
    const held = planned.filter(({ outcome }) => outcome.kind === 'hold')
    await combi.offer(held.map(({ invoice }) => invoice.number))
    await combi.sync()
    const reasons = new Map((await combi.invoices()).map((row) => [row.id, row.reasonCode]))
    expect(held.map(({ id }) => reasons.get(id))).toEqual(
      held.map(({ outcome }) => (outcome.kind === 'hold' ? outcome.reason.code : null)),
    )
    expect(held.length).toBeGreaterThan(0)
  }, 120_000)
})
