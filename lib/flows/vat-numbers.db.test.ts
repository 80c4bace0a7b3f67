import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OrganizationRow } from '@/lib/connectors/simplicate/sandbox/records'
import { previewBookings } from './preview-bookings'
import { startWorld, type World } from './testing'
import { administrationOf, bookingPath, callsTo, debtorIn, entryIn, nameIn } from './testing-books'
import type { TestCombi } from './testing-combi'
import { digitsOf, newCustomer, sendInvoice, type LineKind } from './testing-source'

describe('an invoice that is listed by the VAT number of its customer', () => {
  let world: World
  let combi: TestCombi

  beforeAll(async () => {
    world = await startWorld({ books: 'leeg' })
  })
  afterAll(() => world.stop())
  beforeEach(async () => {
    combi = await world.addCombi()
  })

  /** Offers an invoice of this kind to a customer with this VAT number. */
  const invoice = async (kind: LineKind, given: Partial<OrganizationRow>) => {
    const to = newCustomer(world.simplicate, given)
    const { number } = sendInvoice(world.simplicate, { to, lines: [{ kind: 'high' }, { kind }] })
    await combi.sync()
    await combi.offer([number])
    await combi.sync()
    return { number, to }
  }
  const heldBy = async (number: string) => {
    const { state, reasonCode } = await combi.invoice(number)
    return [state, reasonCode]
  }
  const vatNumberOf = (number: string) => debtorIn(world.minox, entryIn(world.minox, digitsOf(number)).debtor).vat
  const enter = (to: OrganizationRow, vatNumber: string) => {
    world.clock.advance(60_000)
    world.simplicate.environment().edit('organizations', to.id, { vatNumber })
  }

  it.each([
    ['reversed', null, 'vat-number-missing'],
    ['reversed', 'NL123456789B90', 'vat-number-malformed'],
    ['eu', null, 'vat-number-missing'],
    ['eu', 'DE136695975', 'vat-number-malformed'],
    ['eu', 'NL123456782B90', 'vat-number-country'],
  ] as const)('(%s) waits with %j, and is nothing in the books meanwhile', async (kind, vatNumber, reasonCode) => {
    const puts = callsTo(world.minox, 'PUT', bookingPath).length
    const { number, to } = await invoice(kind, { vatNumber })
    expect(await heldBy(number)).toEqual(['action', reasonCode])
    expect(callsTo(world.minox, 'PUT', bookingPath)).toHaveLength(puts)
    expect(administrationOf(world.minox).customers.filter((customer) => nameIn(customer) === to.name)).toEqual([])
  })

  it.each([
    ['reversed', 'NL123456782B90'],
    ['reversed', 'NL 1234.56.789.B13'],
    ['eu', 'DE136695976'],
  ] as const)('(%s) is booked with %j, which stands on the debtor in the books', async (kind, vatNumber) => {
    const { number } = await invoice(kind, { vatNumber })
    expect(await heldBy(number)).toEqual(['booked', null])
    expect(vatNumberOf(number)).toMatchObject({ vat_registration_number: vatNumber.replace(/[\s.]/g, '') })
  })

  it.each(['export', 'exempt', 'high'] as const)('is not one of kind %s, which needs none', async (kind) => {
    const { number } = await invoice(kind, { vatNumber: null })
    expect(await heldBy(number)).toEqual(['booked', null])
  })

  it('goes by itself once the number is entered in the source, and says before that what it waits for', async () => {
    const { number, to } = await invoice('reversed', { vatNumber: null })
    const asked = { workspaceId: combi.workspaceId, selection: { ids: await combi.idsOf([number]) }, bookingDate: null }
    const shown = await previewBookings(world.flows, { ...asked, isFresh: true, page: 1 })
    expect(shown.problems).toMatchObject([{ reason: { code: 'vat-number-missing' }, count: 1 }])
    enter(to, 'NL123456782B90')
    await combi.sync()
    expect(await heldBy(number)).toEqual(['booked', null])
    expect(vatNumberOf(number)).toMatchObject({ vat_registration_number: 'NL123456782B90' })
  })

  it('gives its number to a debtor that was in the books before us, and leaves the rest of him alone', async () => {
    const email = 'crediteuren@aannemer.example'
    administrationOf(world.minox).customers.push({
      ...{ id: 1_888, externalid: '', vat: { suggested_vat_id: 4 }, chamber_of_commerce: '', rest: {} },
      blocked: { active: false, reason: '' },
      addresses: [
        {
          ...{ address_type: 'postal', name: 'Aannemer zoals hij hier heet', city: 'Ons Dorp' },
          email_addresses: [{ email_address_type: 'email', email_address: email }],
        },
      ],
    })
    const { number } = await invoice('reversed', { email, vatNumber: 'NL123456782B90' })
    expect(debtorIn(world.minox, entryIn(world.minox, digitsOf(number)).debtor)).toMatchObject({
      id: 1_888,
      vat: { suggested_vat_id: 4, vat_registration_number: 'NL123456782B90' },
      addresses: [{ name: 'Aannemer zoals hij hier heet', city: 'Ons Dorp' }],
    })
  })

  it('cannot be for a person, who has no such number', async () => {
    const to = world.simplicate
      .environment()
      .addPerson({ firstName: 'Ria', familyName: 'Roos', email: 'ria@eu.example' })
    const { number } = sendInvoice(world.simplicate, { to, lines: [{ kind: 'reversed' }] })
    await combi.sync()
    await combi.offer([number])
    await combi.sync()
    expect(await heldBy(number)).toEqual(['action', 'vat-number-missing'])
  })
})
