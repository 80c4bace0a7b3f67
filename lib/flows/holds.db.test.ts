import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withWorkspace } from '@/lib/db/client'
import { startWorld, type World } from './testing'
import { bookingPath, callsTo, entriesIn, entryIn, payInBooks, troubleInBooks } from './testing-books'
import type { TestCombi } from './testing-combi'
import { digitsOf, newCustomer, sendInvoice, sourceInvoice } from './testing-source'

const books = { tenant: 12345, administration: 1 }

describe('an invoice that does not pass', () => {
  let world: World
  let combi: TestCombi

  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())
  beforeEach(async () => {
    combi = await world.addCombi()
  })

  const isInBooks = (number: string) => entriesIn(world.minox).some((entry) => entry.number === digitsOf(number))
  const offer = async (...numbers: string[]) => {
    await combi.sync()
    await combi.offer(numbers)
    return combi.sync()
  }
  const held = async (number: string) => {
    const { state, reasonCode, reasonParams } = await combi.invoice(number)
    return { state, reasonCode, reasonParams }
  }
  const edit = (number: string, change: Record<string, unknown>) => {
    world.clock.advance(60_000)
    world.simplicate.environment().edit('invoices', sourceInvoice(world.simplicate, number).id, change)
  }
  const withPrice = (number: string, price: string) => ({
    lines: sourceInvoice(world.simplicate, number).lines.map((line) => ({ ...line, price })),
  })

  it('because its period is closed waits with that reason, the others go, and it is booked once the period is open', async () => {
    const march = { ...books, fiscal_year: 2026, period: 3 }
    const inMarch = sendInvoice(world.simplicate, { on: '2026-03-12' }).number
    const inApril = sendInvoice(world.simplicate, { on: '2026-04-12' }).number
    world.minox.operations.setPeriod({ ...march, closed: true })
    const run = await offer(inMarch, inApril)
    expect(run).toMatchObject({ outcome: 'partial', bookedCount: 1, actionCount: 1, failedCount: 0 })
    expect(run.items.filter(({ outcome }) => outcome === 'action')).toMatchObject([
      { label: inMarch, reasonCode: 'period-closed', bookingDate: new Date('2026-03-12') },
    ])
    expect(await held(inMarch)).toEqual({
      state: 'action',
      reasonCode: 'period-closed',
      reasonParams: { fiscalYear: 2026, period: 3, text: expect.stringContaining('Periode 3 van 2026') as string },
    })
    expect((await combi.invoice(inMarch)).deadlineAt).not.toBeNull()
    // By itself it is not tried again and again.
    const puts = callsTo(world.minox, 'PUT', bookingPath).length
    expect((await combi.sync('schedule')).items).toEqual([])
    expect(callsTo(world.minox, 'PUT', bookingPath)).toHaveLength(puts)

    world.minox.operations.setPeriod({ ...march, closed: false })
    await combi.sync()
    expect(entryIn(world.minox, digitsOf(inMarch))).toMatchObject({ period: 3, date: '2026-03-12' })
    expect(await held(inMarch)).toEqual({ state: 'booked', reasonCode: null, reasonParams: null })
  })

  it('goes into an open period when a person gives it another day', async () => {
    const { number } = sendInvoice(world.simplicate, { on: '2026-02-10' })
    world.minox.operations.setPeriod({ ...books, fiscal_year: 2026, period: 2, closed: true })
    await offer(number)
    await combi.offer([number], '2026-03-01')
    await combi.sync()
    world.minox.operations.setPeriod({ ...books, fiscal_year: 2026, period: 2, closed: false })
    expect(entryIn(world.minox, digitsOf(number))).toMatchObject({ period: 3, date: '2026-03-01' })
  })

  it('is tried again for somebody who asks while a run is under way', async () => {
    const january = { ...books, fiscal_year: 2026, period: 1 }
    const known = sendInvoice(world.simplicate).number
    await offer(known)
    const { number } = sendInvoice(world.simplicate, { on: '2026-01-20' })
    await combi.sync()
    await combi.offer([number])
    world.minox.operations.setPeriod({ ...january, closed: true })
    troubleInBooks(world.minox, { path: '/receivable', mode: 'status', status: 429, retryAfterSeconds: 30 })
    const runId = await combi.request('schedule')
    expect(await combi.slice(runId)).toEqual({ done: false, waitMs: 30_000 })
    expect(await held(number)).toMatchObject({ state: 'action', reasonCode: 'period-closed' })
    world.minox.operations.setPeriod({ ...january, closed: false })
    expect(await combi.request()).toBe(runId)
    world.clock.advance(30_000)
    await combi.finish(runId)
    expect(isInBooks(number)).toBe(true)
  })

  it.each([
    ['its ledger account is blocked', 'account-blocked', { account: '8010', text: 'Vervallen' }],
    ['its debtor is blocked', 'debtor-blocked', { debtor: 'Geblokkeerd B.V.' }],
  ])('because %s waits, and passes when that is over', async (_, reasonCode, params) => {
    const to = newCustomer(world.simplicate, { name: 'Geblokkeerd B.V.' })
    const known = sendInvoice(world.simplicate, { to }).number
    const { number } = sendInvoice(world.simplicate, { to, lines: [{ kind: 'low' }] })
    await offer(known)
    const target =
      reasonCode === 'account-blocked'
        ? { ledger_account: 8010 }
        : { customer: entryIn(world.minox, digitsOf(known)).debtor }
    world.minox.operations.setBlock({ ...books, ...target, blocked: true, reason: 'Vervallen' })
    await offer(number)
    expect(await held(number)).toMatchObject({ state: 'action', reasonCode, reasonParams: params })
    world.minox.operations.setBlock({ ...books, ...target, blocked: false, reason: '' })
    await combi.sync()
    expect(isInBooks(number)).toBe(true)
  })

  it('because its number has the same digits as another waits, and the first is booked', async () => {
    const first = sendInvoice(world.simplicate, { number: 'F0077', on: '2026-05-01' }).number
    const second = sendInvoice(world.simplicate, { number: 'F77', on: '2026-05-02' }).number
    await offer(first, second)
    expect(await held(first)).toMatchObject({ state: 'booked' })
    expect(await held(second)).toEqual({
      state: 'action',
      reasonCode: 'number-collision',
      reasonParams: { number: 'F77', booksNumber: 77, other: 'F0077' },
    })
    expect(entryIn(world.minox, 77).description).toContain('F0077')
  })

  it('because its number exists in the books already waits with the words of the books', async () => {
    const to = newCustomer(world.simplicate)
    const other = await world.addCombi()
    const { number } = sendInvoice(world.simplicate, { to })
    await other.sync()
    await other.offer([number])
    await other.sync()
    await offer(number)
    expect(await held(number)).toMatchObject({ state: 'action', reasonCode: 'number-exists-in-books' })
    expect(entriesIn(world.minox).filter((entry) => entry.number === digitsOf(number))).toHaveLength(1)
  })

  it.each([
    ['has no digits', { number: 'CONCEPT' }, 'number-not-usable'],
    ['has more digits than the books take', { number: 'WEB-1234567890' }, 'number-not-usable'],
    ['is for a year that the books do not have', { on: '2031-02-03' }, 'fiscal-year-unknown'],
    ['has no amount on it', { lines: [{ price: '0' }, { amount: '0' }] }, 'zero-total'],
    ['has VAT that does not belong on its account', { lines: [{ kind: 'exempt', vat: 'high' }] }, 'vat-rate-differs'],
  ] as const)('because it %s never leaves the portal', async (_, wanted, reasonCode) => {
    const { number } = sendInvoice(world.simplicate, wanted)
    const puts = callsTo(world.minox, 'PUT', bookingPath).length
    await offer(number)
    expect(await held(number)).toMatchObject({ state: 'action', reasonCode })
    expect(callsTo(world.minox, 'PUT', bookingPath)).toHaveLength(puts)
  })

  it('is offered again by itself when it is put right in the source', async () => {
    const { number } = sendInvoice(world.simplicate, { lines: [{ price: '0' }, { price: '0' }] })
    await offer(number)
    edit(number, withPrice(number, '60'))
    await combi.sync('schedule')
    expect(entryIn(world.minox, digitsOf(number)).grossCents).toBe(14_520)
    expect(await held(number)).toEqual({ state: 'booked', reasonCode: null, reasonParams: null })
  })

  it('that was held for its VAT passes after a person maps it', async () => {
    const { number } = sendInvoice(world.simplicate, { lines: [{ kind: 'exempt', vat: 'high' }] })
    await offer(number)
    expect(await held(number)).toMatchObject({ reasonCode: 'vat-rate-differs' })
    const line = sourceInvoice(world.simplicate, number).lines[0]
    await withWorkspace(world.flows.db, combi.workspaceId, ({ tx, workspaceId }) =>
      tx.ledgerMapping.create({
        data: {
          workspaceId,
          combiId: combi.combiId,
          administrationRef: '1',
          revenueGroupRef: line?.revenueGroupId ?? '',
          ledgerAccount: '8090',
        },
      }),
    )
    await combi.sync()
    expect(entryIn(world.minox, digitsOf(number))).toMatchObject({
      netByAccount: { '8090': 10_000 },
      grossCents: 12_100,
    })
  })

  it('is one in a hundred: ninety-nine are booked', async () => {
    const to = newCustomer(world.simplicate)
    const numbers = Array.from(
      { length: 100 },
      (_, at) =>
        sendInvoice(world.simplicate, {
          to,
          on: '2026-08-15',
          lines: [{ kind: at === 40 ? 'exempt' : 'high', vat: 'high' }],
        }).number,
    )
    const run = await offer(...numbers)
    expect(run).toMatchObject({ bookedCount: 99, actionCount: 1, failedCount: 0, outcome: 'partial' })
    expect(numbers.filter((number) => !isInBooks(number))).toEqual([numbers[40]])
  })

  describe('or changed after it was booked', () => {
    it('is flagged once and not booked again', async () => {
      const { number } = sendInvoice(world.simplicate)
      await offer(number)
      const entry = entryIn(world.minox, digitsOf(number))
      edit(number, withPrice(number, '90'))
      const run = await combi.sync('schedule')
      expect(run.items).toMatchObject([{ label: number, outcome: 'action', reasonCode: 'changed-after-booking' }])
      expect(await held(number)).toEqual({
        state: 'booked',
        reasonCode: 'changed-after-booking',
        reasonParams: { number },
      })
      expect((await combi.invoice(number)).events.map(({ kind }) => kind)).toEqual([
        'offered',
        'booked',
        'changed-after-booking',
      ])
      expect((await combi.sync('schedule')).items).toEqual([])
      await combi.sync()
      expect(entryIn(world.minox, digitsOf(number))).toEqual(entry)
    })

    it('stays flagged when it is paid', async () => {
      const { number } = sendInvoice(world.simplicate)
      await offer(number)
      edit(number, withPrice(number, '110'))
      await combi.sync('schedule')
      payInBooks(world.minox, digitsOf(number))
      await combi.sync('schedule')
      expect(await combi.invoice(number)).toMatchObject({ isSettled: true, reasonCode: 'changed-after-booking' })
    })

    it('stays flagged when there is something to remark about how it was paid', async () => {
      const { number } = sendInvoice(world.simplicate)
      await offer(number)
      edit(number, withPrice(number, '110'))
      await combi.sync('schedule')
      const call = {
        ...books,
        customer: entryIn(world.minox, digitsOf(number)).debtor,
        invoice_number: digitsOf(number),
      }
      world.minox.operations.writeOff(call)
      const run = await combi.sync('schedule')
      expect(run.items).toMatchObject([{ kind: 'payment', reasonCode: 'settled-without-bank' }])
      expect(await combi.invoice(number)).toMatchObject({ isSettled: true, reasonCode: 'changed-after-booking' })
    })

    it('is no longer flagged when the change is undone in the source', async () => {
      const { number } = sendInvoice(world.simplicate)
      await offer(number)
      edit(number, withPrice(number, '110'))
      await combi.sync('schedule')
      edit(number, withPrice(number, '100'))
      await combi.sync('schedule')
      expect(await held(number)).toEqual({ state: 'booked', reasonCode: null, reasonParams: null })
    })

    it('is not flagged for a payment or a touch that changes nothing of the booking', async () => {
      const { number } = sendInvoice(world.simplicate)
      await offer(number)
      edit(number, { comments: 'Herinnering gestuurd' })
      const { id } = sourceInvoice(world.simplicate, number)
      world.simplicate
        .environment()
        .addPayment({ invoiceId: id, date: '2026-11-20', amount: '20.00', description: 'Pin' })
      const run = await combi.sync('schedule')
      expect(run).toMatchObject({ updatedCount: 1, actionCount: 0 })
      expect(await held(number)).toMatchObject({ state: 'booked', reasonCode: null })
    })
  })

  describe('or cannot be read', () => {
    const rejectedOf = () =>
      withWorkspace(world.flows.db, combi.workspaceId, ({ tx }) =>
        tx.rejectedRecord.findMany({ orderBy: { firstSeenAt: 'asc' } }),
      )

    it('is shown once with its number and field, its neighbours are mirrored, and it is read once it is repaired', async () => {
      const before = sendInvoice(world.simplicate).number
      const broken = sendInvoice(world.simplicate)
      const after = sendInvoice(world.simplicate).number
      world.simplicate.environment().overlay('invoices', broken.id, { total_including_vat: 'twaalf' })
      const run = await combi.sync()
      expect(run).toMatchObject({ outcome: 'partial', rejectedCount: 1 })
      expect(run.items).toMatchObject([{ outcome: 'rejected', label: broken.number, reasonCode: 'record-unreadable' }])
      expect(JSON.stringify(run.items[0]?.reasonParams)).toContain('total_including_vat')
      await combi.idsOf([before, after])
      await expect(combi.idsOf([broken.number])).rejects.toThrow('Not all of these')
      // It is read again within the overlap, and said no second time.
      expect(await combi.sync()).toMatchObject({ outcome: 'succeeded', rejectedCount: 0 })

      world.simplicate.environment().overlay('invoices', broken.id, {})
      await combi.sync()
      await combi.idsOf([broken.number])
      expect(await rejectedOf()).toMatchObject([{ ref: broken.id, resolvedAt: world.clock.now }])
    })

    it('is resolved too when it was mirrored before and reads as it did', async () => {
      const { id, number } = sendInvoice(world.simplicate)
      await combi.sync()
      world.simplicate.environment().overlay('invoices', id, { total_vat: 'veel' })
      expect(await combi.sync()).toMatchObject({ rejectedCount: 1 })
      world.simplicate.environment().overlay('invoices', id, {})
      await combi.sync()
      expect(await rejectedOf()).toMatchObject([{ ref: id, resolvedAt: world.clock.now }])
      expect(await held(number)).toMatchObject({ state: 'pending' })
    })

    it('is said again when it breaks a second time', async () => {
      const { id } = sendInvoice(world.simplicate)
      for (const overlay of [{ total_vat: 'veel' }, {}, { total_vat: 'veel' }]) {
        world.simplicate.environment().overlay('invoices', id, overlay)
        const isBroken = 'total_vat' in overlay
        expect(await combi.sync()).toMatchObject({ rejectedCount: isBroken ? 1 : 0 })
      }
      expect(await rejectedOf()).toMatchObject([{ ref: id, resolvedAt: null }])
    })
  })
})
