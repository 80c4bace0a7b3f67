import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { withSystem, withWorkspace } from '@/lib/db/client'
import { findHolders } from '@/lib/db/installations'
import { rewrapSecrets } from '@/lib/db/key-rotation'
import { parseKeyring } from '@/lib/platform/crypto'
import { deliverTimeline } from '../deliver-timeline'
import { ignoreInvoices, offerInvoices } from '../offer-invoices'
import { requestReconciliation } from '../reconcile-combi'
import { requestSync, startDueWork } from '../request-sync'
import { startWorld, type World } from '../testing'
import { bookingPath, callsTo, entriesIn, payInBooks, troubleInBooks } from '../testing-books'
import type { TestCombi } from '../testing-combi'
import { digitsOf, messagesOn, paymentsOn, sendInvoice } from '../testing-source'
import { pauseCombi, resumeCombi, type Editing } from './pause-combi'
import { removeCombi } from './remove-combi'

const minuteMs = 60_000

let world: World
let combi: TestCombi
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())
beforeEach(async () => {
  combi = await world.addCombi()
})

const editing = ({ workspaceId, combiId, userId }: TestCombi = combi): Editing => ({
  ...{ workspaceId, combiId },
  actor: { id: userId, email: 'boekhouder@breekijzer.example' },
})
const pause = () => pauseCombi(world.flows, editing())
const resume = () => resumeCombi(world.flows, editing())
const remove = (of: TestCombi = combi) =>
  removeCombi(world.flows, { ...editing(of), typedName: 'simplicate - minox online' })
const request = (trigger: 'manual' | 'schedule' = 'manual') => {
  const { workspaceId, combiId } = combi
  return requestSync(world.flows, { workspaceId, combiId, userId: null, trigger })
}
const isDue = async ({ combiId }: TestCombi = combi) =>
  (await startDueWork(world.flows)).runs.some((run) => run.combiId === combiId)
const read = <T>(work: Parameters<typeof withWorkspace<T>>[2]) => withWorkspace(world.flows.db, combi.workspaceId, work)
const connections = () =>
  read(({ tx }) =>
    tx.connection.findMany({ where: { workspaceId: combi.workspaceId }, orderBy: { connectorId: 'asc' } }),
  )
const auditKinds = async () =>
  (await read(({ tx }) => tx.auditEntry.findMany({ orderBy: { id: 'asc' } }))).map(({ kind }) => kind)

const offered = async (count: number, of: TestCombi = combi, on = '2026-11-02'): Promise<string[]> => {
  const numbers = Array.from({ length: count }, () => sendInvoice(world.simplicate, { on }).number)
  await of.sync()
  await of.offer(numbers)
  return numbers
}
const entriesOf = (numbers: readonly string[]) =>
  entriesIn(world.minox).filter(({ number }) => numbers.some((one) => digitsOf(one) === number))

/** Runs until the first writes have arrived, and has the next one take its time; what `meanwhile` does, it does then. */
const duringBooking = async (runId: string, meanwhile: () => Promise<unknown>) => {
  troubleInBooks(world.minox, { method: 'PUT', path: bookingPath, mode: 'delay', delayMs: 1, times: 1 })
  troubleInBooks(world.minox, { method: 'PUT', path: bookingPath, mode: 'delay', delayMs: 1_000 })
  world.minox.world.requests.length = 0
  const running = combi.slice(runId)
  await vi.waitFor(
    () => {
      expect(callsTo(world.minox, 'PUT', bookingPath)).toHaveLength(2)
    },
    { timeout: 20_000 },
  )
  await meanwhile()
  return running
}

describe('a paused combi', () => {
  it('starts nothing, by itself or when asked, and its timeline waits', async () => {
    const [first = '', second = ''] = await offered(2)
    await combi.ignore([second])
    expect(await pause()).toBe(true)
    expect(await pause()).toBe(true)
    world.clock.advance(60 * minuteMs)
    expect(await isDue()).toBe(false)
    expect(await request()).toEqual({ ok: false, reason: 'paused' })
    const { workspaceId, combiId } = combi
    expect(await deliverTimeline(world.flows, { workspaceId, combiId })).toEqual({ written: 0, hasMore: false })
    expect(entriesOf([first])).toEqual([])
    expect(await auditKinds()).toEqual(['combi-paused'])
  })

  it('is not late for the time that it stood still: it is due when it is resumed', async () => {
    await combi.sync()
    await pause()
    world.clock.advance(5 * 60 * minuteMs)
    await resume()
    const { nextSyncAt } = await read(({ tx }) =>
      tx.combi.findFirstOrThrow({ where: { id: combi.combiId }, select: { nextSyncAt: true } }),
    )
    expect(nextSyncAt).toEqual(world.clock.now)
  })

  it('ends a run that waits for a vendor at once, and goes on at once when it is resumed: all is booked once', async () => {
    const numbers = await offered(6)
    const runId = await combi.request()
    troubleInBooks(world.minox, { method: 'PUT', path: bookingPath, mode: 'delay', delayMs: 1, times: 2 })
    troubleInBooks(world.minox, {
      method: 'PUT',
      path: bookingPath,
      mode: 'status',
      status: 429,
      retryAfterSeconds: 300,
    })
    const slice = await combi.slice(runId)
    expect(slice.done).toBe(false)
    expect(entriesOf(numbers)).toHaveLength(2)

    await pause()
    expect(await combi.run(runId)).toMatchObject({ outcome: 'succeeded', reasonCode: 'combi-paused' })
    world.clock.advance(slice.waitMs)
    expect(await combi.slice(runId)).toEqual({ done: true, waitMs: 0 })
    expect(entriesOf(numbers)).toHaveLength(2)

    const resumed = await resume()
    const nextRunId = resumed.ok ? resumed.runId : null
    if (nextRunId === null) throw new Error('It goes on at once')
    expect(await combi.finish(nextRunId)).toMatchObject({ outcome: 'succeeded', bookedCount: 6, trigger: 'manual' })
    expect(entriesOf(numbers)).toHaveLength(6)
    expect(await auditKinds()).toEqual(['combi-paused', 'combi-resumed'])
  })

  it('lets a slice end that is at work, so that nothing is half written', async () => {
    const numbers = await offered(4)
    const runId = await combi.request()
    const slice = await duringBooking(runId, async () => {
      await pause()
      expect(await request()).toEqual({ ok: false, reason: 'paused' })
    })
    expect(slice).toEqual({ done: true, waitMs: 0 })
    for (const number of numbers) expect(await combi.invoice(number)).toMatchObject({ state: 'booked' })
    expect(entriesOf(numbers)).toHaveLength(4)
    expect(await isDue()).toBe(false)
  })

  it('asks for a connection that broke while it was at work, once it is resumed', async () => {
    await offered(4)
    const runId = await combi.request()
    await duringBooking(runId, async () => {
      await pause()
      world.minox.operations.revoke(12345)
    })
    expect(await combi.run(runId)).toMatchObject({ outcome: 'failed', reasonCode: 'reconnect-books' })
    expect(await request()).toEqual({ ok: false, reason: 'paused' })
    expect(await resume()).toEqual({ ok: true, runId: null })
    expect(await request()).toEqual({ ok: false, reason: 'reconnect' })
  })
})

describe('a removed combi', () => {
  it('is named to be removed; else nothing happens', async () => {
    const typed = await removeCombi(world.flows, { ...editing(), typedName: 'Simplicate' })
    expect(typed).toEqual({ ok: false, reason: 'name-differs' })
    const elsewhere = { ...editing(), workspaceId: world.flows.newId(), typedName: 'Simplicate – Minox Online' }
    expect(await removeCombi(world.flows, elsewhere)).toEqual({ ok: false, reason: 'not-found' })
    expect(await request()).toMatchObject({ ok: true })
  })

  it('has no secrets left in its rows, runs nothing, and keeps its trail', async () => {
    const numbers = await offered(2)
    await combi.sync()
    const [late = ''] = await offered(1)
    const runId = await combi.request()
    expect(await remove()).toEqual({ ok: true })
    expect(await remove()).toEqual({ ok: false, reason: 'not-found' })

    for (const { state, sealedSecret, wrappedKey } of await connections())
      expect([state, sealedSecret.length, wrappedKey.length]).toEqual(['removed', 0, 0])
    expect(await combi.run(runId)).toMatchObject({ phase: 'done', reasonCode: 'combi-removed' })
    expect(await combi.slice(runId)).toEqual({ done: true, waitMs: 0 })
    world.clock.advance(60 * minuteMs)
    expect(await isDue()).toBe(false)
    expect(await request()).toEqual({ ok: false, reason: 'not-found' })
    expect(await pause()).toBe(false)
    expect(await resume()).toEqual({ ok: false })

    expect(entriesOf([late])).toEqual([])
    const kept = await combi.invoices()
    expect(kept.filter(({ state }) => state === 'booked').map(({ number }) => number)).toEqual(numbers.toSorted())
    expect(await combi.invoice(late)).toMatchObject({ state: 'offered', events: [{ kind: 'offered' }] })
    expect(await auditKinds()).toEqual(['connection-removed', 'connection-removed', 'combi-removed'])

    // A later master key meets nothing that it cannot open; undone, since the other tests have only the first.
    const keys = [9, 7].map((byte, at) => `${String(2 - at)}:${Buffer.alloc(32, byte).toString('base64')}`).join()
    const rewrapped = withSystem(world.flows.db, async (tx) => {
      await rewrapSecrets(tx, parseKeyring(keys))
      throw new Error('undone')
    })
    await expect(rewrapped).rejects.toThrow('undone')
  })

  it('takes no order about its invoices, tells no timeline and is read no more', async () => {
    const [one = '', other = ''] = await offered(2)
    await combi.ignore([other])
    const ids = await combi.idsOf([one])
    await remove()
    const { workspaceId, combiId, userId } = combi
    const refused = [{ id: ids[0], reason: 'not-found' }]
    expect(await offerInvoices(world.flows, { workspaceId, userId, ids, bookingDate: null })).toEqual({
      ...{ offered: [], refused },
    })
    expect((await ignoreInvoices(world.flows, { workspaceId, userId, ids, reason: null })).refused).toEqual(refused)
    await deliverTimeline(world.flows, { workspaceId, combiId })
    expect((await startDueWork(world.flows)).timelines.filter((due) => due.combiId === combiId)).toEqual([])
    expect(messagesOn(world.simplicate, other)).toEqual([])
    expect(
      await requestReconciliation(world.flows, {
        ...{ workspaceId, combiId, administrationRef: '1', month: '2026-11-01' },
      }),
    ).toEqual({ ok: false, reason: 'not-found' })
  })

  it('leaves an account that another combi uses as it is: that one still works', async () => {
    const { workspaceId, sourceConnectionId, booksConnectionId } = combi
    const other = await world.addCombi({ workspaceId, sourceConnectionId, booksConnectionId })
    await remove()
    const states = await connections()
    expect(states.filter(({ id }) => id === sourceConnectionId || id === booksConnectionId)).toMatchObject([
      { state: 'active' },
      { state: 'active' },
    ])
    const [number = ''] = await offered(1, other)
    expect(await other.sync()).toMatchObject({ outcome: 'succeeded', bookedCount: 1 })
    await remove(other)
    expect(entriesOf([number])).toHaveLength(1)
    const used = (await connections()).filter(({ id }) => id === sourceConnectionId || id === booksConnectionId)
    expect(used.map(({ state, sealedSecret }) => [state, sealedSecret.length])).toEqual([
      ['removed', 0],
      ['removed', 0],
    ])
  })
})

describe('a pair whose combi was removed', () => {
  const pair = {
    source: { connectorId: 'simplicate', accountRef: 'breekijzer' },
    books: { connectorId: 'minox', accountRef: '12345' },
  }

  it('is free again', async () => {
    await withSystem(world.flows.db, (tx) =>
      tx.combi.updateMany({ data: { state: 'removed', removedAt: new Date(0) } }),
    )
    combi = await world.addCombi()
    const held = await withSystem(world.flows.db, (tx) => findHolders(tx, pair))
    expect([...held.administrations.keys()]).toEqual(['1'])
    await remove()
    const free = await withSystem(world.flows.db, (tx) => findHolders(tx, pair))
    expect([free.profiles.size, free.administrations.size]).toEqual([0, 0])
  })

  /** On the same accounts, with everything that it reads offered by itself, as after its first import. */
  const installAgain = async (invoicesFrom: string): Promise<TestCombi> => {
    const { workspaceId } = combi
    const again = await world.addCombi({ workspaceId, invoicesFrom, offering: 'automatic' })
    await read(({ tx }) =>
      tx.combi.updateMany({
        where: { id: again.combiId },
        data: { lastSuccessAt: new Date(0), offeringConfirmedAt: new Date(0) },
      }),
    )
    return again
  }

  it('goes on where it was when it is installed again: nothing is booked twice, and payments come back', async () => {
    const day = '2026-11-20'
    const numbers = await offered(2, combi, day)
    await combi.sync()
    const [waiting = ''] = await offered(1, combi, day)
    await remove()

    const again = await installAgain(day)
    expect(await again.sync()).toMatchObject({ outcome: 'succeeded', bookedCount: 1 })
    for (const number of [...numbers, waiting]) {
      expect(await again.invoice(number)).toMatchObject({ state: 'booked', booksNumber: BigInt(digitsOf(number)) })
      expect(entriesOf([number])).toHaveLength(1)
    }
    const [paid = ''] = numbers
    payInBooks(world.minox, digitsOf(paid))
    expect(await again.sync()).toMatchObject({ paymentCount: 1 })
    expect(paymentsOn(world.simplicate, paid)).toHaveLength(1)
  })

  it('asks about an entry of which nobody knew whether it had arrived, whatever is offered by itself', async () => {
    const day = '2026-11-23'
    const numbers = await offered(3, combi, day)
    const runId = await combi.request()
    await duringBooking(runId, remove)
    const again = await installAgain(day)
    await again.sync()
    await again.sync()
    for (const number of numbers)
      expect(await again.invoice(number)).toMatchObject({
        state: 'action',
        reasonCode: 'booked-before',
        bookedAt: null,
      })
    const [one = ''] = numbers
    await again.offer([one])
    await again.sync()
    // The books know its number: what a person offers after all is not doubled either.
    expect(entriesOf([one])).toHaveLength(1)
  })
})
