import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OrganizationRow } from '@/lib/connectors/simplicate/sandbox/records'
import { cutText, storable } from '@/lib/domain/text'
import { startWorld, type World } from './testing'
import { administrationOf, callsTo, debtorIn, entriesIn, entryIn, nameIn, troubleInBooks } from './testing-books'
import type { TestCombi } from './testing-combi'
import { digitsOf, newCustomer, sendInvoice, type WantedInvoice } from './testing-source'

describe('the debtor of an invoice', () => {
  let world: World
  let combi: TestCombi

  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())
  beforeEach(async () => {
    world.minox.world.requests.length = 0
    combi = await world.addCombi()
  })

  const organization = (name: string): OrganizationRow => {
    const found = world.simplicate.environment().tenant.organizations.find((row) => row.name === name)
    if (found === undefined) throw new Error(`${name} is not in the source`)
    return found
  }
  const editOrganization = (id: string, change: Partial<OrganizationRow>) => {
    world.clock.advance(60_000)
    world.simplicate.environment().edit('organizations', id, change)
  }
  const customers = () => administrationOf(world.minox).customers
  const debtorOf = (number: string) => debtorIn(world.minox, entryIn(world.minox, digitsOf(number)).debtor)
  const withEmail = (email: string) =>
    customers().filter(({ addresses }) =>
      addresses.some(({ email_addresses: emails }) =>
        emails.some((one) => one.email_address.toLowerCase() === email.toLowerCase()),
      ),
    )

  /** Sends an invoice to each, offers them together and synchronises. */
  const invoiceTo = async (...relations: WantedInvoice['to'][]): Promise<string[]> => {
    const numbers = relations.map((to) => sendInvoice(world.simplicate, { to }).number)
    await combi.sync()
    await combi.offer(numbers)
    await combi.sync()
    return numbers
  }

  it('is the one in the books with its e-mail address, whatever the capitals, and keeps the name that it has there', async () => {
    const before = customers().length
    const [number = ''] = await invoiceTo(organization('Installatiebedrijf Hofstra B.V.'))
    expect(debtorOf(number).id).toBe(1001)
    expect(nameIn(debtorOf(number))).toBe('Hofstra Installaties')
    expect(customers()).toHaveLength(before)
  })

  it('is one and the same for all invoices of a relation, in one run and in the next', async () => {
    const to = newCustomer(world.simplicate)
    const numbers = [...(await invoiceTo(to, to)), ...(await invoiceTo(to))]
    expect(new Set(numbers.map((number) => debtorOf(number).id)).size).toBe(1)
    expect(withEmail(to.email ?? '')).toHaveLength(1)
  })

  it('is a question when two debtors have its address, and no third one is made', async () => {
    const [number = ''] = await invoiceTo(organization('Dubbelop Handelsonderneming B.V.'))
    expect(await combi.invoice(number)).toMatchObject({
      state: 'action',
      reasonCode: 'debtor-email-ambiguous',
      reasonParams: { email: 'inkoop@dubbelop.example', count: 2 },
    })
    expect(withEmail('inkoop@dubbelop.example')).toHaveLength(2)
    expect(entriesIn(world.minox).some((entry) => entry.number === digitsOf(number))).toBe(false)
  })

  it('is a question for the second of two relations that share an address, and the first is booked', async () => {
    const [first = '', second = ''] = await invoiceTo(
      organization('Visser Vastgoed B.V.'),
      organization('Visser Beheer B.V.'),
    )
    const states = [await combi.invoice(first), await combi.invoice(second)]
    expect(states.map(({ state, reasonCode }) => [state, reasonCode]).sort()).toEqual([
      ['action', 'debtor-email-shared'],
      ['booked', null],
    ])
    expect(withEmail('administratie@vissergroep.example')).toHaveLength(1)
  })

  it('stays the same when the relation gets the address of another debtor', async () => {
    const to = newCustomer(world.simplicate)
    const [first = ''] = await invoiceTo(to)
    editOrganization(to.id, { email: 'kievit@aannemer.example' })
    const [second = ''] = await invoiceTo(to)
    expect(debtorOf(second).id).toBe(debtorOf(first).id)
  })

  it.each(['drop_after_commit', 'truncate'] as const)(
    'is made once when the answer to making it is lost (%s)',
    async (mode) => {
      const to = newCustomer(world.simplicate)
      troubleInBooks(world.minox, { method: 'POST', path: '/customer', mode })
      const [number = ''] = await invoiceTo(to)
      expect(await combi.invoice(number)).toMatchObject({ state: 'offered', reasonCode: 'not-answered' })
      await combi.sync('schedule')
      expect(await combi.invoice(number)).toMatchObject({ state: 'booked' })
      expect(withEmail(to.email ?? '')).toHaveLength(1)
      expect(callsTo(world.minox, 'POST', '/customer')).toHaveLength(1)
    },
  )

  it('is made once for a relation without an address, also when the answer is lost', async () => {
    const to = newCustomer(world.simplicate, { name: 'Kapsalon Zonder Mail', email: null })
    troubleInBooks(world.minox, { method: 'POST', path: '/customer', mode: 'drop_after_commit' })
    const [number = ''] = await invoiceTo(to)
    await combi.sync('schedule')
    expect(nameIn(debtorOf(number))).toBe('Kapsalon Zonder Mail')
    expect(customers().filter((customer) => nameIn(customer) === 'Kapsalon Zonder Mail')).toHaveLength(1)
  })

  it('may be a person, alone or with the address of nobody else', async () => {
    const [anna, , , jan] = world.simplicate.environment().tenant.persons
    const [number = '', other = ''] = await invoiceTo(anna, jan)
    expect(nameIn(debtorOf(number))).toBe('Anna de Vries')
    expect(nameIn(debtorOf(other))).toBe('Jan Jansen')
    expect(debtorOf(number).addresses[0]).toMatchObject({ streetname_and_number: 'Lindelaan 4', city: 'Bussum' })
  })

  it.each([
    ['is longer than the books take', `${'Zeer lange naam & Zonen '.repeat(8)}B.V.`],
    ['is longer than the books take, cut in the middle of a character', `${'a'.repeat(119)}👩‍👩‍👧‍👦 B.V.`],
    ['holds control characters and invisible marks', 'Bakker\u0007ij\t\u202EVers\u0000 B.V.'],
    ['holds half a character', 'Caf\uD83D B.V.'],
  ])('whose name %s has it as far as the books take it, and the portal has all of it', async (_, name) => {
    const to = newCustomer(world.simplicate, { name })
    const { number } = sendInvoice(world.simplicate, { to, lines: [{ description: name }] })
    await combi.sync()
    await combi.offer([number])
    await combi.sync()
    expect(nameIn(debtorOf(number))).toBe(cutText(name, 120))
    expect(await combi.invoice(number)).toMatchObject({ state: 'booked', debtorName: storable(name).trim() })
  })

  it('follows changes of the relation; a debtor that we made follows the name, one that was there keeps its own', async () => {
    const made = newCustomer(world.simplicate, { name: 'Oude Naam B.V.' })
    const found = organization('Reclamebureau Kleurrijk')
    const [ours = '', theirs = ''] = await invoiceTo(made, found)
    const move = { line1: 'Nieuwstraat 7', postalCode: '5678 CD', locality: 'Verhuisd', countryCode: 'NL' }
    editOrganization(made.id, { name: 'Nieuwe Naam B.V.', visitingAddress: move })
    editOrganization(found.id, { name: 'Kleurrijk Holding', visitingAddress: move })
    const run = await combi.sync('schedule')
    const place = { streetname_and_number: 'Nieuwstraat 7', postal_code: '5678 CD', city: 'Verhuisd' }
    expect(debtorOf(ours).addresses[0]).toMatchObject({ ...place, name: 'Nieuwe Naam B.V.' })
    expect(debtorOf(theirs).addresses[0]).toMatchObject({ ...place, name: 'Reclamebureau Kleurrijk' })
    expect(run.items.filter(({ kind }) => kind === 'debtor').map(({ outcome }) => outcome)).toEqual([
      'updated',
      'updated',
    ])

    const calls = callsTo(world.minox, 'PATCH', '/customer').length
    await combi.sync('schedule')
    expect(callsTo(world.minox, 'PATCH', '/customer')).toHaveLength(calls)
  })

  it('follows a change whose answer was lost, and persons too', async () => {
    const person = world.simplicate
      .environment()
      .addPerson({ firstName: 'Ria', familyName: 'Roos', email: 'ria@roos.example' })
    const [number = ''] = await invoiceTo(person)
    world.clock.advance(60_000)
    world.simplicate.environment().edit('persons', person.id, {
      address: { line1: 'Rozenlaan 3', postalCode: '1000 AA', locality: 'Amsterdam', countryCode: 'NL' },
    })
    troubleInBooks(world.minox, { method: 'PATCH', path: '/customer', mode: 'drop_after_commit' })
    await combi.sync('schedule')
    expect(debtorOf(number).addresses[0]).toMatchObject({ streetname_and_number: 'Rozenlaan 3' })
  })

  it('is never given a bank account, and keeps the one that it has', async () => {
    const to = newCustomer(world.simplicate, { bankAccount: 'NL20INGB0001234567' })
    const [, number = ''] = await invoiceTo(to, organization('Autobedrijf Snelders'))
    editOrganization(to.id, { bankAccount: 'NL02ABNA0123456789', phone: '030-1234567' })
    editOrganization(organization('Autobedrijf Snelders').id, {
      bankAccount: 'NL02ABNA0123456789',
      phone: '026-1234567',
    })
    await combi.sync('schedule')
    const { tenant } = world.simplicate.environment()
    const ibans = [...tenant.organizations, ...tenant.profiles].flatMap(({ bankAccount }) => bankAccount ?? [])
    expect(ibans).toContain('NL02ABNA0123456789')
    const sent = world.minox.world.requests.map(({ body, query, path }) => `${path}${query}${body ?? ''}`).join('\n')
    expect(sent).toContain('026-1234567')
    for (const iban of [...ibans, 'NL20INGB0001234567']) expect(sent).not.toContain(iban)
    expect(sent).not.toMatch(/bank/i)
    expect(debtorOf(number).rest).toMatchObject({ bank_accounts: [{ iban: 'NL91ABNA0417164300' }] })
  })

  it('that is gone from the source is named, and the other invoices go on', async () => {
    const gone = newCustomer(world.simplicate, { name: 'Verdwenen B.V.' })
    const numbers = [sendInvoice(world.simplicate, { to: gone }).number, sendInvoice(world.simplicate).number]
    await combi.sync()
    world.simplicate.environment().remove('organizations', gone.id)
    await combi.offer(numbers)
    await combi.sync()
    expect(await combi.invoice(numbers[0] ?? '')).toMatchObject({
      state: 'action',
      reasonCode: 'debtor-missing',
      reasonParams: { debtor: 'Verdwenen B.V.' },
    })
    expect(await combi.invoice(numbers[1] ?? '')).toMatchObject({ state: 'booked' })
  })

  it('that cannot be read is named with the field, and passes once it is repaired', async () => {
    const to = newCustomer(world.simplicate, { name: 'Onleesbaar B.V.' })
    world.simplicate.environment().overlay('organizations', to.id, { name: '' })
    const [number = ''] = await invoiceTo(to)
    expect(await combi.invoice(number)).toMatchObject({ state: 'action', reasonCode: 'debtor-unreadable' })
    world.simplicate.environment().overlay('organizations', to.id, {})
    await combi.sync()
    expect(await combi.invoice(number)).toMatchObject({ state: 'booked' })
  })

  it('that the books refuse to change is said once and stops nothing', async () => {
    const to = newCustomer(world.simplicate)
    await invoiceTo(to)
    editOrganization(to.id, { email: 'geen adres' })
    const run = await combi.sync('schedule')
    expect(run).toMatchObject({ outcome: 'partial', failedCount: 1 })
    expect(run.items).toMatchObject([{ kind: 'debtor', outcome: 'failed', reasonCode: 'books-refused' }])
    expect(await combi.sync('schedule')).toMatchObject({ outcome: 'succeeded', failedCount: 0 })
  })

  it('of nobody’s invoice leaves no trace in the books', async () => {
    const lead = newCustomer(world.simplicate, { name: 'Alleen maar gebeld B.V.' })
    await invoiceTo(newCustomer(world.simplicate))
    editOrganization(lead.id, { phone: '010-7654321' })
    await combi.sync('schedule')
    expect(withEmail(lead.email ?? '')).toEqual([])
  })

  it('costs a few questions, not one a debtor, when the books do not answer', async () => {
    const relations = Array.from({ length: 12 }, () => newCustomer(world.simplicate))
    const numbers = relations.map((to) => sendInvoice(world.simplicate, { to }).number)
    await combi.sync()
    await combi.offer(numbers)
    troubleInBooks(world.minox, { path: '/customer', mode: 'status', status: 500, times: 1_000 })
    const runId = await combi.request()
    world.minox.world.requests.length = 0
    await expect(combi.slice(runId)).rejects.toMatchObject({ kind: 'unavailable' })
    expect(callsTo(world.minox, 'GET', '/customer').length).toBeLessThanOrEqual(3)
    world.minox.world.faults.length = 0
    expect(await combi.finish(runId)).toMatchObject({ outcome: 'succeeded', bookedCount: 12 })
  })
})
