import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withWorkspace } from '@/lib/db/client'
import { readInvoiceDetail } from '@/lib/db/views/invoice-detail'
import { startWorld, type World } from './testing'
import { bookingPath, callsTo, endTroubleInBooks, entriesIn, payInBooks, troubleInBooks } from './testing-books'
import type { TestCombi } from './testing-combi'
import { digitsOf, sendInvoice } from './testing-source'
import { undoBooking } from './undo-booking'

describe('a booking that is taken back', () => {
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

  const booked = async (on = '2026-11-02'): Promise<string> => {
    const { number } = sendInvoice(world.simplicate, { on })
    await combi.sync()
    await combi.offer([number])
    await combi.sync()
    return number
  }
  const undo = async (number: string, workspaceId = combi.workspaceId) => {
    const [invoiceId = ''] = await combi.idsOf([number])
    return undoBooking(world.flows, { workspaceId, userId: combi.userId, invoiceId })
  }
  const entriesOf = (number: string) => entriesIn(world.minox).filter((entry) => entry.number === digitsOf(number))
  const march = { tenant: 12345, administration: 1, fiscal_year: 2026, period: 3 }

  it('is gone from the books, and its invoice can be booked again: once, under another id', async () => {
    const number = await booked()
    const [first] = entriesOf(number)
    expect(await undo(number)).toEqual({ ok: true })
    expect(entriesOf(number)).toEqual([])
    expect(await combi.invoice(number)).toMatchObject({ state: 'pending', entryId: null, bookedAt: null })
    expect(await undo(number)).toMatchObject({ ok: false, reason: 'not-booked' })
    await combi.sync()
    expect(entriesOf(number)).toEqual([])
    await combi.offer([number], '2026-11-30')
    await combi.sync()
    await combi.sync()
    const [second, ...others] = entriesOf(number)
    expect([second?.date, others]).toEqual(['2026-11-30', []])
    expect(second?.id).not.toBe(first?.id)
    const row = await combi.invoice(number)
    expect(row.postings.map(({ revision, state }) => [revision, state]).sort()).toEqual([
      [0, 'removed'],
      [1, 'verified'],
    ])
    expect(row.events.map(({ kind, actorId }) => [kind, actorId])).toEqual([
      ['offered', combi.userId],
      ['booked', null],
      ['undo-asked', combi.userId],
      ['undone', combi.userId],
      ['offered', combi.userId],
      ['booked', null],
    ])
  })

  it('stays when it was paid, whether the portal knows that already or not', async () => {
    const number = await booked()
    payInBooks(world.minox, digitsOf(number), { amountCents: 100 })
    expect(await undo(number)).toMatchObject({ ok: false, reason: 'entry-paid' })
    await combi.sync()
    expect(await undo(number)).toMatchObject({ ok: false, reason: 'entry-paid' })
    expect(
      callsTo(world.minox, 'DELETE', bookingPath).filter(({ path }) => path.includes(entriesOf(number)[0]?.id ?? '-')),
    ).toEqual([])
    expect(await combi.invoice(number)).toMatchObject({ state: 'booked' })
  })

  it('stays when its period is closed, with the words of the books, and counts as booked as before', async () => {
    const number = await booked('2026-03-12')
    world.minox.operations.setPeriod({ ...march, closed: true })
    const answer = await undo(number)
    world.minox.operations.setPeriod({ ...march, closed: false })
    expect(answer).toMatchObject({
      ok: false,
      reason: 'period-closed',
      text: expect.stringContaining('afgesloten') as string,
    })
    expect(entriesOf(number)).toHaveLength(1)
    const row = await combi.invoice(number)
    expect([row.state, row.postings.map(({ state }) => state)]).toEqual(['booked', ['verified']])
  })

  it.each(['drop_after_commit', 'drop_before_commit'] as const)(
    'is looked for when the answer is lost (%s), and never believed to be gone while it stands',
    async (mode) => {
      const number = await booked()
      troubleInBooks(world.minox, { method: 'DELETE', path: bookingPath, mode })
      const answer = await undo(number)
      const isGone = mode === 'drop_after_commit'
      expect(answer).toMatchObject(isGone ? { ok: true } : { ok: false, reason: 'vendor-unavailable' })
      expect(entriesOf(number)).toHaveLength(isGone ? 0 : 1)
      expect((await combi.invoice(number)).state).toBe(isGone ? 'pending' : 'booked')
    },
  )

  it('is concluded by asking again, when the books could not be looked at', async () => {
    const number = await booked()
    troubleInBooks(world.minox, { method: 'DELETE', path: bookingPath, mode: 'drop_after_commit' })
    troubleInBooks(world.minox, { method: 'GET', path: bookingPath, mode: 'status', status: 500, times: 1 })
    expect(await undo(number)).toMatchObject({ ok: false, reason: 'vendor-unavailable' })
    expect((await combi.invoice(number)).postings).toMatchObject([{ state: 'removing' }])
    expect(await undo(number)).toEqual({ ok: true })
    expect(await combi.invoice(number)).toMatchObject({ state: 'pending', postings: [{ state: 'removed' }] })
  })

  it('waits while a synchronisation is at work, and is none of a stranger’s business', async () => {
    const number = await booked()
    const stranger = await world.addCombi()
    expect(await undo(number, stranger.workspaceId)).toMatchObject({ ok: false, reason: 'not-found' })
    await withWorkspace(world.flows.db, combi.workspaceId, ({ tx }) =>
      tx.combi.update({
        where: { id: combi.combiId },
        data: { leaseToken: world.flows.newId(), leaseUntil: new Date(world.clock.now.getTime() + 60_000) },
      }),
    )
    expect(await undo(number)).toMatchObject({ ok: false, reason: 'combi-busy' })
    expect(entriesOf(number)).toHaveLength(1)
  })

  it('is told of on the page of its invoice, with the entry as it was sent and read back', async () => {
    const number = await booked()
    const [invoiceId = ''] = await combi.idsOf([number])
    const read = (workspaceId: string) =>
      withWorkspace(world.flows.db, workspaceId, (scope) => readInvoiceDetail(scope, invoiceId, world.clock.now))
    const [entry] = entriesOf(number)
    const line = { ledgerAccount: '8000', netCents: 10_000, vatCents: 2100 }
    expect(await read(combi.workspaceId)).toMatchObject({
      invoice: { number, state: 'booked', combi: { id: combi.combiId } },
      lines: [{ netCents: 10_000, vatCents: 2100, revenueGroup: '8000 Omzet hoog' }],
      postings: [
        {
          ...{ id: entry?.id, state: 'verified', revision: 0 },
          sent: { grossCents: 12_100, bookingDate: '2026-11-02', lines: [line] },
          readBack: { grossCents: 12_100, invoiceNumber: digitsOf(number), lines: [line] },
        },
      ],
      events: [
        { kind: 'offered', bookingDate: null },
        { kind: 'booked', actor: null, booksNumber: digitsOf(number), bookingDate: '2026-11-02' },
      ],
    })
    const stranger = await world.addCombi()
    expect(await read(stranger.workspaceId)).toBeNull()
  })
})
