import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addCustomer, codesOf, startWithToken } from './testing'

let world: Awaited<ReturnType<typeof startWithToken>>
beforeEach(async () => {
  world = await startWithToken({ seed: 'leeg' })
})
afterEach(() => world.sandbox.stop())

const customer = (address: Record<string, unknown> = {}, rest: Record<string, unknown> = {}) => ({
  addresses: [{ address_type: 'postal', name: 'Rivier BV', country_code: 'NL', ...address }],
  ...rest,
})
const post = (body: unknown, query = '?journal_id=VERK') =>
  world.api('POST', `/administration/1/customer${query}`, body)

describe('a new debtor', () => {
  it('gets the first free number of the journal it is created for', async () => {
    expect((await post(customer())).body).toMatchObject({ id: 1000, addresses: [{ name: 'Rivier BV' }] })
    expect((await post(customer())).body).toMatchObject({ id: 1001 })
    expect((await post(customer(), '?journal_id=VRK2')).body).toMatchObject({ id: 5000 })
  })

  it.each<[why: string, code: string, body: unknown]>([
    ['without a name', 'SBX_NAME_REQUIRED', customer({ name: ' ' })],
    ['in a country that does not exist', 'SBX_COUNTRY_INVALID', customer({ country_code: 'Nederland' })],
    [
      'with an e-mail address that is none',
      'SBX_EMAIL_INVALID',
      customer({ email_addresses: [{ email_address: 'rivier' }] }),
    ],
    ['with a number outside the range', 'SBX_CUSTOMER_NUMBER_OUT_OF_RANGE', customer({}, { id: 900 })],
    [
      'with a payment term that does not exist',
      'SBX_PAYMENT_TERM_NOT_FOUND',
      customer({}, { payment_term: { id: 30 } }),
    ],
    ['with a field that does not exist', 'SBX_FIELD_UNKNOWN', customer({}, { naam: 'Rivier' })],
    ['with an address field that does not exist', 'SBX_FIELD_UNKNOWN', customer({ huisnummer: 3 })],
    ['with a number where text belongs', 'SBX_FIELD_INVALID', customer({}, { externalid: 6918 })],
    ['that is no object', 'SBX_BODY_INVALID', []],
  ])('is refused %s', async (_, code, body) => {
    expect(codesOf(await post(body))).toContain(code)
    expect(world.administration.customers).toEqual([])
  })

  it('is refused for a journal that is not for sales', async () => {
    expect(codesOf(await post(customer(), '?journal_id=MEMO'))).toEqual(['SBX_JOURNAL_REQUIRED'])
  })

  it('is refused under an external id or a number that is taken', async () => {
    await post(customer({}, { externalid: 'organization:1', id: 1000 }))
    expect(codesOf(await post(customer({}, { externalid: 'organization:1' })))).toEqual(['SBX_EXTERNAL_ID_EXISTS'])
    expect(codesOf(await post(customer({}, { id: 1000 })))).toEqual(['SBX_CUSTOMER_NUMBER_EXISTS'])
  })
})

describe('finding a debtor', () => {
  const collection = async (path: string) => {
    const { body } = await world.api('GET', `/administration/1/customer/${path}`)
    return (body as { collection: { id: number }[] }).collection.map(({ id }) => id)
  }

  it('by e-mail address knows capitals and tells of one hit only: a client cannot rely on more', async () => {
    addCustomer(world.administration, 1300, 'Info@Rivier.example')
    addCustomer(world.administration, 1301, 'Info@Rivier.example')
    expect(await collection('by_email/Info%40Rivier.example')).toEqual([1300])
    expect(await collection('by_email/info%40rivier.example')).toEqual([])
  })

  it('by external id finds it, or nothing, or 404 when the server is set so', async () => {
    await post(customer({}, { externalid: 'organization:1' }))
    expect(await collection('by_externalid/organization%3A1')).toEqual([1000])
    expect(await collection('by_externalid/organization%3A2')).toEqual([])
    world.sandbox.world.store.settings.notFoundWhenNoCustomer = true
    expect((await world.api('GET', '/administration/1/customer/by_externalid/x')).status).toBe(404)
  })
})

describe('changing a debtor', () => {
  const patch = (body: unknown) => world.api('PATCH', '/administration/1/customer/1000', body)

  it('replaces the lists that are sent and leaves the fields that are not', async () => {
    const email = { email_addresses: [{ email_address_type: 'email', email_address: 'a@rivier.example' }] }
    await post(customer({ city: 'Sneek', ...email }, { chamber_of_commerce: '01234567' }))
    expect((await patch(customer({ name: 'Rivier B.V.' }))).body).toMatchObject({
      addresses: [{ name: 'Rivier B.V.', email_addresses: [] }],
      chamber_of_commerce: '01234567',
    })
    expect(JSON.stringify((await world.api('GET', '/administration/1/customer/1000')).body)).not.toContain('Sneek')
  })

  it('merges addresses when the server is set so', async () => {
    world.sandbox.world.store.settings.patchReplacesLists = false
    await post(customer({ city: 'Sneek' }))
    expect((await patch(customer({ name: 'Rivier B.V.' }))).body).toMatchObject({
      addresses: [{ name: 'Rivier B.V.', city: 'Sneek' }],
    })
  })

  it('that does not exist is not found', async () => {
    expect((await patch(customer())).status).toBe(404)
  })
})
