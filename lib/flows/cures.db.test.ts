import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withWorkspace } from '@/lib/db/client'
import { chooseNumber } from './choose-number'
import { proposeOpenDay, takeOpenDay } from './choose-open-day'
import { startWorld, type World } from './testing'
import { bookingPath, endTroubleInBooks, entriesIn, entryIn, linesPath, troubleInBooks } from './testing-books'
import type { TestCombi } from './testing-combi'
import { digitsOf, sendInvoice } from './testing-source'

const books = { tenant: 12345, administration: 1, fiscal_year: 2026 }

describe('what stands in the way of an invoice', () => {
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

  const by = async (number: string) => {
    const [invoiceId = ''] = await combi.idsOf([number])
    return { workspaceId: combi.workspaceId, userId: combi.userId, invoiceId }
  }
  const offer = async (...numbers: string[]) => {
    await combi.sync()
    await combi.offer(numbers)
    await combi.sync()
  }
  const close = (period: number, closed = true) => {
    world.minox.operations.setPeriod({ ...books, period, closed })
  }

  describe('when its period is closed', () => {
    it('is taken away by the first open day, which a person takes and of which it is written down why', async () => {
      const { number } = sendInvoice(world.simplicate, { on: '2026-02-10' })
      close(2)
      await offer(number)
      const asked = await by(number)
      expect(await proposeOpenDay(world.flows, asked)).toMatchObject({
        ...{ date: '2026-03-01', period: { fiscalYear: 2026, period: 3 }, closed: { fiscalYear: 2026, period: 2 } },
      })
      expect(await takeOpenDay(world.flows, { ...asked, date: '2026-03-02' })).toBeNull()
      expect(await takeOpenDay(world.flows, { ...asked, date: '2026-03-01' })).toEqual({ combiId: combi.combiId })
      await combi.sync()
      close(2, false)
      expect(entryIn(world.minox, digitsOf(number))).toMatchObject({ period: 3, date: '2026-03-01' })
      const { events } = await combi.invoice(number)
      expect(events.find(({ kind }) => kind === 'open-day-chosen')).toMatchObject({
        actorId: combi.userId,
        params: { bookingDate: '2026-03-01', closedPeriod: 2, closedYear: 2026 },
      })
      expect(await proposeOpenDay(world.flows, asked)).toBeNull()
    })

    it('passes over what was refused before, and forgets it once the books take something there', async () => {
      const [early, late] = ['2026-04-10', '2026-05-10'].map((on) => sendInvoice(world.simplicate, { on }).number)
      if (early === undefined || late === undefined) throw new Error('Two were sent')
      close(4)
      close(5)
      await offer(early, late)
      expect(await proposeOpenDay(world.flows, await by(early))).toMatchObject({ date: '2026-06-01' })
      close(4, false)
      close(5, false)
      await combi.sync()
      const known = await withWorkspace(world.flows.db, combi.workspaceId, ({ tx }) => tx.closedPeriod.count())
      expect([known, (await combi.invoice(early)).state]).toEqual([0, 'booked'])
    })

    it('is told once in its history, however often somebody synchronises', async () => {
      const { number } = sendInvoice(world.simplicate, { on: '2026-02-12' })
      close(2)
      await offer(number)
      await combi.sync()
      const run = await combi.sync()
      close(2, false)
      const { events } = await combi.invoice(number)
      expect(events.filter(({ kind }) => kind === 'held')).toHaveLength(1)
      expect(run.items.filter(({ label }) => label === number)).toHaveLength(1)
    })

    it('is none of a stranger’s business', async () => {
      const { number } = sendInvoice(world.simplicate, { on: '2026-02-11' })
      close(2)
      await offer(number)
      close(2, false)
      const stranger = await world.addCombi()
      expect(await proposeOpenDay(world.flows, { ...(await by(number)), workspaceId: stranger.workspaceId })).toBeNull()
    })
  })

  describe('when its number is taken', () => {
    let last = 500
    const clashing = async () => {
      last += 1
      const [first, second] = [`F00${String(last)}`, `F${String(last)}`]
      sendInvoice(world.simplicate, { number: first, on: '2026-05-01' })
      sendInvoice(world.simplicate, { number: second, on: '2026-05-02' })
      await offer(first, second)
      expect(await combi.invoice(second)).toMatchObject({ state: 'action', reasonCode: 'number-collision' })
      return { first, second }
    }

    it('is taken away by a number that a person types, and the original stays in the description', async () => {
      const { second } = await clashing()
      const asked = await by(second)
      expect(await chooseNumber(world.flows, { ...asked, number: 8_000_000 + last })).toMatchObject({ ok: true })
      await combi.sync()
      expect(entryIn(world.minox, 8_000_000 + last).description).toContain(second)
      const row = await combi.invoice(second)
      expect(row).toMatchObject({ state: 'booked', reasonCode: null })
      expect(row.events.map(({ kind }) => kind)).toEqual(['offered', 'held', 'number-chosen', 'booked'])
      expect(await chooseNumber(world.flows, { ...asked, number: 1 })).toMatchObject({ ok: false, reason: 'not-found' })
    })

    it('stays when the typed one is another’s or of the corrections, and comes back when it is taken away', async () => {
      const { first, second } = await clashing()
      const asked = await by(second)
      expect(await chooseNumber(world.flows, { ...asked, number: digitsOf(first) })).toMatchObject({
        reason: 'number-taken',
      })
      expect(await chooseNumber(world.flows, { ...asked, number: 900_000_001 })).toMatchObject({
        reason: 'number-unusable',
      })
      expect(await chooseNumber(world.flows, { ...asked, number: 8_100_000 + last })).toMatchObject({ ok: true })
      expect(await chooseNumber(world.flows, { ...asked, number: null })).toMatchObject({ ok: true })
      await combi.sync()
      expect(await combi.invoice(second)).toMatchObject({ state: 'action', reasonCode: 'number-collision' })
    })

    it('may not get another number while its entry may stand there', async () => {
      const { number } = sendInvoice(world.simplicate)
      await combi.sync()
      await combi.offer([number])
      troubleInBooks(world.minox, { method: 'PUT', path: bookingPath, mode: 'drop_after_commit' })
      troubleInBooks(world.minox, { method: 'GET', path: linesPath, mode: 'status', status: 500, times: 20 })
      await combi.sync()
      expect(await chooseNumber(world.flows, { ...(await by(number)), number: 7_000_001 })).toMatchObject({ ok: false })
      endTroubleInBooks(world.minox)
      await combi.sync()
      expect(entriesIn(world.minox).filter((entry) => entry.number === digitsOf(number))).toHaveLength(1)
    })
  })
})
