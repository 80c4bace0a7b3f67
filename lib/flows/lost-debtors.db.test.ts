import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { offerPreviewed, previewBookings } from './preview-bookings'
import { startWorld, type World } from './testing'
import { administrationOf, callsTo, debtorIn, entriesIn, entryIn, nameIn } from './testing-books'
import type { TestCombi } from './testing-combi'
import { digitsOf, newCustomer, sendInvoice, type WantedInvoice } from './testing-source'

describe('a debtor that is gone', () => {
  let world: World
  let combi: TestCombi

  beforeAll(async () => {
    world = await startWorld({ books: 'leeg' })
  })
  afterAll(() => world.stop())
  beforeEach(async () => {
    combi = await world.addCombi()
  })

  const invoiceTo = async (to: WantedInvoice['to'], ...days: string[]): Promise<string[]> => {
    const numbers = (days.length === 0 ? ['2026-11-02'] : days).map(
      (on) => sendInvoice(world.simplicate, { to, on }).number,
    )
    await combi.sync()
    await combi.offer(numbers)
    return numbers
  }
  const debtorOf = (number: string) => entryIn(world.minox, digitsOf(number)).debtor
  const called = (name: string) => administrationOf(world.minox).customers.filter((one) => nameIn(one) === name)
  /** The bookkeeper removes the debtor, with all that was booked on him. */
  const removeFromBooks = (id: number) => {
    const books = administrationOf(world.minox)
    books.customers = books.customers.filter((customer) => customer.id !== id)
    books.batches = books.batches.filter(({ lines }) => !lines.some(({ accountId }) => accountId === String(id)))
  }

  it('from the books is made again within the run that meets it, once, for all of his invoices in whatever period', async () => {
    const to = newCustomer(world.simplicate, { name: 'Opnieuw B.V.' })
    const [first = ''] = await invoiceTo(to)
    await combi.sync()
    removeFromBooks(debtorOf(first))
    const numbers = await invoiceTo(to, '2026-10-05', '2026-10-06', '2026-11-05')
    const run = await combi.sync('schedule')
    expect(run).toMatchObject({ outcome: 'succeeded', bookedCount: 3, failedCount: 0, actionCount: 0 })
    expect(run.items.map(({ reasonCode }) => reasonCode)).toContain('debtor-link-dropped')
    expect(called('Opnieuw B.V.')).toHaveLength(1)
    expect(new Set(numbers.map(debtorOf))).toEqual(new Set(called('Opnieuw B.V.').map(({ id }) => id)))
  })

  it('from the books is the one that took his address meanwhile, not a second one', async () => {
    const to = newCustomer(world.simplicate, { name: 'Samengevoegd B.V.', email: 'samen@gevoegd.example' })
    const [first = ''] = await invoiceTo(to)
    await combi.sync()
    const kept = debtorIn(world.minox, debtorOf(first))
    const merged = { ...structuredClone(kept), id: kept.id + 500, externalid: '' }
    removeFromBooks(kept.id)
    administrationOf(world.minox).customers.push(merged)
    const [second = ''] = await invoiceTo(to)
    await combi.sync()
    expect(debtorOf(second)).toBe(merged.id)
    expect(called('Samengevoegd B.V.')).toHaveLength(1)
  })

  it('from the books is noticed when the relation changes, and made when there is an invoice for him', async () => {
    const to = newCustomer(world.simplicate, { name: 'Verhuisd B.V.' })
    const [first = ''] = await invoiceTo(to)
    await combi.sync()
    removeFromBooks(debtorOf(first))
    world.clock.advance(60_000)
    world.simplicate.environment().edit('organizations', to.id, { phone: '030-7654321' })
    const run = await combi.sync('schedule')
    expect(run).toMatchObject({ failedCount: 0 })
    expect(run.items.map(({ reasonCode }) => reasonCode)).toContain('debtor-link-dropped')
    expect(called('Verhuisd B.V.')).toEqual([])
    const [second = ''] = await invoiceTo(to)
    await combi.sync()
    expect(debtorIn(world.minox, debtorOf(second)).addresses[0]).toMatchObject({
      phone_numbers: [{ phone_number: '030-7654321' }],
    })
  })

  it('from the books is shown as new before his invoice is handed over, and booked as shown', async () => {
    const other = { name: 'Was er al B.V.', email: 'was@eral.example' }
    administrationOf(world.minox).customers.push({
      ...{ id: 1_777, externalid: '', vat: {}, chamber_of_commerce: '', rest: {} },
      blocked: { active: false, reason: '' },
      addresses: [
        {
          ...{ address_type: 'postal', name: other.name },
          email_addresses: [{ email_address_type: 'email', email_address: other.email }],
        },
      ],
    })
    const to = newCustomer(world.simplicate, other)
    const [first = ''] = await invoiceTo(to)
    await combi.sync()
    expect(debtorOf(first)).toBe(1_777)
    removeFromBooks(1_777)
    const { number } = sendInvoice(world.simplicate, { to })
    await combi.sync()
    const { workspaceId, userId } = combi
    const asked = { workspaceId, selection: { ids: await combi.idsOf([number]) }, bookingDate: null, isFresh: true }
    const shown = await previewBookings(world.flows, { ...asked, page: 1 })
    expect(shown.items[0]?.entry?.debtor).toMatchObject({ booksDebtorId: null, isOurs: true })
    expect(await offerPreviewed(world.flows, { ...asked, userId, fingerprint: shown.fingerprint })).toMatchObject({
      ok: true,
    })
    await combi.sync()
    expect(await combi.invoice(number)).toMatchObject({ state: 'booked', reasonCode: null })
    expect(called('Was er al B.V.').map(({ id }) => id)).toEqual([debtorOf(number)])
  })

  it('from the books as fast as he is made is a question, and the run comes to an end', async () => {
    const to = newCustomer(world.simplicate, { name: 'Verdwijnt B.V.' })
    const [number = ''] = await invoiceTo(to)
    const { openBooks } = world.flows
    world.flows.openBooks = (...given) => {
      const books = openBooks(...given)
      return {
        ...books,
        async putDebtor(...write) {
          const made = await books.putDebtor(...write)
          removeFromBooks(Number(made.id))
          return made
        },
      }
    }
    const run = await combi.sync()
    world.flows.openBooks = openBooks
    expect(run.finishedAt).not.toBeNull()
    expect(await combi.invoice(number)).toMatchObject({ state: 'action', reasonCode: 'debtor-gone' })
    await combi.sync()
    expect(await combi.invoice(number)).toMatchObject({ state: 'booked' })
    expect(called('Verdwijnt B.V.')).toHaveLength(1)
  })

  it('from the source because he was merged into another relation leaves his debtor in the books to that one', async () => {
    const old = newCustomer(world.simplicate, { name: 'Oud B.V.', email: 'debiteur@fusie.example' })
    const [first = ''] = await invoiceTo(old)
    await combi.sync()
    const merged = newCustomer(world.simplicate, { name: 'Nieuw B.V.', email: 'Debiteur@Fusie.example' })
    const [second = ''] = await invoiceTo(merged)
    await combi.sync()
    expect(await combi.invoice(second)).toMatchObject({ state: 'action', reasonCode: 'debtor-email-shared' })
    world.simplicate.environment().remove('organizations', old.id)
    await combi.sync()
    expect(await combi.invoice(second)).toMatchObject({ state: 'booked' })
    expect(debtorOf(second)).toBe(debtorOf(first))
    expect(entriesIn(world.minox).filter(({ debtor }) => debtor === debtorOf(first))).toHaveLength(2)
  })

  it('nowhere costs no question about him: known debtors are not looked up', async () => {
    const to = newCustomer(world.simplicate)
    await invoiceTo(to)
    await combi.sync()
    await invoiceTo(to)
    world.minox.world.requests.length = 0
    await combi.sync()
    expect(callsTo(world.minox, 'GET', '/customer')).toEqual([])
  })
})
