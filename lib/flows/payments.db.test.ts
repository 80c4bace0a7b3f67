import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { faultSchema } from '@/lib/connectors/minox/sandbox/fault-schema'
import { withWorkspace } from '@/lib/db/client'
import { readInvoiceDetail } from '@/lib/db/views/invoice-detail'
import { startWorld, type World } from './testing'
import { administrationOf, entryIn, payInBooks } from './testing-books'
import type { TestCombi } from './testing-combi'
import {
  digitsOf,
  newCustomer,
  outstandingCents,
  paymentsOn,
  sendInvoice,
  sourceInvoice,
  type WantedLine,
} from './testing-source'

const place = { tenant: 12345, administration: 1 }

describe('what the books received', () => {
  let world: World
  let combi: TestCombi

  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())
  beforeEach(() => {
    world.simplicate.clearFaults()
  })

  /** An invoice of € 121,00 that stands in the books. */
  const booked = async (given: { partialPayments?: boolean; lines?: readonly WantedLine[] } = {}): Promise<string> => {
    combi = await world.addCombi({ partialPayments: given.partialPayments ?? false })
    const { number } = sendInvoice(world.simplicate, given.lines === undefined ? {} : { lines: given.lines })
    await combi.sync()
    await combi.offer([number])
    await combi.sync()
    return number
  }

  const pay = (number: string, receipt: Parameters<typeof payInBooks>[2] = {}) => {
    payInBooks(world.minox, digitsOf(number), receipt)
  }
  const paid = (number: string) => paymentsOn(world.simplicate, number).map(({ cents, date }) => [cents, date])
  const itemsOf = (run: Awaited<ReturnType<TestCombi['sync']>>) =>
    run.items.filter(({ kind }) => kind === 'payment').map(({ outcome, reasonCode }) => [outcome, reasonCode])

  it('becomes one payment with the day on the bank statement, and settles the invoice at the source', async () => {
    const number = await booked()
    pay(number, { on: '2026-11-19' })
    const run = await combi.sync('schedule')
    expect(paid(number)).toEqual([[12_100, '2026-11-19']])
    expect(outstandingCents(world.simplicate, number)).toBe(0)
    expect(run).toMatchObject({ paymentCount: 1, outcome: 'succeeded' })
    expect(itemsOf(run)).toEqual([['registered', null]])
    expect(await combi.invoice(number)).toMatchObject({ isSettled: true, paidCents: 12_100n, passedOnCents: 12_100n })

    await combi.sync('schedule')
    await combi.sync()
    expect(paid(number)).toHaveLength(1)
  })

  it.each([
    ['a lost answer', { mode: 'drop_after_commit' } as const],
    ['half an answer', { mode: 'truncate' } as const],
    ['a page instead of an answer', { mode: 'html' } as const],
    ['an error before anything happened', { mode: 'status', status: 500 } as const],
    ['a connection that breaks first', { mode: 'drop' } as const],
  ])('is registered once after %s', async (_, trouble) => {
    const number = await booked()
    pay(number)
    world.simplicate.fault({ match: { method: 'POST', path: '/invoices/payment' }, ...trouble })
    const run = await combi.sync('schedule')
    expect(paid(number)).toHaveLength(1)
    expect(run).toMatchObject({ paymentCount: 1, failedCount: 0 })
    expect(await combi.invoice(number)).toMatchObject({ isSettled: true })
  })

  it('is found in the next run when the answer was lost and the source stayed away for the rest of this one', async () => {
    const number = await booked()
    pay(number)
    world.simplicate.fault({ match: { method: 'POST', path: '/invoices/payment' }, mode: 'drop_after_commit' })
    const runId = await combi.request('schedule')
    await expect(combi.slice(runId)).rejects.toMatchObject({ kind: 'unavailable' })
    world.simplicate.fault({ match: { path: '/invoices/payment' }, mode: 'status', status: 502, times: 5 })
    expect(await combi.finish(runId)).toMatchObject({ outcome: 'failed', reasonCode: 'not-answered' })
    expect(await combi.sync('schedule')).toMatchObject({ outcome: 'succeeded', paymentCount: 1 })
    expect(paid(number)).toHaveLength(1)
  })

  it('is passed on when the invoice is fully paid, in one sum, unless parts are wanted', async () => {
    const number = await booked()
    pay(number, { amountCents: 5_000, on: '2026-11-10' })
    const run = await combi.sync('schedule')
    expect(paid(number)).toEqual([])
    expect(itemsOf(run)).toEqual([['note', 'partly-paid']])
    expect(itemsOf(await combi.sync('schedule'))).toEqual([])
    pay(number, { on: '2026-11-18' })
    await combi.sync('schedule')
    expect(paid(number)).toEqual([[12_100, '2026-11-18']])
  })

  it('beyond the invoice is not passed on, and its page says how much that is', async () => {
    const number = await booked()
    pay(number, { amountCents: 15_000, on: '2026-11-19' })
    await combi.sync('schedule')
    expect(paid(number)).toEqual([[12_100, '2026-11-19']])
    const [invoiceId = ''] = await combi.idsOf([number])
    const page = await withWorkspace(world.flows.db, combi.workspaceId, (scope) =>
      readInvoiceDetail(scope, invoiceId, world.flows.now()),
    )
    expect(page).toMatchObject({ passedOnCents: 12_100, overpayment: { booksCents: 2_900, sourceCents: 0 } })
    expect(page?.invoice).toMatchObject({ payment: 'paid', paidCents: 15_000 })
  })

  it('is passed on part by part when that is wanted, and the parts are exactly the whole', async () => {
    const number = await booked({ partialPayments: true })
    for (const [amountCents, on] of [
      [1, '2026-11-10'],
      [4_999, '2026-11-11'],
      [7_099, '2026-11-17'],
    ] as const) {
      pay(number, { amountCents, on })
      await combi.sync('schedule')
    }
    expect(paid(number)).toEqual([
      [1, '2026-11-10'],
      [4_999, '2026-11-11'],
      [7_099, '2026-11-17'],
    ])
    pay(number, { amountCents: 1, on: '2026-11-18' })
    await combi.sync('schedule')
    expect(paid(number)).toHaveLength(4)
    expect(outstandingCents(world.simplicate, number)).toBe(0)
    expect(await combi.invoice(number)).toMatchObject({ isSettled: true })
  })

  it.each([
    ['a part', { partialPayments: true, amountCents: 5_000 }],
    ['the whole', { partialPayments: false, amountCents: 12_100 }],
  ])('that was taken back after %s was passed on is a question, and nothing more is passed on', async (_, given) => {
    const number = await booked({ partialPayments: given.partialPayments })
    pay(number, { amountCents: given.amountCents })
    await combi.sync('schedule')
    const { debtor } = entryIn(world.minox, digitsOf(number))
    world.minox.operations.reversePayment({ ...place, customer: debtor, invoice_number: digitsOf(number) })
    const run = await combi.sync('schedule')
    expect(itemsOf(run)).toEqual([['action', 'payment-went-down']])
    expect(run).toMatchObject({ outcome: 'partial', actionCount: 1 })
    expect(await combi.invoice(number)).toMatchObject({ reasonCode: 'payment-went-down', isSettled: false })
    expect(paid(number)).toHaveLength(1)
    // It is said once, and not every quarter of an hour.
    expect(itemsOf(await combi.sync('schedule'))).toEqual([])

    pay(number)
    await combi.sync('schedule')
    const sums = paymentsOn(world.simplicate, number).map(({ cents }) => cents)
    expect(sums.reduce((total, cents) => total + cents, 0)).toBe(12_100)
    expect(await combi.invoice(number)).toMatchObject({ reasonCode: null, isSettled: true })
  })

  it('by a write-off settles the invoice without a payment', async () => {
    const number = await booked()
    const { debtor } = entryIn(world.minox, digitsOf(number))
    world.minox.operations.writeOff({ ...place, customer: debtor, invoice_number: digitsOf(number) })
    const run = await combi.sync('schedule')
    expect(itemsOf(run)).toEqual([['note', 'settled-without-bank']])
    expect(paid(number)).toEqual([])
    expect(await combi.invoice(number)).toMatchObject({ isSettled: true, passedOnCents: 0n })
    expect(itemsOf(await combi.sync('schedule'))).toEqual([])
  })

  it('in money, with the rest written off, passes the money on and no more', async () => {
    const number = await booked()
    const { debtor } = entryIn(world.minox, digitsOf(number))
    pay(number, { amountCents: 12_000, on: '2026-11-12' })
    world.minox.operations.writeOff({ ...place, customer: debtor, invoice_number: digitsOf(number) })
    await combi.sync('schedule')
    expect(paid(number)).toEqual([[12_000, '2026-11-12']])
  })

  it('is not doubled when somebody registered it at the source by hand', async () => {
    const number = await booked()
    const { id } = sourceInvoice(world.simplicate, number)
    world.simplicate
      .environment()
      .addPayment({ invoiceId: id, date: '2026-11-10', amount: '121.00', description: 'Bank' })
    pay(number)
    const run = await combi.sync('schedule')
    expect(paid(number)).toEqual([[12_100, '2026-11-10']])
    expect(itemsOf(run)).toEqual([['note', 'already-paid-in-source']])
    expect(await combi.invoice(number)).toMatchObject({ isSettled: true })
  })

  it('is completed to what is due when a part was registered by hand', async () => {
    const number = await booked()
    const { id } = sourceInvoice(world.simplicate, number)
    world.simplicate
      .environment()
      .addPayment({ invoiceId: id, date: '2026-11-10', amount: '21.00', description: 'Bank' })
    pay(number, { on: '2026-11-11' })
    await combi.sync('schedule')
    expect(paid(number)).toEqual([
      [2_100, '2026-11-10'],
      [10_000, '2026-11-11'],
    ])
    expect(outstandingCents(world.simplicate, number)).toBe(0)
  })

  it('above what was due is passed on no further than what was due', async () => {
    const number = await booked()
    pay(number, { amountCents: 15_000 })
    await combi.sync('schedule')
    expect(paid(number).map(([cents]) => cents)).toEqual([12_100])
    expect(await combi.invoice(number)).toMatchObject({ isSettled: true })
  })

  it('or paid out on a credit invoice goes back as a negative payment', async () => {
    const number = await booked({ lines: [{ amount: '-1', price: '100' }] })
    pay(number, { on: '2026-11-12' })
    await combi.sync('schedule')
    expect(paid(number)).toEqual([[-12_100, '2026-11-12']])
    expect(outstandingCents(world.simplicate, number)).toBe(0)
  })

  it('by setting a credit invoice off settles both without a payment', async () => {
    combi = await world.addCombi()
    const to = newCustomer(world.simplicate)
    const invoice = sendInvoice(world.simplicate, { to }).number
    const creditNote = sendInvoice(world.simplicate, { to, lines: [{ amount: '-1' }] }).number
    await combi.sync()
    await combi.offer([invoice, creditNote])
    await combi.sync()
    world.minox.operations.offset({
      ...place,
      customer: entryIn(world.minox, digitsOf(invoice)).debtor,
      invoice_number: digitsOf(invoice),
      credit_invoice_number: digitsOf(creditNote),
    })
    await combi.sync('schedule')
    expect([...paid(invoice), ...paid(creditNote)]).toEqual([])
    expect(await combi.invoice(invoice)).toMatchObject({ isSettled: true, reasonCode: 'settled-without-bank' })
    expect(await combi.invoice(creditNote)).toMatchObject({ isSettled: true, reasonCode: 'settled-without-bank' })
  })

  it('by a credit invoice for a part leaves the rest to be paid, and only that is passed on', async () => {
    combi = await world.addCombi()
    const to = newCustomer(world.simplicate)
    const invoice = sendInvoice(world.simplicate, { to }).number
    const creditNote = sendInvoice(world.simplicate, { to, lines: [{ amount: '-1', price: '40' }] }).number
    await combi.sync()
    await combi.offer([invoice, creditNote])
    await combi.sync()
    world.minox.operations.offset({
      ...place,
      customer: entryIn(world.minox, digitsOf(invoice)).debtor,
      invoice_number: digitsOf(invoice),
      credit_invoice_number: digitsOf(creditNote),
    })
    await combi.sync('schedule')
    expect([...paid(invoice), ...paid(creditNote)]).toEqual([])
    pay(invoice, { on: '2026-11-20' })
    await combi.sync('schedule')
    expect([paid(invoice), paid(creditNote)]).toEqual([[[7_260, '2026-11-20']], []])
    expect(await combi.invoice(invoice)).toMatchObject({ isSettled: true, reasonCode: null })
  })

  it('before its invoice was booked waits in the books, and is passed on once it is', async () => {
    combi = await world.addCombi()
    const to = newCustomer(world.simplicate)
    const [first, second] = [sendInvoice(world.simplicate, { to }).number, sendInvoice(world.simplicate, { to }).number]
    await combi.sync()
    await combi.offer([first])
    await combi.sync()
    pay(first, { on: '2026-11-10' })
    // The bookkeeper enters money under the number that is written on it, whether its invoice is there or not.
    const { batches } = administrationOf(world.minox)
    const receipt = batches.at(-1)
    if (receipt === undefined) throw new Error('Nothing was received')
    batches.push({
      ...structuredClone(receipt),
      id: receipt.id.replace(/.$/, 'f'),
      lines: receipt.lines.map((line) => ({
        ...{ ...line, id: `${line.id}0` },
        invoiceNumber: line.invoiceNumber === null ? null : digitsOf(second),
      })),
    })
    await combi.sync('schedule')
    expect([paid(first), paid(second)]).toEqual([[[12_100, '2026-11-10']], []])
    expect(await combi.invoice(second)).toMatchObject({ state: 'pending' })
    await combi.offer([second])
    await combi.sync()
    expect(paid(second)).toEqual([[12_100, '2026-11-10']])
    expect(await combi.invoice(second)).toMatchObject({ state: 'booked', isSettled: true })
  })

  it('on an entry that is gone from the books is a question, never a payment', async () => {
    const number = await booked()
    world.minox.operations.removeBatch({ ...place, batch: entryIn(world.minox, digitsOf(number)).id })
    const run = await combi.sync('schedule')
    expect(itemsOf(run)).toEqual([['action', 'entry-missing']])
    expect(paid(number)).toEqual([])
    expect(itemsOf(await combi.sync('schedule'))).toEqual([])
  })

  it('on an entry that was put back is no question any more', async () => {
    const number = await booked()
    const kept = administrationOf(world.minox).batches.find(
      ({ id }) => id === entryIn(world.minox, digitsOf(number)).id,
    )
    if (kept === undefined) throw new Error(`No entry of ${number}`)
    world.minox.operations.removeBatch({ ...place, batch: kept.id })
    await combi.sync('schedule')
    expect(await combi.invoice(number)).toMatchObject({ reasonCode: 'entry-missing' })
    administrationOf(world.minox).batches.push(kept)
    await combi.sync('schedule')
    expect(await combi.invoice(number)).toMatchObject({ state: 'booked', reasonCode: null, isSettled: false })
    pay(number)
    await combi.sync('schedule')
    expect(paid(number)).toEqual([[12_100, expect.any(String)]])
  })

  it('on one entry that cannot be read stops no other, is said once, and is passed on when it can', async () => {
    const broken = await booked()
    const number = sendInvoice(world.simplicate).number
    await combi.sync()
    await combi.offer([number])
    await combi.sync()
    pay(broken)
    pay(number)
    const { debtor } = entryIn(world.minox, digitsOf(broken))
    const senseless = { account_id: String(debtor), invoice_number: digitsOf(broken), total: 121 }
    world.minox.world.faults.push({
      ...faultSchema.parse({ match: { path: '/receivable' }, mode: 'status', times: 2 }),
      status: 200,
      body: JSON.stringify({ links: {}, collection: [senseless] }),
    })
    expect(itemsOf(await combi.sync('schedule'))).toEqual([
      ['note', 'record-unreadable'],
      ['registered', null],
    ])
    expect([paid(broken), paid(number)]).toMatchObject([[], [[12_100, expect.any(String)]]])
    expect(itemsOf(await combi.sync('schedule'))).toEqual([])
    await combi.sync('schedule')
    expect(paid(broken)).toMatchObject([[12_100, expect.any(String)]])
    expect(await combi.invoice(broken)).toMatchObject({ reasonCode: null, isSettled: true })
  })

  it('that the source refuses is said in every run until it is accepted', async () => {
    const number = await booked()
    pay(number)
    world.simplicate.change((tenant) => tenant.denials.push({ path: 'invoices/payment', method: 'POST' }))
    expect(await combi.sync('schedule')).toMatchObject({ outcome: 'partial', failedCount: 1, paymentCount: 0 })
    expect(await combi.sync('schedule')).toMatchObject({ outcome: 'partial', failedCount: 1 })
    world.simplicate.change((tenant) => (tenant.denials = []))
    expect(await combi.sync('schedule')).toMatchObject({ outcome: 'succeeded', paymentCount: 1 })
    expect(paid(number)).toHaveLength(1)
  })
})
