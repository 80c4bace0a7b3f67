import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { withWorkspace } from '@/lib/db/client'
import { findCombi } from '@/lib/db/combis'
import { reactivateConnection } from '@/lib/db/connections'
import { requestSync, startDueWork } from './request-sync'
import { startWorld, type World } from './testing'
import { bookingPath, callsTo, entriesIn, payInBooks, troubleInBooks } from './testing-books'
import { newBooksSecret, type TestCombi } from './testing-combi'
import { testKeyring } from './testing-flows'
import { digitsOf, paymentsOn, sendInvoice } from './testing-source'

describe('a sign-in that no longer works', () => {
  let world: World
  let combi: TestCombi

  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())
  beforeEach(async () => {
    combi = await world.addCombi()
  })

  const offered = async (count: number): Promise<string[]> => {
    const numbers = Array.from({ length: count }, () => sendInvoice(world.simplicate).number)
    await combi.sync()
    await combi.offer(numbers)
    return numbers
  }
  const stateOf = () =>
    withWorkspace(world.flows.db, combi.workspaceId, async (scope) => {
      const found = await findCombi(scope, combi.combiId)
      return [found?.state, found?.source.state, found?.books.state]
    })
  const reconnect = (id: string, secret: unknown) =>
    withWorkspace(world.flows.db, combi.workspaceId, (scope) =>
      reactivateConnection(scope, testKeyring, { id, secret, label: 'Opnieuw verbonden', now: world.clock.now }),
    )
  /** Not in the time in which it could not: nobody is to take it for late. */
  const dueAt = () =>
    withWorkspace(world.flows.db, combi.workspaceId, async ({ tx, workspaceId }) => {
      const where = { workspaceId, id: combi.combiId }
      return (await tx.combi.findFirstOrThrow({ where, select: { nextSyncAt: true } })).nextSyncAt
    })
  const entriesOf = (numbers: readonly string[]) =>
    entriesIn(world.minox).filter(({ number }) => numbers.some((one) => digitsOf(one) === number))
  const isDue = async () => (await startDueWork(world.flows)).runs.some(({ combiId }) => combiId === combi.combiId)

  it('to the books ends the run with that reason, and after a new consent all that was offered is booked once', async () => {
    const numbers = await offered(6)
    troubleInBooks(world.minox, { method: 'PUT', path: bookingPath, mode: 'delay', delayMs: 1, times: 2 })
    troubleInBooks(world.minox, { method: 'PUT', path: bookingPath, mode: 'delay', delayMs: 1_000 })
    world.minox.world.requests.length = 0
    const running = combi.sync()
    await vi.waitFor(
      () => {
        expect(callsTo(world.minox, 'PUT', bookingPath)).toHaveLength(3)
      },
      { timeout: 20_000 },
    )
    world.minox.operations.revoke(12345)
    const run = await running
    expect(run).toMatchObject({ outcome: 'failed', reasonCode: 'reconnect-books', failedCount: 0, phase: 'done' })
    expect(await stateOf()).toEqual(['reconnect', 'active', 'reconnect'])
    expect(entriesOf(numbers)).toHaveLength(2)
    expect((await combi.invoices()).filter(({ state }) => state === 'failed' || state === 'action')).toEqual([])

    world.clock.advance(60 * 60_000)
    expect(await isDue()).toBe(false)
    const request = { workspaceId: combi.workspaceId, combiId: combi.combiId, userId: null, trigger: 'manual' } as const
    expect(await requestSync(world.flows, request)).toEqual({ ok: false, reason: 'reconnect' })

    await reconnect(combi.booksConnectionId, newBooksSecret(world.minox, world.clock))
    expect(await stateOf()).toEqual(['active', 'active', 'active'])
    expect(await dueAt()).toEqual(world.clock.now)
    expect(await isDue()).toBe(true)
    expect(await combi.sync()).toMatchObject({ outcome: 'succeeded', bookedCount: 6 })
    expect(entriesOf(numbers)).toHaveLength(6)
  })

  it('to the source ends the run with that reason, and payments wait for a new key', async () => {
    const numbers = await offered(2)
    await combi.sync()
    for (const number of numbers) payInBooks(world.minox, digitsOf(number))
    world.simplicate.change((tenant) => {
      tenant.apiKeys = [{ key: 'new-key', secret: 'new-secret', expiresOn: null }]
    })
    expect(await combi.sync()).toMatchObject({ outcome: 'failed', reasonCode: 'reconnect-source' })
    expect(await stateOf()).toEqual(['reconnect', 'reconnect', 'active'])

    await reconnect(combi.sourceConnectionId, { kind: 'api-key', key: 'new-key', secret: 'new-secret' })
    expect(await combi.sync()).toMatchObject({ outcome: 'succeeded', paymentCount: 2 })
    for (const number of numbers) expect(paymentsOn(world.simplicate, number)).toHaveLength(1)
    world.simplicate.change((tenant) => {
      tenant.apiKeys = [{ key: 'demo-key', secret: 'demo-secret', expiresOn: null }]
    })
  })

  it('on both sides keeps the combi waiting until both are back', async () => {
    await withWorkspace(world.flows.db, combi.workspaceId, async ({ tx }) => {
      await tx.connection.updateMany({ data: { state: 'reconnect' } })
      await tx.combi.updateMany({ data: { state: 'reconnect' } })
    })
    await reconnect(combi.booksConnectionId, newBooksSecret(world.minox, world.clock))
    expect(await stateOf()).toEqual(['reconnect', 'reconnect', 'active'])
    await reconnect(combi.sourceConnectionId, { kind: 'api-key', key: 'demo-key', secret: 'demo-secret' })
    expect(await stateOf()).toEqual(['active', 'active', 'active'])
  })

  it('because its token ran out is renewed once, and nobody has to do anything', async () => {
    const numbers = await offered(3)
    world.clock.advance(2 * 60 * 60_000)
    world.minox.world.requests.length = 0
    expect(await combi.sync()).toMatchObject({ outcome: 'succeeded', bookedCount: 3 })
    expect(callsTo(world.minox, 'POST', '/oauth/token')).toHaveLength(1)
    world.clock.advance(2 * 60 * 60_000)
    expect(await combi.sync()).toMatchObject({ outcome: 'succeeded' })
    expect(callsTo(world.minox, 'POST', '/oauth/token')).toHaveLength(2)
    expect(entriesOf(numbers)).toHaveLength(3)
  })
})
