import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sumCents } from '@/lib/domain/money'
import { askCorrection, proposeCorrection } from './propose-correction'
import { startWorld, type World } from './testing'
import {
  bookingPath,
  callsTo,
  endTroubleInBooks,
  entriesIn,
  entryIn,
  payInBooks,
  troubleInBooks,
} from './testing-books'
import type { TestCombi } from './testing-combi'
import { digitsOf, outstandingCents, paymentsOn, sendInvoice, sourceInvoice } from './testing-source'

const march = { tenant: 12345, administration: 1, fiscal_year: 2026, period: 3 }

describe('an invoice that changed after it was booked', () => {
  let world: World
  let combi: TestCombi

  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())
  beforeEach(async () => {
    endTroubleInBooks(world.minox)
    combi = await world.addCombi()
  })

  const edit = (number: string, change: Record<string, unknown>) => {
    world.clock.advance(60_000)
    world.simplicate.environment().edit('invoices', sourceInvoice(world.simplicate, number).id, change)
  }
  const withPrice = (number: string, price: string) => ({
    lines: sourceInvoice(world.simplicate, number).lines.map((line) => ({ ...line, price })),
  })
  const booked = async (on = '2026-11-02'): Promise<string> => {
    const { number } = sendInvoice(world.simplicate, { on })
    await combi.sync()
    await combi.offer([number])
    await combi.sync()
    return number
  }
  const drifted = async (on?: string): Promise<string> => {
    const number = await booked(on)
    edit(number, withPrice(number, '90'))
    await combi.sync('schedule')
    expect(await combi.invoice(number)).toMatchObject({ state: 'booked', reasonCode: 'changed-after-booking' })
    return number
  }
  const propose = async (number: string, date: string | null = null, workspaceId = combi.workspaceId) => {
    const [invoiceId = ''] = await combi.idsOf([number])
    return proposeCorrection(world.flows, { workspaceId, invoiceId, date, isFresh: false })
  }
  const ask = async (number: string, date: string | null = null) => {
    const proposal = await propose(number, date)
    const [invoiceId = ''] = await combi.idsOf([number])
    const by = { workspaceId: combi.workspaceId, userId: combi.userId, invoiceId }
    return askCorrection(world.flows, { ...by, date, fingerprint: proposal?.fingerprint ?? '' })
  }
  /** All entries on the debtor of this invoice: nobody else has him. */
  const entriesOf = (debtor: number) => entriesIn(world.minox).filter((entry) => entry.debtor === debtor)
  const kinds = async (number: string) => (await combi.invoice(number)).events.map(({ kind }) => kind)

  it('and would become the very same entry is not marked, and its history says so', async () => {
    const number = await booked()
    edit(number, {
      lines: sourceInvoice(world.simplicate, number).lines.map((line) => ({ ...line, amount: '2', price: '50' })),
    })
    expect((await combi.sync('schedule')).items).toEqual([])
    expect(await combi.invoice(number)).toMatchObject({ state: 'booked', reasonCode: null })
    expect(await kinds(number)).toEqual(['offered', 'booked', 'change-cosmetic'])
  })

  it('is replaced while it is unpaid and its period is open: one entry, as it was shown', async () => {
    const number = await drifted()
    const before = entryIn(world.minox, digitsOf(number))
    const proposal = await propose(number)
    expect(proposal).toMatchObject({
      outcome: { kind: 'correct', reversal: { kind: 'remove' }, plan: { entry: { grossCents: 10_890 } } },
      booked: { grossCents: 12_100 },
      standing: { grossCents: 12_100 },
    })
    expect(await ask(number)).toMatchObject({ ok: true })
    expect(await ask(number)).toMatchObject({ ok: false, reason: 'combi-busy' })
    await combi.sync()
    const [after, ...others] = entriesOf(before.debtor)
    expect([after?.grossCents, after?.number, others]).toEqual([10_890, digitsOf(number), []])
    expect(after?.id).not.toBe(before.id)
    const row = await combi.invoice(number)
    expect(row).toMatchObject({ state: 'booked', reasonCode: null, deadlineAt: null })
    expect(row.postings.map(({ revision, state }) => [revision, state]).sort()).toEqual([
      [0, 'removed'],
      [1, 'verified'],
    ])
    expect(row.events.map(({ kind, actorId }) => [kind, actorId])).toEqual([
      ['offered', combi.userId],
      ['booked', null],
      ['changed-after-booking', null],
      ['correction-asked', combi.userId],
      ['undone', null],
      ['booked', null],
    ])
    expect(await propose(number)).toMatchObject({ outcome: { kind: 'same' } })
  })

  it('gets its opposite and a new entry beside it once it was paid, which add up to what the invoice is', async () => {
    const number = await drifted()
    const before = entryIn(world.minox, digitsOf(number))
    payInBooks(world.minox, digitsOf(number))
    expect(await propose(number)).toMatchObject({ isPaid: true, outcome: { reversal: { kind: 'credit' } } })
    expect(await ask(number, '2026-11-20')).toMatchObject({ ok: true })
    await combi.sync()
    const entries = entriesOf(before.debtor)
    expect(entries).toHaveLength(3)
    expect(entries.find(({ id }) => id === before.id)).toEqual(before)
    const [credit, fresh] = entries.filter(({ id }) => id !== before.id)
    expect(credit).toMatchObject({
      ...{ grossCents: -12_100, date: '2026-11-20', netByAccount: { '8000': -10_000 }, vatByCode: { '1': -2100 } },
      description: `Credit ${before.description}`.slice(0, 40).trim(),
    })
    expect(fresh).toMatchObject({ grossCents: 10_890, date: '2026-11-20' })
    expect(new Set(entries.map((entry) => entry.number)).size).toBe(3)
    expect(sumCents(entries.map(({ grossCents }) => grossCents))).toBe(10_890)
    expect(entries.every(({ imbalanceCents }) => imbalanceCents === 0)).toBe(true)
    const row = await combi.invoice(number)
    expect(row).toMatchObject({ state: 'booked', entryId: fresh?.id, reasonCode: null })
    expect(row.postings.map(({ role, revision, state }) => [role, revision, state]).sort()).toEqual([
      ['credit', 0, 'verified'],
      ['entry', 0, 'reversed'],
      ['entry', 1, 'verified'],
    ])
    const after = (await kinds(number)).filter((kind) => ['correction-asked', 'credited', 'booked'].includes(kind))
    expect(after).toEqual(['booked', 'correction-asked', 'credited', 'booked'])
  })

  it('gets them in the first open period when its own turns out to be closed, and says what that was', async () => {
    const number = await drifted('2026-03-12')
    world.minox.operations.setPeriod({ ...march, closed: true })
    // The books do not say which periods are closed: they refuse the removal.
    expect(await ask(number)).toMatchObject({ ok: true })
    await combi.sync()
    expect(await combi.invoice(number)).toMatchObject({ state: 'booked', reasonCode: 'changed-after-booking' })
    expect((await kinds(number)).at(-1)).toBe('correction-withdrawn')
    const proposal = await propose(number)
    expect(proposal).toMatchObject({
      ...{ isPeriodOpen: false, date: '2026-04-01' },
      outcome: { reversal: { kind: 'credit', credit: { period: { fiscalYear: 2026, period: 4 } } } },
    })
    expect(await ask(number)).toMatchObject({ ok: true })
    await combi.sync()
    world.minox.operations.setPeriod({ ...march, closed: false })
    const { debtor } = entryIn(world.minox, digitsOf(number))
    expect(entriesOf(debtor).map(({ period, grossCents }) => [period, grossCents])).toEqual([
      [3, 12_100],
      [4, -12_100],
      [4, 10_890],
    ])
  })

  it('is not corrected when the source or the books say something else by then, and is never left without an entry', async () => {
    const number = await drifted()
    const stale = await propose(number)
    edit(number, withPrice(number, '80'))
    await combi.sync('schedule')
    const [invoiceId = ''] = await combi.idsOf([number])
    const by = { workspaceId: combi.workspaceId, userId: combi.userId, invoiceId, date: null }
    expect(await askCorrection(world.flows, { ...by, fingerprint: stale?.fingerprint ?? '' })).toEqual({
      ok: false,
      reason: 'preview-changed',
    })
    expect(await ask(number)).toMatchObject({ ok: true })
    edit(number, withPrice(number, '70'))
    await combi.sync('schedule')
    expect(entryIn(world.minox, digitsOf(number)).grossCents).toBe(12_100)
    expect((await kinds(number)).at(-1)).toBe('correction-withdrawn')
    expect(await ask(number)).toMatchObject({ ok: true })
    payInBooks(world.minox, digitsOf(number), { amountCents: 100 })
    await combi.sync('schedule')
    expect(entryIn(world.minox, digitsOf(number)).grossCents).toBe(12_100)
    expect(await combi.invoice(number)).toMatchObject({ state: 'booked' })
  })

  it.each([
    ['DELETE', 'drop_after_commit'],
    ['DELETE', 'drop_before_commit'],
    ['PUT', 'drop_after_commit'],
    ['PUT', 'drop_before_commit'],
  ] as const)('is replaced exactly once when the answer to %s is lost (%s)', async (method, mode) => {
    const number = await drifted()
    const { debtor } = entryIn(world.minox, digitsOf(number))
    expect(await ask(number)).toMatchObject({ ok: true })
    troubleInBooks(world.minox, { method, path: bookingPath, mode })
    await combi.sync()
    await combi.sync()
    expect(entriesOf(debtor).map(({ grossCents }) => grossCents)).toEqual([10_890])
    expect(await combi.invoice(number)).toMatchObject({ state: 'booked', reasonCode: null })
  })

  it.each(['drop_after_commit', 'drop_before_commit'] as const)(
    'is set off exactly once when the answers to both writes are lost (%s)',
    async (mode) => {
      const number = await drifted()
      const { debtor } = entryIn(world.minox, digitsOf(number))
      payInBooks(world.minox, digitsOf(number))
      expect(await ask(number)).toMatchObject({ ok: true })
      troubleInBooks(world.minox, { method: 'PUT', path: bookingPath, mode, times: 2 })
      await combi.sync()
      await combi.sync()
      expect(entriesOf(debtor).map(({ grossCents }) => grossCents)).toEqual([12_100, -12_100, 10_890])
      expect(await combi.invoice(number)).toMatchObject({ state: 'booked', reasonCode: null })
    },
  )

  it('is gone on with when the books fall away between taking the old entry out and writing the new one', async () => {
    const number = await drifted()
    const { debtor } = entryIn(world.minox, digitsOf(number))
    expect(await ask(number)).toMatchObject({ ok: true })
    // The removal arrives; looking whether it did, and everything after it, gets no answer.
    troubleInBooks(world.minox, { method: 'DELETE', path: bookingPath, mode: 'drop_after_commit' })
    const runId = await combi.request()
    const removed = () => callsTo(world.minox, 'DELETE', bookingPath).length
    const removals = removed()
    troubleInBooks(world.minox, { method: 'PUT', path: bookingPath, mode: 'status', status: 500, times: 50 })
    await combi.finish(runId)
    expect(removed()).toBe(removals + 1)
    expect(entriesOf(debtor)).toEqual([])
    expect(await combi.invoice(number)).toMatchObject({ state: 'offered' })
    endTroubleInBooks(world.minox)
    await combi.sync('schedule')
    expect(entriesOf(debtor).map(({ grossCents }) => grossCents)).toEqual([10_890])
  })

  it('keeps its payments adding up: money counts wherever it comes in, and an offset is no payment', async () => {
    const number = await drifted()
    const { debtor } = entryIn(world.minox, digitsOf(number))
    payInBooks(world.minox, digitsOf(number), { amountCents: 5000, on: '2026-11-10' })
    await combi.sync()
    expect(await ask(number, '2026-11-20')).toMatchObject({ ok: true })
    await combi.sync()
    const [, credit, fresh] = entriesOf(debtor)
    const place = { tenant: 12345, administration: 1, customer: debtor, date: '2026-11-21' }
    // The bookkeeper sets the old entry and its opposite off, as far as they go, and the rest against the new one.
    const against = { credit_invoice_number: credit?.number ?? 0 }
    world.minox.operations.offset({ ...place, ...against, invoice_number: digitsOf(number) })
    world.minox.operations.offset({ ...place, ...against, invoice_number: fresh?.number ?? 0 })
    await combi.sync()
    expect(paymentsOn(world.simplicate, number).map(({ cents }) => cents)).toEqual([])
    expect(await combi.invoice(number)).toMatchObject({ paidCents: 5000n, passedOnCents: 0n, isSettled: false })
    const money = { ...place, invoice_number: fresh?.number ?? 0, amount: 5890, journal: 'BANK' }
    world.minox.operations.pay({ ...money, date: '2026-11-22' })
    await combi.sync()
    await combi.sync()
    expect(paymentsOn(world.simplicate, number).map(({ cents }) => cents)).toEqual([10_890])
    expect(outstandingCents(world.simplicate, number)).toBe(0)
    expect(await combi.invoice(number)).toMatchObject({ paidCents: 10_890n, passedOnCents: 10_890n, isSettled: true })
    const calls = callsTo(world.minox, 'GET', '/').length
    await combi.sync('schedule')
    expect(callsTo(world.minox, 'GET', '/').length - calls).toBeLessThanOrEqual(1)
  })

  it('is none of a stranger’s business', async () => {
    const number = await drifted()
    const stranger = await world.addCombi()
    expect(await propose(number, null, stranger.workspaceId)).toBeNull()
  })
})
