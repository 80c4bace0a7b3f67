import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withSystem } from '@/lib/db/client'
import type { OfferingRule } from '@/lib/domain/offering-rule'
import { agreeToOffering, readAwaitedOfferings } from './editing/automatic-offering'
import { readSettings, saveSettings } from './editing/settings'
import { startWorld, type World } from './testing'
import { endTroubleInBooks, entriesIn, troubleInBooks } from './testing-books'
import type { InvoiceRow, TestCombi } from './testing-combi'
import { digitsOf, sendInvoice } from './testing-source'

const hourMs = 60 * 60_000

describe('new invoices', () => {
  let world: World

  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())

  const send = (number: number) => Array.from({ length: number }, () => sendInvoice(world.simplicate).number)
  const statesOf = (combi: TestCombi, numbers: readonly string[]) =>
    Promise.all(numbers.map(async (number) => (await combi.invoice(number)).state))
  const timesInBooks = (number: string) =>
    entriesIn(world.minox).filter((entry) => entry.number === digitsOf(number)).length
  const offersOf = ({ events }: InvoiceRow) =>
    events.filter(({ kind }) => kind === 'offered').map(({ actorId, params }) => ({ actorId, params }))

  const editing = ({ workspaceId, combiId, userId }: TestCombi) => ({
    ...{ workspaceId, combiId },
    actor: { id: userId, email: 'boekhouder@breekijzer.example' },
  })
  const awaited = ({ workspaceId }: TestCombi) => readAwaitedOfferings(world.flows, { workspaceId, mostIds: 500 })
  /** As somebody does who looked at what goes by itself. */
  const agree = async (combi: TestCombi) => {
    const [shown] = await awaited(combi)
    return agreeToOffering(world.flows, editing(combi), shown?.settingsVersion ?? 0)
  }
  /** A combi whose first import is over, and which hands over by itself what is new. */
  const agreed = async () => {
    // Its settings are checked against who holds the same accounts: nobody does.
    await withSystem(world.flows.db, (tx) =>
      tx.combi.updateMany({ data: { state: 'removed', removedAt: new Date(0) } }),
    )
    const combi = await world.addCombi({ offering: 'automatic' })
    await combi.sync('schedule')
    expect(await agree(combi)).toEqual({ ok: true })
    return combi
  }
  const changeRule = async (combi: TestCombi, rule: Partial<OfferingRule>) => {
    const found = await readSettings(world.flows, editing(combi))
    if (found === null) throw new Error('This combi is gone')
    const { version, questions, options } = found
    const offeringRule = { ...options.offeringRule, ...rule }
    const settings = { answers: questions.answers, options: { ...options, offeringRule } }
    expect(await saveSettings(world.flows, editing(combi), { version, settings })).toEqual({ ok: true })
  }

  describe('of a combi that hands them over by itself', () => {
    it('wait until a person agreed to what that takes, having been shown exactly those', async () => {
      const combi = await world.addCombi({ offering: 'automatic' })
      const numbers = send(2)
      await combi.sync('schedule')
      numbers.push(...send(1))
      await combi.sync('schedule')
      const [shown] = await awaited(combi)
      const waiting = (await combi.invoices()).filter(({ state }) => state === 'pending')
      expect(shown?.count).toBe(waiting.length)
      expect(new Set(shown?.ids)).toEqual(new Set(waiting.map(({ id }) => id)))
      expect(numbers.map(timesInBooks)).toEqual([0, 0, 0])

      expect(await agree(combi)).toEqual({ ok: true })
      expect(await awaited(combi)).toEqual([])
      const [later = ''] = send(1)
      await combi.sync('schedule')
      expect(await statesOf(combi, [...numbers, later])).toEqual(['pending', 'pending', 'pending', 'booked'])
    })

    it('wait again when the rule becomes another one, and agreeing to the one before is refused', async () => {
      const combi = await agreed()
      await changeRule(combi, { upToCents: 50_000 })
      expect(await agreeToOffering(world.flows, editing(combi), 1)).toEqual({ ok: false, reason: 'settings-changed' })
      const [number = ''] = send(1)
      await combi.sync('schedule')
      expect(await statesOf(combi, [number])).toEqual(['pending'])
      expect(await awaited(combi)).toMatchObject([{ settingsVersion: 2 }])
    })

    it('go when they meet the rule, and wait for a person when they do not', async () => {
      const combi = await agreed()
      await changeRule(combi, { upToCents: 12_100 })
      await agree(combi)
      const [small, large] = ['100', '100.01'].map(
        (price) => sendInvoice(world.simplicate, { lines: [{ kind: 'high', amount: '1', price }] }).number,
      )
      await combi.sync('schedule')
      expect(await statesOf(combi, [small ?? '', large ?? ''])).toEqual(['booked', 'pending'])
    })

    it('are agreed to by nobody of another workspace', async () => {
      const combi = await world.addCombi({ offering: 'automatic' })
      const stranger = { ...editing(combi), workspaceId: world.flows.newId() }
      expect(await agreeToOffering(world.flows, stranger, 1)).toEqual({ ok: false, reason: 'not-found' })
      expect(await readAwaitedOfferings(world.flows, { ...stranger, mostIds: 500 })).toEqual([])
    })

    it('wait for a person when they are of the first import, and are booked by the run that reads them after it', async () => {
      const combi = await world.addCombi({ offering: 'automatic', offeringConfirmedAt: world.clock.now })
      const first = send(2)
      expect(await combi.sync('schedule')).toMatchObject({ outcome: 'succeeded', bookedCount: 0 })
      expect(await statesOf(combi, first)).toEqual(['pending', 'pending'])

      const later = send(2)
      expect(await combi.sync('schedule')).toMatchObject({ outcome: 'succeeded', newCount: 2, bookedCount: 2 })
      await combi.sync('schedule')
      expect(await statesOf(combi, [...later, ...first])).toEqual(['booked', 'booked', 'pending', 'pending'])
      expect([...later, ...first].map(timesInBooks)).toEqual([1, 1, 0, 0])
      for (const number of later)
        expect(offersOf(await combi.invoice(number))).toEqual([{ actorId: null, params: { bookingDate: null } }])
    })

    it('are of the first import until one came to its end, however many runs that takes', async () => {
      const combi = await world.addCombi({ offering: 'automatic', offeringConfirmedAt: world.clock.now })
      send(120)
      const path = '/invoices/invoice'
      world.simplicate.fault({ match: { path }, mode: 'delay', delayMs: 0 })
      world.simplicate.fault({ match: { path }, mode: 'status', status: 500, times: 100 })
      expect((await combi.sync('schedule')).outcome).toBe('failed')
      world.simplicate.clearFaults()
      const page = await combi.invoices()
      expect(page.length).toBeGreaterThan(0)
      expect(await combi.sync('schedule')).toMatchObject({ outcome: 'succeeded', bookedCount: 0 })
      const all = await combi.invoices()
      expect(all.length).toBeGreaterThan(page.length)
      expect(new Set(all.map(({ state }) => state))).toEqual(new Set(['pending']))
    })

    it('have an hour to be booked, as those that a person hands over', async () => {
      const combi = await agreed()
      const [number = ''] = send(1)
      const runId = await combi.request('schedule')
      troubleInBooks(world.minox, { mode: 'status', status: 500, times: 1_000 })
      await expect(combi.slice(runId)).rejects.toMatchObject({ kind: 'unavailable' })
      endTroubleInBooks(world.minox)
      const { offeredAt, deadlineAt } = await combi.invoice(number)
      expect((deadlineAt?.getTime() ?? 0) - (offeredAt?.getTime() ?? 0)).toBe(hourMs)
      expect(await combi.finish(runId)).toMatchObject({ outcome: 'succeeded', bookedCount: 1 })
      expect(offersOf(await combi.invoice(number))).toHaveLength(1)
    })

    it('stay ignored once a person ignored them, also when they change', async () => {
      const combi = await world.addCombi({ offering: 'automatic' })
      const [number = ''] = send(1)
      await combi.sync('schedule')
      await combi.ignore([number])
      world.clock.advance(60_000)
      const { sourceRef } = await combi.invoice(number)
      world.simplicate.environment().edit('invoices', sourceRef, { subject: 'Ander werk' })
      await combi.sync('schedule')
      expect(await statesOf(combi, [number])).toEqual(['ignored'])
    })
  })

  it.each([{}, { offering: 'manual' as const }])(
    'are handed over by a person and by nobody else when the combi says so, or says nothing: %o',
    async (given) => {
      const combi = await world.addCombi(given)
      const numbers: string[] = []
      for (let run = 1; run <= 3; run += 1) {
        numbers.push(...send(2))
        expect(await combi.sync('schedule')).toMatchObject({ outcome: 'succeeded', bookedCount: 0 })
      }
      for (const number of numbers) {
        const invoice = await combi.invoice(number)
        expect([invoice.state, offersOf(invoice)]).toEqual(['pending', []])
      }
      await combi.offer(numbers)
      expect(await combi.sync('schedule')).toMatchObject({ bookedCount: 6 })
      for (const number of numbers)
        expect(offersOf(await combi.invoice(number)).map(({ actorId }) => actorId)).toEqual([combi.userId])
    },
  )
})
