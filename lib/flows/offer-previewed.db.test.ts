import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withWorkspace } from '@/lib/db/client'
import { offerPreviewed, previewBookings } from './preview-bookings'
import { startWorld, type World } from './testing'
import { bookingPath, callsTo, entriesIn, entryIn } from './testing-books'
import type { TestCombi } from './testing-combi'
import { digitsOf, newCustomer, sendInvoice, sourceInvoice } from './testing-source'

describe('invoices handed over after a preview', () => {
  let world: World
  let combi: TestCombi

  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())
  beforeEach(async () => {
    combi = await world.addCombi()
  })

  const ask = async (numbers: readonly string[], bookingDate: string | null = null) => {
    const { workspaceId, userId } = combi
    const question = { workspaceId, selection: { ids: await combi.idsOf(numbers) }, bookingDate, isFresh: false }
    const preview = await previewBookings(world.flows, { ...question, page: 1 })
    const offer = () => offerPreviewed(world.flows, { ...question, userId, fingerprint: preview.fingerprint })
    return { preview, offer }
  }
  /** A person gives the revenue group of these invoices another account. */
  const mapGroup = async (number: string, ledgerAccount: string) => {
    const revenueGroupRef = sourceInvoice(world.simplicate, number).lines[0]?.revenueGroupId ?? ''
    const { workspaceId, combiId } = combi
    await withWorkspace(world.flows.db, workspaceId, ({ tx }) =>
      tx.ledgerMapping.create({
        data: { workspaceId, combiId, administrationRef: '1', revenueGroupRef, ledgerAccount },
      }),
    )
  }
  const unmap = () =>
    withWorkspace(world.flows.db, combi.workspaceId, ({ tx }) =>
      tx.ledgerMapping.deleteMany({ where: { combiId: combi.combiId } }),
    )
  const held = async (number: string) => {
    const { state, reasonCode, reasonParams } = await combi.invoice(number)
    return { state, reasonCode, reasonParams }
  }

  it('are booked as shown, and what will not pass stays where it is while the rest goes', async () => {
    const good = sendInvoice(world.simplicate, { on: '2026-11-02' }).number
    const bad = sendInvoice(world.simplicate, { lines: [{ price: '0' }] }).number
    await combi.sync()
    const { preview, offer } = await ask([good, bad], '2026-10-31')
    expect(preview).toMatchObject({
      passing: { count: 1, grossCents: 12_100, netCents: 10_000, vatCents: 2_100 },
      ...{ held: { count: 1, grossCents: 0 }, newDebtors: 1 },
      problems: [{ reason: { code: 'zero-total' }, count: 1, examples: [bad] }],
    })
    expect(preview.items.find(({ number }) => number === good)?.entry).toMatchObject({
      ...{ bookingDate: '2026-10-31', period: { fiscalYear: 2026, period: 10 }, booksNumber: digitsOf(good) },
      debtor: { booksDebtorId: null, isOurs: true },
      lines: [
        { kind: 'debtor', account: null, debitCents: 12_100, creditCents: 0 },
        { kind: 'revenue', account: '8000', debitCents: 0, creditCents: 10_000, vatCents: 2_100, origin: 'label' },
        { kind: 'vat', debitCents: 0, creditCents: 2_100 },
      ],
    })
    expect(await offer()).toMatchObject({ ok: true, offered: [expect.any(String)], refused: [] })
    await combi.sync()
    expect(await held(good)).toMatchObject({ state: 'booked' })
    expect(await held(bad)).toMatchObject({ state: 'pending' })
    expect(entryIn(world.minox, digitsOf(good))).toMatchObject({ date: '2026-10-31', period: 10 })
    expect((await combi.invoice(good)).events[0]).toMatchObject({
      kind: 'offered',
      params: { bookingDate: '2026-10-31', isPreviewed: true },
    })
  })

  it('are not handed over when the preview would be another one by now', async () => {
    const { number } = sendInvoice(world.simplicate)
    await combi.sync()
    const { offer } = await ask([number])
    await mapGroup(number, '8010')
    expect(await offer()).toEqual({ ok: false, reason: 'preview-changed' })
    expect(await held(number)).toMatchObject({ state: 'pending' })
  })

  it('wait with the difference when the mapping changes before they are booked, and go when it is looked at again', async () => {
    const [first, second] = [sendInvoice(world.simplicate).number, sendInvoice(world.simplicate).number]
    await combi.sync()
    await (await ask([first, second])).offer()
    const puts = callsTo(world.minox, 'PUT', bookingPath).length
    await mapGroup(first, '8090')
    await combi.sync()
    const question = {
      state: 'action',
      reasonCode: 'plan-changed',
      reasonParams: { field: 'account', was: '8000', now: '8090' },
    }
    expect([await held(first), await held(second)]).toEqual([question, question])
    expect(callsTo(world.minox, 'PUT', bookingPath)).toHaveLength(puts)
    // Looked at and handed over anew, it goes as it is shown now; undone, the other goes as it was shown first.
    await (await ask([first])).offer()
    await combi.sync()
    expect(entryIn(world.minox, digitsOf(first)).netByAccount).toEqual({ '8090': 10_000 })
    await unmap()
    await combi.sync()
    expect(entryIn(world.minox, digitsOf(second)).netByAccount).toEqual({ '8000': 10_000 })
  })

  it('wait when the invoice itself changes in the source before it is booked', async () => {
    const { number } = sendInvoice(world.simplicate)
    await combi.sync()
    await (await ask([number])).offer()
    world.clock.advance(60_000)
    const { id, lines } = sourceInvoice(world.simplicate, number)
    world.simplicate.environment().edit('invoices', id, { lines: lines.map((line) => ({ ...line, price: '110' })) })
    await combi.sync()
    expect(await held(number)).toEqual({
      state: 'action',
      reasonCode: 'plan-changed',
      reasonParams: { field: 'total', was: '121.00', now: '133.10' },
    })
    expect(entriesIn(world.minox).filter((entry) => entry.number === digitsOf(number))).toEqual([])
  })

  it('wait when their new debtor turns out to stand in the books by then', async () => {
    const to = newCustomer(world.simplicate, { name: 'Later Gevonden B.V.' })
    const { number } = sendInvoice(world.simplicate, { to })
    await combi.sync()
    await (await ask([number])).offer()
    const known = world.minox.world.store.administration(12345, 1)?.customers[0]
    const [address] = known?.addresses ?? []
    const before = address?.email_addresses ?? []
    if (address !== undefined)
      address.email_addresses = [{ email_address_type: 'email', email_address: to.email ?? '' }]
    await combi.sync()
    if (address !== undefined) address.email_addresses = before
    expect(await held(number)).toEqual({
      state: 'action',
      reasonCode: 'plan-changed',
      reasonParams: { field: 'debtor', was: '', now: String(known?.id) },
    })
  })
})
