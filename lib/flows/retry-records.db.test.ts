import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withWorkspace } from '@/lib/db/client'
import { readRecordCalls } from '@/lib/db/views/run-item-calls'
import { retryRecords } from './retry-records'
import { startWorld, type World } from './testing'
import { bookingPath, entriesIn, troubleInBooks } from './testing-books'
import type { TestCombi } from './testing-combi'
import { digitsOf, sendInvoice } from './testing-source'

describe('a record of the log', () => {
  let world: World
  let combi: TestCombi

  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())
  beforeEach(async () => {
    combi = await world.addCombi()
  })

  /** Invoices of which the books refuse the first ones. @returns the number and the record of each. */
  const refuse = async (count: number, of = count) => {
    const numbers = Array.from({ length: of }, () => sendInvoice(world.simplicate).number)
    await combi.sync()
    await combi.offer(numbers, '2026-10-05')
    troubleInBooks(world.minox, { method: 'PUT', path: bookingPath, mode: 'status', status: 422, times: count })
    const { items } = await combi.sync()
    return items
      .filter(({ kind }) => kind === 'invoice')
      .map(({ id, label, outcome }) => ({ recordId: id, number: label, outcome }))
  }
  const retry = (what: { recordId: string } | { reason: string }, by: Partial<TestCombi> = {}) => {
    const { workspaceId, combiId, userId } = { ...combi, ...by }
    return retryRecords(world.flows, { workspaceId, combiId, userId, what })
  }
  const entriesOf = (number: string) => entriesIn(world.minox).filter((entry) => entry.number === digitsOf(number))

  it('is tried again under the booking date that was chosen, is booked once, and then says that it was', async () => {
    const [failed] = (await refuse(1, 2)).filter(({ outcome }) => outcome === 'failed')
    const { recordId = '', number = '' } = failed ?? {}
    expect((await combi.invoice(number)).state).toBe('failed')
    const first = await retry({ recordId })
    expect(first).toMatchObject({ offered: 1, refused: null, sync: 'started' })
    expect(await retry({ recordId })).toMatchObject({ offered: 0, refused: 'busy', sync: 'joined', runId: null })
    expect(await combi.finish(first?.runId ?? '')).toMatchObject({ bookedCount: 1, outcome: 'succeeded' })
    expect(await combi.invoice(number)).toMatchObject({ state: 'booked', bookingDate: new Date('2026-10-05') })
    expect(entriesOf(number)).toHaveLength(1)
    expect(await retry({ recordId })).toEqual({ offered: 0, refused: 'booked', sync: 'none', runId: null })
    const events = (await combi.invoice(number)).events.filter(({ kind }) => kind === 'offered')
    expect(events.map(({ actorId }) => actorId)).toEqual([combi.userId, combi.userId])
  })

  it('is tried again with all that wait for the same cause, and asking for that at once from two sides does it once', async () => {
    const records = await refuse(3)
    const ignored = records[0]?.number ?? ''
    await combi.ignore([ignored])
    const answers = await Promise.all([retry({ reason: 'books-refused' }), retry({ reason: 'books-refused' })])
    expect(answers.map((answer) => answer?.offered).toSorted()).toEqual([0, 2])
    const runId = answers.find((answer) => answer?.runId != null)?.runId ?? ''
    expect(await combi.finish(runId)).toMatchObject({ bookedCount: 2 })
    expect(records.map(({ number }) => entriesOf(number).length)).toEqual([0, 1, 1])
    expect(await retry({ recordId: records[0]?.recordId ?? '' })).toMatchObject({ offered: 0, refused: 'ignored' })
    expect(await retry({ reason: 'period-closed' })).toMatchObject({ offered: 0 })
  })

  it('waits for a combi that is paused, and is nobody else’s to try again', async () => {
    const [record] = await refuse(1)
    const recordId = record?.recordId ?? ''
    const stranger = await world.addCombi()
    for (const by of [{ workspaceId: stranger.workspaceId }, stranger]) expect(await retry({ recordId }, by)).toBeNull()
    expect(await retry({ recordId: randomUUID() })).toBeNull()
    expect((await combi.invoice(record?.number ?? '')).state).toBe('failed')
    await withWorkspace(world.flows.db, combi.workspaceId, ({ tx }) =>
      tx.combi.update({ where: { id: combi.combiId }, data: { state: 'paused' } }),
    )
    expect(await retry({ recordId })).toEqual({ offered: 1, refused: null, sync: 'paused', runId: null })
    expect((await combi.invoice(record?.number ?? '')).state).toBe('offered')
  })

  it('shows the requests that name it, and no other’s; and to a stranger nothing', async () => {
    const records = await refuse(1, 2)
    for (const { recordId, number } of records) {
      const find = ({ workspaceId, combiId }: TestCombi) =>
        withWorkspace(world.flows.db, workspaceId, (scope) => readRecordCalls(scope, { combiId, recordId }))
      const { postings } = await combi.invoice(number)
      const calls = await find(combi)
      expect(calls?.isKept).toBe(true)
      const puts = calls?.own.filter(({ method }) => method === 'PUT') ?? []
      expect(puts).toHaveLength(1)
      expect(puts[0]?.path).toContain(postings[0]?.id)
      expect(calls?.shared.every(({ method }) => method === 'GET')).toBe(true)
      expect(calls?.shared.length).toBeGreaterThan(0)
      expect(await find(await world.addCombi())).toBeNull()
    }
    expect(records.map(({ outcome }) => outcome).toSorted()).toEqual(['booked', 'failed'])
  })

  it('says so when the requests of its run are no longer kept', async () => {
    const [record] = await refuse(1)
    await withWorkspace(world.flows.db, combi.workspaceId, ({ tx }) => tx.vendorCall.deleteMany())
    const { workspaceId, combiId } = combi
    const recordId = record?.recordId ?? ''
    expect(
      await withWorkspace(world.flows.db, workspaceId, (scope) => readRecordCalls(scope, { combiId, recordId })),
    ).toEqual({ isKept: false, own: [], shared: [] })
  })
})
