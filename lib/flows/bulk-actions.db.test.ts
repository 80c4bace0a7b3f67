import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withWorkspace } from '@/lib/db/client'
import { copyInvoices } from '@/lib/db/testing-copies'
import { readInvoicesPage } from '@/lib/db/views/invoices-page'
import { mostInOneGo, startBulkAction, workBulkAction } from './bulk-actions'
import { ignoreInvoices } from './offer-invoices'
import { offerPreviewed, previewBookings } from './preview-bookings'
import { startDueWork } from './request-sync'
import { startWorld, type World } from './testing'
import { entriesIn } from './testing-books'
import type { TestCombi } from './testing-combi'
import { newCustomer, sendInvoice } from './testing-source'

describe('what is done with more invoices than fit in one go', () => {
  let world: World
  let combi: TestCombi

  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())
  beforeEach(async () => {
    combi = await world.addCombi()
  })

  let copies = 70
  /** Ids of so many invoices that wait for a decision. */
  const addMany = async (count: number): Promise<string[]> => {
    const { number } = sendInvoice(world.simplicate)
    await combi.sync()
    const [id] = await combi.idsOf([number])
    const prefix = `K${String((copies += 1))}`
    return withWorkspace(world.flows.db, combi.workspaceId, async ({ tx }) => {
      await tx.$executeRawUnsafe(copyInvoices, id, count, prefix)
      const rows = await tx.invoice.findMany({ where: { number: { startsWith: prefix } }, select: { id: true } })
      return rows.map((row) => row.id)
    })
  }
  const begin = (kind: 'ignore' | 'unignore', ids: readonly string[]) => {
    const { workspaceId, userId } = combi
    const items = ids.map((invoiceId) => ({ invoiceId, plan: null }))
    return startBulkAction(world.flows, {
      ...{ workspaceId, userId, kind, reason: 'Staat er al in', bookingDate: null, items },
    })
  }
  const work = (actionId: string, flows = world.flows) =>
    workBulkAction(flows, { workspaceId: combi.workspaceId, actionId })
  const workToEnd = async (actionId: string): Promise<void> => {
    for (let parts = 0; parts < 20; parts += 1) if ((await work(actionId)).isDone) return
    throw new Error('It does not come to an end')
  }
  const stateCounts = () =>
    withWorkspace(world.flows.db, combi.workspaceId, async ({ tx }) => ({
      ignored: await tx.invoice.count({ where: { state: 'ignored' } }),
      events: await tx.invoiceEvent.count({ where: { kind: 'ignored' } }),
      notes: await tx.timelineNote.count({ where: { kind: 'ignored' } }),
      items: await tx.bulkActionItem.count(),
    }))
  const progressSeenBy = async (workspaceId: string) => {
    const query = { filter: {}, states: ['pending'], sort: { by: 'issuedOn', isAscending: true } } as const
    const page = await readInvoicesPage(world.flows.db, { workspaceId, ...query, cursor: null }, world.clock.now)
    return page?.bulkActions
  }

  it('is done once for each, part by part, wherever it breaks off and whoever else is at it', async () => {
    const ids = await addMany(1200)
    const { id, total } = await begin('ignore', ids)
    expect(total).toBe(1200)
    expect(await work(id)).toEqual({
      ...{ isDone: false, runs: [] },
      timelines: [{ workspaceId: combi.workspaceId, combiId: combi.combiId }],
    })
    const afterOne = { ignored: 500, events: 500, notes: 500, items: 1200 }
    expect(await stateCounts()).toEqual(afterOne)
    expect(await progressSeenBy(combi.workspaceId)).toMatchObject([{ kind: 'ignore', total: 1200, done: 500 }])
    let idsLeft = 300
    const dying = {
      ...world.flows,
      newId: () => {
        if ((idsLeft -= 1) < 0) throw new Error('The process ended here')
        return world.flows.newId()
      },
    }
    await expect(work(id, dying)).rejects.toThrow('The process ended here')
    expect(await stateCounts()).toEqual(afterOne)
    await Promise.all([work(id), work(id), work(id)])
    expect(await stateCounts()).toEqual({ ignored: 1200, events: 1200, notes: 1200, items: 0 })
    expect(await progressSeenBy(combi.workspaceId)).toMatchObject([{ done: 1200, changed: 1200, isFinished: true }])
    expect(await work(id)).toEqual({ isDone: true, runs: [], timelines: [] })
    expect(await stateCounts()).toEqual({ ignored: 1200, events: 1200, notes: 1200, items: 0 })
    expect(await progressSeenBy((await world.addCombi()).workspaceId)).toEqual([])
  })

  it('leaves what somebody else was first with as he left it, and counts it apart', async () => {
    const ids = await addMany(510)
    const { workspaceId, userId } = combi
    await ignoreInvoices(world.flows, { workspaceId, userId, ids: ids.slice(0, 10), reason: 'Van een ander' })
    const { id } = await begin('ignore', ids)
    await workToEnd(id)
    expect(await stateCounts()).toEqual({ ignored: 510, events: 510, notes: 510, items: 0 })
    expect(await progressSeenBy(workspaceId)).toMatchObject([{ total: 510, done: 510, changed: 500, isFinished: true }])
    const back = await begin('unignore', ids)
    await workToEnd(back.id)
    expect((await stateCounts()).ignored).toBe(0)
  })

  it('is taken up again by the scheduler when its event or its worker was lost', async () => {
    const { id } = await begin('ignore', await addMany(1))
    const due = async () => (await startDueWork(world.flows)).bulkActions.map((action) => action.id)
    expect(await due()).not.toContain(id)
    world.clock.advance(61_000)
    expect(await due()).toContain(id)
    await workToEnd(id)
    world.clock.advance(61_000)
    expect(await due()).not.toContain(id)
  })

  it('books many as they were shown, from the first part on', async () => {
    // The source has each of these: what it has no more is not booked.
    const to = newCustomer(world.simplicate)
    const sent = Array.from({ length: mostInOneGo + 1 }, () => sendInvoice(world.simplicate, { to }))
    await combi.sync()
    const { workspaceId, userId, combiId } = combi
    const selection = { filter: { words: to.name }, states: ['pending'] as const }
    const question = { workspaceId, selection, bookingDate: null, isFresh: false }
    const preview = await previewBookings(world.flows, { ...question, page: 1 })
    expect(preview.passing.count).toBe(sent.length)
    const offered = await offerPreviewed(world.flows, { ...question, userId, fingerprint: preview.fingerprint })
    if (!offered.ok || offered.kind !== 'started') throw new Error('It was to be begun in the background')
    const { isDone, runs } = await work(offered.action.id)
    expect([isDone, runs.map((run) => run.combiId)]).toEqual([false, [combiId]])
    await workToEnd(offered.action.id)
    const before = entriesIn(world.minox).length
    await combi.finish(runs[0]?.runId ?? '')
    const booked = (await combi.invoices()).filter(({ state }) => state === 'booked')
    expect(booked).toHaveLength(offered.action.total)
    expect(entriesIn(world.minox).length - before).toBe(offered.action.total)
  })
})
