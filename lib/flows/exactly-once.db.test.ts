import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LineRow } from '@/lib/connectors/minox/sandbox/records'
import { ignoreInvoices, offerInvoices } from './offer-invoices'
import { startWorld, type World } from './testing'
import {
  administrationOf,
  bookingPath,
  callsTo,
  endTroubleInBooks,
  entriesIn,
  linesPath,
  troubleInBooks,
} from './testing-books'
import type { TestCombi } from './testing-combi'
import { digitsOf, newCustomer, sendInvoice } from './testing-source'

/** A debtor's line and one of revenue, as the books keep them: what is changed here is changed there. */
type BatchInBooks = { lines: [debtor: LineRow, revenue: LineRow] }

describe('exactly once', () => {
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

  /** Invoices to one customer that the books know by now, so that only bookings are left to go wrong. */
  const offered = async (count: number, on = '2026-11-02'): Promise<string[]> => {
    const to = newCustomer(world.simplicate)
    const known = sendInvoice(world.simplicate, { to, on }).number
    const numbers = Array.from({ length: count }, () => sendInvoice(world.simplicate, { to, on }).number)
    await combi.sync()
    await combi.offer([known])
    await combi.sync()
    await combi.offer(numbers)
    world.minox.world.requests.length = 0
    return numbers
  }

  const puts = () => callsTo(world.minox, 'PUT', bookingPath)
  const books = { tenant: 12345, administration: 1 }
  const blocked = { blocked: true, reason: 'Vervallen' }
  const september = { fiscal_year: 2026, period: 9 }

  /** The entry gets there, its answer does not, and the books cannot be read for as long as the run is tried. */
  const loseAnswerAndSight = async () => {
    troubleInBooks(world.minox, { method: 'PUT', path: bookingPath, mode: 'drop_after_commit' })
    troubleInBooks(world.minox, { path: linesPath, mode: 'status', status: 500, times: 5 })
    expect(await combi.sync()).toMatchObject({ outcome: 'failed', reasonCode: 'not-answered' })
  }

  const entriesOf = (numbers: readonly string[]) =>
    entriesIn(world.minox).filter(({ number }) => numbers.some((one) => digitsOf(one) === number))
  const batchOf = (number: string): BatchInBooks => {
    const found = administrationOf(world.minox).batches.find(({ lines }) =>
      lines.some(({ invoiceNumber }) => invoiceNumber === digitsOf(number)),
    )
    const [debtor, revenue] = found?.lines ?? []
    if (debtor === undefined || revenue === undefined) throw new Error(`No entry of ${number}`)
    return { lines: [debtor, revenue] }
  }
  const statesOf = async (numbers: readonly string[]) =>
    Promise.all(numbers.map(async (number) => (await combi.invoice(number)).state))

  it('a lost answer does not book the invoice twice, and does not wait for the next run', async () => {
    const numbers = await offered(2)
    troubleInBooks(world.minox, { method: 'PUT', path: bookingPath, mode: 'drop_after_commit' })
    const run = await combi.sync()
    expect(await statesOf(numbers)).toEqual(['booked', 'booked'])
    expect(entriesOf(numbers)).toHaveLength(2)
    expect(puts()).toHaveLength(2)
    expect(run).toMatchObject({ outcome: 'succeeded', bookedCount: 2, failedCount: 0 })
  })

  it('half an answer does not either', async () => {
    const numbers = await offered(1)
    troubleInBooks(world.minox, { method: 'PUT', path: bookingPath, mode: 'truncate' })
    await combi.sync()
    expect(await statesOf(numbers)).toEqual(['booked'])
    expect(puts()).toHaveLength(1)
  })

  it('a lost answer and books that cannot be read end the run; the next one finds the entry without writing', async () => {
    const numbers = await offered(2)
    troubleInBooks(world.minox, { method: 'PUT', path: bookingPath, mode: 'drop_after_commit' })
    troubleInBooks(world.minox, { path: linesPath, mode: 'status', status: 500, times: 5 })
    const broken = await combi.sync()
    expect(broken).toMatchObject({ outcome: 'failed', reasonCode: 'not-answered', bookedCount: 0 })
    expect(entriesOf(numbers)).toHaveLength(2)

    const run = await combi.sync('schedule')
    expect(run).toMatchObject({ outcome: 'succeeded', bookedCount: 2 })
    expect(await statesOf(numbers)).toEqual(['booked', 'booked'])
    expect(entriesOf(numbers)).toHaveLength(2)
    expect(puts()).toHaveLength(2)
  })

  it.each([
    ['an error of the server', { mode: 'status', status: 500 } as const],
    ["a proxy's page", { mode: 'html', status: 502 } as const],
    ['a connection that breaks first', { mode: 'drop_before_commit' } as const],
  ])('%s books nothing and counts as no failure; the next run books it once', async (_, trouble) => {
    const numbers = await offered(2)
    troubleInBooks(world.minox, { method: 'PUT', path: bookingPath, ...trouble })
    const run = await combi.sync()
    expect(run).toMatchObject({ bookedCount: 1, failedCount: 0, actionCount: 0 })
    expect((await statesOf(numbers)).sort()).toEqual(['booked', 'offered'])
    expect(run.items.filter(({ outcome }) => outcome === 'waiting')).toMatchObject([{ reasonCode: 'not-answered' }])

    await combi.sync('schedule')
    expect(await statesOf(numbers)).toEqual(['booked', 'booked'])
    expect(entriesOf(numbers)).toHaveLength(2)
  })

  it('books that are down are left alone after a few attempts, and get every entry once when they are back', async () => {
    const numbers = await offered(18)
    troubleInBooks(world.minox, { method: 'PUT', path: bookingPath, mode: 'status', status: 500, times: 100 })
    const run = await combi.sync()
    expect(run).toMatchObject({ outcome: 'failed', reasonCode: 'not-answered', bookedCount: 0, failedCount: 0 })
    expect(puts()).toHaveLength(15)
    expect(new Set(await statesOf(numbers))).toEqual(new Set(['offered']))

    endTroubleInBooks(world.minox)
    await combi.sync('schedule')
    expect(entriesOf(numbers)).toHaveLength(18)
    expect(new Set(await statesOf(numbers))).toEqual(new Set(['booked']))
  })

  it('offering twice, asking twice and two executions at once book it once', async () => {
    const numbers = await offered(5)
    await combi.offer(numbers)
    const runId = await combi.request()
    expect(await combi.request()).toBe(runId)
    const slices = await Promise.all([combi.slice(runId), combi.slice(runId), combi.slice(runId)])
    expect(slices.filter(({ waitMs }) => waitMs > 0)).toHaveLength(2)
    await combi.finish(runId)
    expect(puts()).toHaveLength(5)
    expect(entriesOf(numbers)).toHaveLength(5)
    expect((await combi.run(runId)).bookedCount).toBe(5)
  })

  it('a second execution asks neither side for anything as long as the first is at work', async () => {
    const [number = ''] = await offered(1)
    troubleInBooks(world.minox, { method: 'PUT', path: bookingPath, mode: 'delay', delayMs: 1_500 })
    const runId = await combi.request()
    const first = combi.slice(runId)
    await vi.waitFor(
      () => {
        expect(puts()).toHaveLength(1)
      },
      { timeout: 10_000 },
    )
    const calls = () => world.minox.world.requests.length + world.simplicate.journal().length
    const before = calls()
    expect(await combi.slice(runId)).toMatchObject({ done: false })
    expect(calls()).toBe(before)
    expect(await first).toMatchObject({ done: true })
    expect(await combi.invoice(number)).toMatchObject({ state: 'booked' })
  })

  it.each<[string, (batch: BatchInBooks) => void]>([
    ['a cent more', ({ lines: [debtor] }) => (debtor.debitCents += 1)],
    ['another account', ({ lines: [, revenue] }) => (revenue.accountId = '8010')],
  ])('an entry that reads back with %s is a question, and nobody calls it booked', async (_, change) => {
    const [number = ''] = await offered(1)
    troubleInBooks(world.minox, { path: linesPath, mode: 'delay', delayMs: 1_500 })
    const running = combi.sync()
    await vi.waitFor(
      () => {
        expect(callsTo(world.minox, 'GET', linesPath)).toHaveLength(1)
      },
      { timeout: 10_000 },
    )
    change(batchOf(number))
    expect(await running).toMatchObject({ outcome: 'partial', bookedCount: 0, actionCount: 1 })
    expect(await combi.invoice(number)).toMatchObject({ state: 'action', reasonCode: 'read-back-differs' })
    await combi.sync()
    expect(puts()).toHaveLength(1)
  })

  it('what is booked is not written again, whatever is asked', async () => {
    const numbers = await offered(3)
    await combi.sync()
    const ids = await combi.idsOf(numbers)
    const request = { workspaceId: combi.workspaceId, userId: combi.userId, ids, bookingDate: '2026-11-20' }
    const { offered: changed, refused } = await offerInvoices(world.flows, request)
    expect(changed).toEqual([])
    expect(refused).toHaveLength(3)
    expect(new Set(refused.map(({ reason }) => reason))).toEqual(new Set(['not-now']))
    await combi.sync()
    await combi.sync('schedule')
    expect(puts()).toHaveLength(3)
  })

  it('what may stand in the books cannot be offered again or ignored until the portal has looked', async () => {
    const numbers = await offered(1, '2026-09-30')
    await loseAnswerAndSight()
    const ids = await combi.idsOf(numbers)
    const request = { workspaceId: combi.workspaceId, userId: combi.userId, ids }
    const refused = ids.map((id) => ({ id, reason: 'not-now' }))
    expect(await offerInvoices(world.flows, { ...request, bookingDate: '2026-10-01' })).toMatchObject({ refused })
    expect(await ignoreInvoices(world.flows, { ...request, reason: null })).toMatchObject({ refused })
    await combi.sync('schedule')
    expect(entriesOf(numbers)).toMatchObject([{ period: 9, date: '2026-09-30' }])
  })

  it.each([
    [
      'its account is blocked',
      () => {
        world.minox.operations.setBlock({ ...books, ledger_account: 8010, ...blocked })
      },
    ],
    [
      'its period is closed',
      () => {
        world.minox.operations.setPeriod({ ...books, ...september, closed: true })
      },
    ],
  ])('an entry that arrived is recognised, though %s by the time that the portal looks', async (_, change) => {
    const to = newCustomer(world.simplicate)
    const { number } = sendInvoice(world.simplicate, { to, on: '2026-09-30', lines: [{ kind: 'low' }] })
    await combi.sync()
    await combi.offer([number])
    await loseAnswerAndSight()
    change()
    const run = await combi.sync('schedule')
    world.minox.operations.setBlock({ ...books, ledger_account: 8010, ...blocked, blocked: false })
    world.minox.operations.setPeriod({ ...books, ...september, closed: false })
    expect(run).toMatchObject({ outcome: 'succeeded', bookedCount: 1, actionCount: 0 })
    expect(await combi.invoice(number)).toMatchObject({ state: 'booked', reasonCode: null })
    expect(entriesOf([number])).toHaveLength(1)
  })

  it('an entry that arrives after the portal looked for it is recognised, though it could not be sent by then', async () => {
    const to = newCustomer(world.simplicate)
    const { number } = sendInvoice(world.simplicate, { to, on: '2026-09-30', lines: [{ kind: 'low' }] })
    await combi.sync()
    await combi.offer([number])
    world.minox.world.requests.length = 0
    troubleInBooks(world.minox, { method: 'PUT', path: bookingPath, mode: 'drop_before_commit' })
    await combi.sync()
    const [late] = puts()
    const { access_token } = world.minox.operations.issueToken({ tenant: 12345 })
    const answer = await fetch(`${world.minox.baseUrl}${late?.path ?? ''}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
      body: late?.body ?? '',
    })
    expect(answer.status).toBe(200)
    world.minox.operations.setBlock({ ...books, ledger_account: 8010, ...blocked })
    await combi.sync('schedule')
    world.minox.operations.setBlock({ ...books, ledger_account: 8010, ...blocked, blocked: false })
    expect(await combi.invoice(number)).toMatchObject({ state: 'booked', booksNumber: BigInt(digitsOf(number)) })
    expect(entriesOf([number])).toHaveLength(1)
  })

  it('an entry that did not arrive may go under another day, and nothing is left under the first', async () => {
    const numbers = await offered(1, '2026-09-30')
    troubleInBooks(world.minox, { method: 'PUT', path: bookingPath, mode: 'drop_before_commit' })
    await combi.sync()
    await combi.offer(numbers, '2026-10-01')
    await combi.sync('schedule')
    expect(entriesOf(numbers)).toMatchObject([{ period: 10, date: '2026-10-01' }])
  })

  it('an execution that was given up on writes nothing down and leaves no second entry', async () => {
    const numbers = await offered(3)
    troubleInBooks(world.minox, { method: 'PUT', path: bookingPath, mode: 'delay', delayMs: 1_500 })
    const runId = await combi.request()
    const slow = combi.slice(runId)
    await vi.waitFor(
      () => {
        expect(puts()).toHaveLength(1)
      },
      { timeout: 10_000 },
    )
    world.clock.advance(10 * 60_000)
    const run = await combi.finish(runId)
    expect(await slow).toMatchObject({ done: false })
    expect(run).toMatchObject({ outcome: 'succeeded', bookedCount: 3 })
    expect(entriesOf(numbers)).toHaveLength(3)
    expect(run.items.filter(({ outcome }) => outcome === 'booked')).toHaveLength(3)
  })

  it('an invoice offered anew while it is about to be booked goes under the new day', async () => {
    const numbers = await offered(1, '2026-09-30')
    const [number = ''] = numbers
    troubleInBooks(world.minox, { path: '/ledger_account', mode: 'delay', delayMs: 2_000 })
    const running = combi.sync()
    await vi.waitFor(
      () => {
        expect(callsTo(world.minox, 'GET', '/ledger_account')).toHaveLength(1)
      },
      { timeout: 10_000 },
    )
    await combi.offer(numbers, '2026-10-01')
    await running
    expect(entriesOf(numbers)).toMatchObject([{ period: 10, date: '2026-10-01' }])
    expect(await combi.invoice(number)).toMatchObject({ state: 'booked', bookingDate: new Date('2026-10-01') })
  })
})
