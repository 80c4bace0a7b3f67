import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withWorkspace } from '@/lib/db/client'
import { readInvoiceDetail } from '@/lib/db/views/invoice-detail'
import { readInvoicesPage } from '@/lib/db/views/invoices-page'
import type { InvoiceState } from '@/prisma/generated/client'
import { deliverTimeline } from './deliver-timeline'
import { ignoreInvoices, offerInvoices, unignoreInvoices } from './offer-invoices'
import { startDueWork } from './request-sync'
import { startWorld, type World } from './testing'
import { administrationOf, entriesIn, nameIn } from './testing-books'
import type { TestCombi } from './testing-combi'
import { digitsOf, messagesOn, newCustomer, sendInvoice } from './testing-source'

const hourMs = 60 * 60_000

describe('what a person decides', () => {
  let world: World
  let combi: TestCombi

  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())
  beforeEach(async () => {
    world.simplicate.clearFaults()
    world.simplicate.configure({ maintenance: false })
    combi = await world.addCombi()
  })

  const mirrored = async (): Promise<{ number: string; id: string }> => {
    const { number } = sendInvoice(world.simplicate)
    await combi.sync()
    const [id = ''] = await combi.idsOf([number])
    return { number, id }
  }
  const by = (ids: readonly string[]) => ({ workspaceId: combi.workspaceId, userId: combi.userId, ids })
  const offer = (ids: readonly string[], bookingDate: string | null = null) =>
    offerInvoices(world.flows, { ...by(ids), bookingDate })
  const ignore = (ids: readonly string[], reason: string | null = null) =>
    ignoreInvoices(world.flows, { ...by(ids), reason })
  const unignore = (ids: readonly string[]) => unignoreInvoices(world.flows, by(ids))
  /** The invoice in some state, with all that the database wants to know of that state. */
  const setState = (id: string, state: InvoiceState) =>
    withWorkspace(world.flows.db, combi.workspaceId, ({ tx }) =>
      tx.invoice.update({
        where: { id },
        data: {
          state,
          reasonCode: 'zero-total',
          offeredAt: world.clock.now,
          deadlineAt: world.clock.now,
          bookedAt: world.clock.now,
          administrationRef: '1',
          booksDebtorId: '1000',
          fiscalYear: 2026,
          booksNumber: state === 'booked' ? 1n : null,
          entryId: state === 'booked' ? id : null,
        },
      }),
    )
  const deliver = () => deliverTimeline(world.flows, combi)
  const messages = (number: string) => messagesOn(world.simplicate, number).map(({ content }) => content)

  const actions = {
    offer: async (id: string) => (await offer([id])).refused,
    ignore: async (id: string) => (await ignore([id])).refused,
    unignore: async (id: string) => (await unignore([id])).refused,
  }

  it.each<[keyof typeof actions, InvoiceState[], InvoiceState]>([
    ['offer', ['pending', 'offered', 'failed', 'action'], 'offered'],
    ['ignore', ['pending', 'offered', 'failed', 'action'], 'ignored'],
    ['unignore', ['ignored'], 'pending'],
  ])('%s is possible from its states and from no other', async (action, allowed, after) => {
    const { id, number } = await mirrored()
    const states: InvoiceState[] = ['pending', 'offered', 'processing', 'booked', 'failed', 'action', 'ignored']
    for (const state of states) {
      await setState(id, state)
      const isAllowed = allowed.includes(state)
      expect([state, await actions[action](id)]).toEqual([state, isAllowed ? [] : [{ id, reason: 'not-now' }]])
      expect((await combi.invoice(number)).state).toBe(isAllowed ? after : state)
    }
  })

  it('is kept in the history of the invoice: what, who, when and why', async () => {
    const { id, number } = await mirrored()
    await offer([id], '2026-11-30')
    world.clock.advance(1_000)
    await ignore([id], 'Dubbel verstuurd')
    world.clock.advance(1_000)
    await unignore([id])
    const { events } = await combi.invoice(number)
    const at = world.clock.now.getTime()
    expect(
      events.map(({ kind, actorId, params, at: when }) => ({ kind, actorId, params, when: when.getTime() })),
    ).toEqual([
      { kind: 'offered', actorId: combi.userId, params: { bookingDate: '2026-11-30' }, when: at - 2_000 },
      { kind: 'ignored', actorId: combi.userId, params: { reason: 'Dubbel verstuurd' }, when: at - 1_000 },
      { kind: 'unignored', actorId: combi.userId, params: { reason: null }, when: at },
    ])
    expect(await combi.invoice(number)).toMatchObject({ state: 'pending', bookingDate: null, offeredAt: null })
  })

  it('about several invoices is carried out for those that can, and the others are named', async () => {
    const [one, two] = [await mirrored(), await mirrored()]
    await ignore([two.id])
    const gone = randomUUID()
    expect(await offer([one.id, two.id, gone, one.id])).toEqual({
      offered: [one.id],
      refused: [
        { id: two.id, reason: 'not-now' },
        { id: gone, reason: 'not-found' },
      ],
    })
  })

  it('is nobody’s business outside the workspace: a stranger finds nothing, the owner succeeds', async () => {
    const { id, number } = await mirrored()
    const stranger = { workspaceId: (await world.addCombi()).workspaceId, userId: randomUUID(), ids: [id] }
    const refused = [{ id, reason: 'not-found' }]
    expect(await offerInvoices(world.flows, { ...stranger, bookingDate: null })).toEqual({ offered: [], refused })
    expect(await ignoreInvoices(world.flows, { ...stranger, reason: null })).toMatchObject({ changed: [], refused })
    expect(await unignoreInvoices(world.flows, stranger)).toMatchObject({ changed: [], refused })
    expect(await combi.invoice(number)).toMatchObject({ state: 'pending', events: [] })
    expect(await offer([id])).toEqual({ offered: [id], refused: [] })
  })

  describe('to ignore', () => {
    it('stands on the timeline of the invoice once, with the reason, and taking it back too', async () => {
      const { id, number } = await mirrored()
      expect(await ignore([id], 'Staat al in de boeken')).toMatchObject({ changed: [id], combiIds: [combi.combiId] })
      expect(await deliver()).toEqual({ written: 1, hasMore: false })
      await unignore([id])
      await deliver()
      await deliver()
      const [first = '', second = '', ...others] = messages(number)
      expect(first).toContain('Staat al in de boeken')
      expect(first).toContain(number)
      expect(second).toContain(number)
      expect(second).not.toContain('Staat al in de boeken')
      expect(others).toEqual([])
    })

    it.each(['drop_after_commit', 'truncate', 'html'] as const)('is written once after %s', async (mode) => {
      const { id, number } = await mirrored()
      await ignore([id])
      world.simplicate.fault({ match: { method: 'POST', path: '/timeline/message' }, mode })
      expect(await deliver()).toEqual({ written: 0, hasMore: false })
      world.clock.advance(hourMs)
      expect(await deliver()).toEqual({ written: 1, hasMore: false })
      expect(messages(number)).toHaveLength(1)
    })

    it('waits while the source is away, with growing pauses, and is never given up', async () => {
      const { id, number } = await mirrored()
      await ignore([id])
      world.simplicate.configure({ maintenance: true })
      const asked: number[] = []
      for (let minutes = 0; minutes < 24 * 60; minutes += 30) {
        const { timelines } = await startDueWork(world.flows)
        if (timelines.some(({ combiId }) => combiId === combi.combiId)) {
          asked.push(minutes)
          await deliver()
        }
        world.clock.advance(30 * 60_000)
      }
      expect(asked.length).toBeLessThan(12)
      expect(asked.at(-1)).toBeGreaterThan(12 * 60)
      world.simplicate.configure({ maintenance: false })
      world.clock.advance(6 * hourMs)
      await deliver()
      expect(messages(number)).toHaveLength(1)
    })

    it('is said not to have arrived on every screen, until it has', async () => {
      const { id } = await mirrored()
      const query = { filter: {}, states: ['ignored'], sort: { by: 'issuedOn', isAscending: true } } as const
      const seen = async () => {
        const { db } = world.flows
        const { workspaceId } = combi
        const page = await readInvoicesPage(db, { workspaceId, ...query, cursor: null }, world.clock.now)
        const detail = await withWorkspace(db, workspaceId, (scope) => readInvoiceDetail(scope, id, world.clock.now))
        return [page?.items.map(({ isNoteWaiting }) => isNoteWaiting), detail?.notes.map(({ state }) => state)]
      }
      await ignore([id])
      world.simplicate.configure({ maintenance: true })
      await deliver()
      expect(await seen()).toEqual([[true], ['waiting']])
      world.simplicate.configure({ maintenance: false })
      world.clock.advance(hourMs)
      await deliver()
      expect(await seen()).toEqual([[false], ['written']])
    })

    it('and to take it back are told in that order, also when the first message had to wait', async () => {
      const { id, number } = await mirrored()
      await ignore([id], 'Vergissing')
      world.simplicate.fault({ match: { path: '/timeline/message' }, mode: 'status', status: 500 })
      await deliver()
      await unignore([id])
      await deliver()
      expect(messages(number)).toEqual([])
      world.clock.advance(hourMs)
      await deliver()
      const [first = '', second = ''] = messages(number)
      expect(first).toContain('Vergissing')
      expect(second).not.toContain('Vergissing')
      expect(messages(number)).toHaveLength(2)
    })

    it('is told of the others when one invoice is gone from the source', async () => {
      const [one, two] = [await mirrored(), await mirrored()]
      await ignore([one.id, two.id])
      const source = await combi.invoice(one.number)
      world.simplicate.environment().remove('invoices', source.sourceRef)
      expect(await deliver()).toEqual({ written: 1, hasMore: false })
      expect(messages(two.number)).toHaveLength(1)
    })

    it('keeps an invoice and its debtor out of the books, and is refused once it is booked', async () => {
      const to = newCustomer(world.simplicate, { name: 'Nooit Geboekt B.V.' })
      const { number } = sendInvoice(world.simplicate, { to })
      await combi.sync()
      await combi.offer([number])
      await combi.ignore([number])
      await combi.sync()
      await combi.sync('schedule')
      expect(entriesIn(world.minox).some((entry) => entry.number === digitsOf(number))).toBe(false)
      expect(administrationOf(world.minox).customers.map(nameIn)).not.toContain('Nooit Geboekt B.V.')

      const ids = await combi.idsOf([number])
      await unignore(ids)
      await combi.offer([number])
      await combi.sync()
      expect(entriesIn(world.minox).some((entry) => entry.number === digitsOf(number))).toBe(true)
      expect(await ignore(ids)).toMatchObject({ changed: [], refused: [{ id: ids[0], reason: 'not-now' }] })
    })

    it('holds when the invoice changes in the source afterwards', async () => {
      const { id, number } = await mirrored()
      await ignore([id])
      world.clock.advance(60_000)
      const { sourceRef } = await combi.invoice(number)
      world.simplicate.environment().edit('invoices', sourceRef, { subject: 'Ander werk', date: '2026-11-03' })
      await combi.sync()
      expect(await combi.invoice(number)).toMatchObject({ state: 'ignored', issuedOn: new Date('2026-11-03') })
      expect(entriesIn(world.minox).some((entry) => entry.number === digitsOf(number))).toBe(false)
    })
  })
})
