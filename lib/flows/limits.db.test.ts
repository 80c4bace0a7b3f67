import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { withWorkspace } from '@/lib/db/client'
import { runSyncSlice } from './sync-combi'
import { startWorld, type World } from './testing'
import { bookingPath, callsTo, entriesIn, payInBooks } from './testing-books'
import type { TestCombi } from './testing-combi'
import { digitsOf, newCustomer, paymentsOn, sendInvoice } from './testing-source'

describe('calls to the vendors', () => {
  let world: World
  let combi: TestCombi

  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())
  beforeEach(async () => {
    combi = await world.addCombi()
  })

  /** What a synchronisation costs, as both vendors saw it; the run must have counted the same. */
  const costOf = async (trigger: 'manual' | 'schedule') => {
    world.simplicate.forget()
    world.minox.world.requests.length = 0
    const run = await combi.sync(trigger)
    const seen = [...world.simplicate.journal(), ...world.minox.world.requests]
    expect(run.callCount).toBe(seen.length)
    const calls = seen.filter(({ path }) => path !== '/oauth/token')
    return {
      run,
      calls: calls.length,
      reads: calls.filter(({ method }) => method === 'GET').length,
      renewals: seen.length - calls.length,
    }
  }

  it('are at most four for a run that has nothing to do, with debtors of both kinds and money awaited', async () => {
    const person = world.simplicate.environment().tenant.persons[0]
    const numbers = [sendInvoice(world.simplicate).number, sendInvoice(world.simplicate, { to: person }).number]
    await combi.sync()
    await combi.offer(numbers)
    await combi.sync()
    let renewals = 0
    // The first quiet runs still look back a little, for changes that were stamped late.
    for (const minutes of [0, 15, 30, 60, 120, 24 * 60]) {
      world.clock.advance(minutes * 60_000)
      const cost = await costOf('schedule')
      expect(cost.calls).toBeLessThanOrEqual(4)
      expect(cost.run.items).toEqual([])
      renewals += cost.renewals
    }
    expect(renewals).toBe(3)
  })

  it('are one write an invoice and few reads when the debtors are known', async () => {
    const to = [newCustomer(world.simplicate), newCustomer(world.simplicate)]
    const known = to.map((customer) => sendInvoice(world.simplicate, { to: customer }).number)
    await combi.sync()
    await combi.offer(known)
    await combi.sync()
    const numbers = Array.from(
      { length: 120 },
      (_, at) => sendInvoice(world.simplicate, { to: to[at % 2], on: `2026-0${String((at % 3) + 4)}-11` }).number,
    )
    await combi.sync()
    await combi.offer(numbers)
    const { run, calls, reads } = await costOf('schedule')
    expect(run.bookedCount).toBe(120)
    expect(calls - reads).toBe(120)
    expect(calls).toBeLessThanOrEqual(120 * 1.15)
  })
})

describe('a vendor that is asked too often', () => {
  let world: World
  let combi: TestCombi

  beforeAll(async () => {
    world = await startWorld({ hasLimits: true })
    combi = await world.addCombi({ partialPayments: true })
  })
  afterAll(() => world.stop())

  const months = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11']
  const numbers: string[] = []

  it('gets every booking, though it takes twenty calls in two minutes, and nothing counts as failed', async () => {
    world.minox.operations.setRateProfile('torture')
    for (const month of months)
      for (let count = 0; count < 3; count += 1)
        numbers.push(sendInvoice(world.simplicate, { on: `2026-${month}-05` }).number)
    await combi.sync()
    await combi.offer(numbers)
    const run = await combi.sync()
    expect(run).toMatchObject({ outcome: 'succeeded', bookedCount: 33, failedCount: 0, actionCount: 0 })
    expect(entriesIn(world.minox)).toHaveLength(33)
    expect(callsTo(world.minox, 'PUT', bookingPath).filter(({ status }) => status === 200)).toHaveLength(33)
    expect(run.waitMs).toBeGreaterThan(120_000)
    expect(run.waitingUntil).toBeNull()
    for (const invoice of await combi.invoices()) expect(invoice.attempts).toBeLessThanOrEqual(2)
  })

  it('gives every payment, and the source gets them at its own pace', async () => {
    for (const number of numbers)
      for (const amountCents of [5_000, 7_100]) payInBooks(world.minox, digitsOf(number), { amountCents })
    const run = await combi.sync()
    expect(run).toMatchObject({ outcome: 'succeeded', paymentCount: 33, failedCount: 0 })
    for (const number of numbers)
      expect(paymentsOn(world.simplicate, number).map(({ cents }) => cents)).toEqual([12_100])
  })

  it('is not asked faster than it allows: the source never has to refuse', async () => {
    world.minox.operations.setRateProfile('off')
    world.simplicate.forget()
    const others = Array.from({ length: 90 }, () => sendInvoice(world.simplicate).number)
    await combi.sync()
    await combi.offer(others)
    await combi.sync()
    for (const number of others) payInBooks(world.minox, digitsOf(number))
    const run = await combi.sync()
    expect(run).toMatchObject({ outcome: 'succeeded', paymentCount: 90 })
    expect(run.waitMs).toBeGreaterThan(0)
    expect(world.simplicate.journal().filter(({ status }) => status === 429)).toEqual([])
    for (const number of others) expect(paymentsOn(world.simplicate, number)).toHaveLength(1)
  })

  it('is waited for as long as it says, when it refuses all the same', async () => {
    world.simplicate.fault({ match: { path: '/invoices/invoice' }, mode: 'status', status: 429, retryAfterSeconds: 45 })
    const runId = await combi.request()
    expect(await combi.slice(runId)).toEqual({ done: false, waitMs: 45_000 })
    const waiting = await combi.run(runId)
    expect(waiting.waitingUntil).toEqual(new Date(world.clock.now.getTime() + 45_000))
    world.clock.advance(45_000)
    expect(await combi.finish(runId)).toMatchObject({ outcome: 'succeeded', failedCount: 0 })
  })
})

describe('the next synchronisation of a combi', () => {
  it('is due up to a minute early, at random, so that combis that began together drift apart', async () => {
    const world = await startWorld()
    onTestFinished(() => world.stop())
    const minutesUntilNext = async (random: number): Promise<number> => {
      const flows = { ...world.flows, random: () => random }
      const { workspaceId, combiId, request } = await world.addCombi()
      await runSyncSlice(flows, { workspaceId, combiId, runId: await request() })
      const { nextSyncAt } = await withWorkspace(flows.db, workspaceId, ({ tx }) =>
        tx.combi.findFirstOrThrow({ where: { id: combiId }, select: { nextSyncAt: true } }),
      )
      return (nextSyncAt.getTime() - world.clock.now.getTime()) / 60_000
    }
    expect(await minutesUntilNext(0)).toBe(15)
    expect(await minutesUntilNext(0.75)).toBe(14.25)
  })
})
