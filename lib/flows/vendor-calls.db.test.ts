import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withWorkspace } from '@/lib/db/client'
import { openCountingDb } from '@/lib/db/views/testing'
import { forgetOldCalls } from './forget-old-calls'
import { runSyncSlice } from './sync-combi'
import { startWorld, type World } from './testing'
import type { TestCombi } from './testing-combi'
import { sendInvoice } from './testing-source'

const dayMs = 24 * 60 * 60_000
/** What a run with nothing to do sends to the database in all, `BEGIN` and `COMMIT` included; seven to see whether people are to be told something, one whether something is to be corrected, and five whether a PDF waits. */
const mostStatements = 54

describe('the requests of a run', () => {
  let world: World
  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())

  const callsOf = ({ workspaceId }: TestCombi, runId: string) =>
    withWorkspace(world.flows.db, workspaceId, ({ tx }) =>
      tx.vendorCall.findMany({ where: { runId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] }),
    )

  /** What both vendors saw while this was done. */
  const seenDuring = async (work: () => Promise<unknown>) => {
    world.simplicate.forget()
    world.minox.world.requests.length = 0
    await work()
    return [...world.simplicate.journal(), ...world.minox.world.requests].map(({ method, status }) => [method, status])
  }

  it('are kept one by one, as the vendors saw them, and as many as the run counts', async () => {
    const combi = await world.addCombi()
    const { number } = sendInvoice(world.simplicate)
    await combi.sync()
    await combi.offer([number])
    const runId = await combi.request()
    const seen = await seenDuring(() => combi.finish(runId))
    const kept = await callsOf(combi, runId)
    expect(kept.map(({ method, status }) => [method, status]).toSorted()).toEqual(seen.toSorted())
    expect(kept).toHaveLength((await combi.run(runId)).callCount)
    expect(kept.every(({ combiId }) => combiId === combi.combiId)).toBe(true)
    const { entryId } = await combi.invoice(number)
    expect(kept.filter(({ method, path }) => method === 'PUT' && path.includes(entryId ?? ''))).toHaveLength(1)
  })

  it('are kept as well when a vendor asks to wait, does not answer or turns us away', async () => {
    const combi = await world.addCombi()
    await combi.sync()
    const runId = await combi.request()
    world.simplicate.fault({ match: { path: '/invoices/invoice' }, mode: 'status', status: 429, retryAfterSeconds: 5 })
    expect(await combi.slice(runId)).toMatchObject({ done: false })
    expect((await callsOf(combi, runId)).map(({ status }) => status)).toContain(429)
    world.clock.advance(60_000)
    world.simplicate.fault({ match: { path: '/invoices/invoice' }, mode: 'status', status: 500 })
    await expect(combi.slice(runId)).rejects.toThrow('answered 500')
    world.simplicate.fault({ match: { path: '/invoices/invoice' }, mode: 'status', status: 401 })
    expect(await combi.slice(runId)).toEqual({ done: true, waitMs: 0 })
    const kept = await callsOf(combi, runId)
    expect(kept.map(({ status }) => status)).toEqual(expect.arrayContaining([429, 500, 401]))
    expect(kept).toHaveLength((await combi.run(runId)).callCount)
  })

  it('hold no secret and no address of a person', async () => {
    const combi = await world.addCombi()
    const { number } = sendInvoice(world.simplicate)
    await combi.sync()
    await combi.offer([number])
    const { id } = await combi.sync()
    const text = JSON.stringify(await callsOf(combi, id))
    expect(text).not.toMatch(/demo-key|demo-secret|Bearer|@|%40/i)
  })

  it('leave a run with nothing to do at few statements', async () => {
    const combi = await world.addCombi()
    await combi.sync()
    world.clock.advance(dayMs)
    await combi.sync('schedule')
    // Not a day, after which both sides are swept.
    world.clock.advance(dayMs / 8)
    const runId = await combi.request('schedule')
    const counting = openCountingDb(world.database.url)
    const statements = await counting.count(() =>
      runSyncSlice({ ...world.flows, db: counting.db }, { ...combi, runId }),
    )
    await counting.db.close()
    expect((await callsOf(combi, runId)).length).toBeGreaterThan(0)
    expect(statements).toBeLessThanOrEqual(mostStatements)
  })

  it('are gone after a month, of every workspace, and no earlier', async () => {
    const combis = [await world.addCombi(), await world.addCombi()]
    const runs: string[] = []
    for (const combi of combis) runs.push((await combi.sync()).id)
    const left = async () => {
      const counts: number[] = []
      for (const [index, combi] of combis.entries()) counts.push((await callsOf(combi, runs[index] ?? '')).length)
      return counts
    }
    const before = await left()
    world.clock.advance(29 * dayMs)
    await forgetOldCalls(world.flows)
    expect(await left()).toEqual(before)
    world.clock.advance(2 * dayMs)
    expect((await forgetOldCalls(world.flows)).removed).toBeGreaterThanOrEqual(before.reduce((a, b) => a + b))
    expect(await left()).toEqual([0, 0])
  })
})
