import { describe, expect, it, onTestFinished } from 'vitest'
import type { Debtor } from '@/lib/domain/debtor'
import type { DebtorWrite } from '../contract'
import { mergeCustomer } from './debtors'
import { customerWire } from './schemas'
import { minoxStage } from './testing'

const debtor: Debtor = {
  ref: 'organization:1',
  kind: 'organization',
  name: 'Rivier B.V.',
  email: 'facturen@rivier.example',
  phone: '0515 123456',
  website: 'https://rivier.example',
  address: { street: 'Kade 1', postalCode: '8601 AA', city: 'Sneek', countryCode: 'NL' },
  cocNumber: '01234567',
  vatNumber: 'nl 1234.56782 b90',
  updatedAt: '2026-03-01 09:00:00',
}
const nobody: Debtor = {
  ...debtor,
  email: null,
  phone: null,
  website: null,
  address: null,
  cocNumber: null,
  vatNumber: null,
}
const write = (changes: Partial<DebtorWrite> = {}): DebtorWrite => ({
  id: null,
  externalRef: 'simplicate:organization:1',
  replaceName: true,
  journalRef: 'VERK',
  debtor,
  ...changes,
})

const inBooks = customerWire.parse({
  id: 1300,
  addresses: [
    {
      address_type: 'postal',
      id: '1',
      name: 'Rivier',
      contact_name: 'Mw. De Boer',
      city: 'Bolsward',
      email_addresses: [
        { email_address_type: 'factuur', email_address: 'oud@rivier.example' },
        { email_address_type: 'kopie', email_address: 'Boekhouder@rivier.example' },
      ],
    },
    { address_type: 'delivery', name: 'Loods' },
  ],
  vat: { active: true, suggested_vat_id: 1, vat_registration_number: '' },
  bank_accounts: [{ iban: 'NL91ABNA0417164300' }],
})

describe('a debtor as a customer of the books', () => {
  it('has its name and addresses in the first address, and its numbers beside it', () => {
    expect(mergeCustomer({ addresses: [] }, write())).toEqual({
      addresses: [
        {
          address_type: 'postal',
          name: 'Rivier B.V.',
          streetname_and_number: 'Kade 1',
          postal_code: '8601 AA',
          city: 'Sneek',
          country_code: 'NL',
          www: 'https://rivier.example',
          phone_numbers: [{ phone_number_type: 'phone', phone_number: '0515 123456' }],
          email_addresses: [{ email_address_type: 'email', email_address: 'facturen@rivier.example' }],
        },
      ],
      vat: { vat_registration_number: 'NL123456782B90' },
      chamber_of_commerce: '01234567',
      externalid: 'simplicate:organization:1',
    })
  })

  it('without an address in the source has none invented', () => {
    expect(mergeCustomer({ addresses: [] }, write({ debtor: nobody }))).toEqual({
      addresses: [{ address_type: 'postal', name: 'Rivier B.V.', phone_numbers: [], email_addresses: [] }],
      externalid: 'simplicate:organization:1',
    })
  })
})

describe('a change of a debtor', () => {
  it('never holds a bank account', () => {
    expect(Object.keys(mergeCustomer(inBooks, write())).sort()).toEqual([
      'addresses',
      'chamber_of_commerce',
      'externalid',
      'vat',
    ])
    expect(JSON.stringify(mergeCustomer(inBooks, write()))).not.toContain('NL91')
  })

  it('keeps what the source does not know: other addresses, contacts, VAT settings', () => {
    const merged = mergeCustomer(inBooks, write())
    expect(merged.addresses[0]).toMatchObject({ id: '1', contact_name: 'Mw. De Boer', city: 'Sneek' })
    expect(merged.addresses[1]).toEqual(inBooks.addresses[1])
    expect(merged.vat).toEqual({ active: true, suggested_vat_id: 1, vat_registration_number: 'NL123456782B90' })
  })

  it('changes nothing but the reference when the source knows nothing', () => {
    const merged = mergeCustomer(inBooks, write({ debtor: nobody, replaceName: false }))
    expect(merged.addresses).toEqual(inBooks.addresses)
    expect(merged.vat).toEqual(inBooks.vat)
  })

  it('replaces the first e-mail address and keeps its kind and the others', () => {
    expect(mergeCustomer(inBooks, write()).addresses[0]?.email_addresses).toEqual([
      { email_address_type: 'factuur', email_address: 'facturen@rivier.example' },
      { email_address_type: 'kopie', email_address: 'Boekhouder@rivier.example' },
    ])
  })

  it('leaves addresses alone that hold it already, in whatever capitals', () => {
    const known = write({ debtor: { ...debtor, email: 'boekhouder@RIVIER.example' } })
    expect(mergeCustomer(inBooks, known).addresses[0]?.email_addresses).toEqual(inBooks.addresses[0]?.email_addresses)
  })

  it('keeps the name of a debtor that was there before us, unless it has none', () => {
    expect(mergeCustomer(inBooks, write({ replaceName: false })).addresses[0]?.name).toBe('Rivier')
    expect(mergeCustomer(inBooks, write()).addresses[0]?.name).toBe('Rivier B.V.')
    const nameless = customerWire.parse({ id: 1, addresses: [{ name: '' }] })
    expect(mergeCustomer(nameless, write({ replaceName: false })).addresses[0]?.name).toBe('Rivier B.V.')
  })

  it('keeps the reference of another program', () => {
    const known = customerWire.parse({ id: 1, externalid: 'webwinkel-7' })
    expect(mergeCustomer(known, write()).externalid).toBe('webwinkel-7')
  })
})

describe('the debtor with an e-mail address', () => {
  /** Looks an address up in a list of debtors that is answered as it stands here. */
  const find = async (email: string, customers: readonly unknown[]) => {
    const stage = await minoxStage()
    onTestFinished(() => stage.stop())
    stage.trouble.answers({ status: 200, body: JSON.stringify({ links: {}, collection: customers }) })
    return stage.connect().account.findDebtorsByEmail(stage.administrationRef, email)
  }
  const readable = {
    id: 2,
    addresses: [{ name: 'Rivier', email_addresses: [{ email_address: 'Info@Rivier.example' }] }],
  }
  const unreadable = { id: 1, addresses: [{ name: 'Kade', email_addresses: ['Info@Kade.example'] }] }

  it('is found beside one that cannot be read', async () => {
    expect(await find('info@rivier.example', [unreadable, readable])).toMatchObject([{ id: '2' }])
  })

  it('is not said to be missing when it is the one that cannot be read', async () => {
    await expect(find('info@kade.example', [unreadable, readable])).rejects.toMatchObject({ kind: 'unexpected' })
  })

  it('is found where a list of one address came as the address itself', async () => {
    const bare = { id: '3', addresses: { name: 'Wad', email_addresses: { email_address: 'info@wad.example' } } }
    expect(await find('info@wad.example', [bare, readable])).toMatchObject([{ id: '3', name: 'Wad' }])
  })
})
