import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sumCents } from '@/lib/domain/money'
import bare from './fixtures/organization-bare.json'
import concept from './fixtures/invoice-concept.json'
import conceptZeroDate from './fixtures/invoice-concept-zero-date.json'
import creditOnAmount from './fixtures/invoice-credit-minus-on-amount.json'
import creditOnPrice from './fixtures/invoice-credit-minus-on-price.json'
import emptyLists from './fixtures/invoice-empty-lists-for-objects.json'
import exponent from './fixtures/invoice-exponent.json'
import halfCents from './fixtures/invoice-half-cents.json'
import linesAsObject from './fixtures/invoice-lines-as-object.json'
import noise from './fixtures/invoice-noise-of-floats.json'
import numbersAsText from './fixtures/invoice-all-numbers-as-text.json'
import onTotal from './fixtures/invoice-vat-rounded-on-total.json'
import organization from './fixtures/organization.json'
import person from './fixtures/person.json'
import plainNumbers from './fixtures/invoice-plain-numbers.json'
import postal from './fixtures/organization-postal-address.json'
import sent from './fixtures/invoice-sent.json'
import statusAsText from './fixtures/invoice-status-as-text.json'
import statusUnknown from './fixtures/invoice-status-unknown.json'
import toSomebody from './fixtures/invoice-to-person.json'
import unreadable from './fixtures/invoice-amount-unreadable.json'
import withoutNumber from './fixtures/invoice-sent-without-number.json'
import { isDraft, toInvoice, toInvoiceState, toOrganization, toPerson } from './map'
import { readRecords } from './read-records'
import { draftWire, invoiceWire, organizationWire, personWire } from './schemas'

const read = (record: unknown) => toInvoice(invoiceWire.parse(record))
const reasonOf = (record: unknown) => readRecords([record], read).rejected[0]?.reason

describe('an invoice', () => {
  it('becomes what the books need', () => {
    expect(read(sent)).toEqual({
      ref: 'invoice:9b1f0c52d87a4e36',
      number: 'F20260017',
      issuedOn: '2026-01-15',
      dueOn: '2026-01-29',
      paymentTermDays: 14,
      companyProfileRef: 'myorganizationprofile:7b00877f39d7c722',
      debtor: { ref: 'organization:f43291b735e91dc7', kind: 'organization', name: 'Voorbeeld B.V.' },
      subject: 'Website',
      lines: [
        {
          ref: 'invoiceline:51c0a7be2f9d4410',
          description: 'Advies januari',
          quantity: '10.000000',
          unitPrice: '100.000000',
          netCents: 100_000,
          vatCents: 21_000,
          vatClass: { ref: 'vatclass:a1b2c3d4e5f60718', code: 'VH', label: 'BTW hoog 21%', vatBasisPoints: 2100 },
          revenueGroup: { ref: 'revenuegroup:2c7e55b1a9f04d18', label: '8000 Omzet hoog' },
        },
      ],
      netCents: 100_000,
      vatCents: 21_000,
      grossCents: 121_000,
      outstandingCents: 121_000,
      sourceState: 'sent',
      sourceUrl: 'https://mycorp.simplicate.nl/v1/invoices/view?id=17',
      updatedAt: '2026-01-15 10:00:01',
    })
  })

  it.each([
    ['numbers as text', numbersAsText],
    ['plain numbers', plainNumbers],
  ])('is the same with %s, but for how a quantity is written', (_, record) => {
    const plain = ({ lines, ...rest }: ReturnType<typeof read>) => ({
      ...rest,
      lines: lines.map(({ quantity, unitPrice, ...line }) => ({
        ...line,
        written: [Number(quantity), Number(unitPrice)],
      })),
    })
    expect(plain(read(record))).toEqual(plain(read(sent)))
  })

  it('keeps a credit negative, whether the minus stands on the quantity or on the price', () => {
    for (const record of [creditOnAmount, creditOnPrice]) {
      const { netCents, vatCents, grossCents, lines } = read(record)
      expect([netCents, vatCents, grossCents, lines[0]?.netCents]).toEqual([-100_000, -21_000, -121_000, -100_000])
    }
  })

  it('rounds a line once, half away from zero', () => {
    const { lines, netCents } = read(halfCents)
    expect(lines.map((line) => line.netCents)).toEqual([38, -34])
    expect(netCents).toBe(5)
  })

  it('carries VAT over as stated, in whole cents a line, even where the total was rounded instead', () => {
    const { lines, vatCents } = read(onTotal)
    expect([lines.map((line) => line.vatCents), vatCents]).toEqual([[788, 263], 1050])
  })

  it('sees through the noise of sums made in floating point', () => {
    const { netCents, vatCents, grossCents, outstandingCents } = read(noise)
    expect([netCents, vatCents, grossCents, outstandingCents]).toEqual([100_000, 21_000, 121_000, 0])
  })

  it('can be for a person, with an empty list where the organization would be', () => {
    expect(read(toSomebody).debtor).toEqual({
      ref: 'person:687289b134313a8066550e5701120079',
      kind: 'person',
      name: 'Anna de Vries',
    })
  })

  it('reads an empty list for an object as nothing', () => {
    expect(read(emptyLists).lines[0]).toMatchObject({ vatClass: null, revenueGroup: null, netCents: 100_000 })
  })

  it('reads lines that come as an object with numbers for keys', () => {
    expect(read(linesAsObject).lines.map(({ ref }) => ref)).toEqual(['invoiceline:51c0a7be2f9d4410', 'invoiceline:3'])
  })

  it('takes its status as an object or as text, and an unknown one for what it is', () => {
    expect([read(statusAsText).sourceState, read(statusUnknown).sourceState]).toEqual(['paid', 'unknown'])
  })

  it.each([
    [unreadable, 'total_vat: is no decimal number'],
    [exponent, 'total_vat: is no decimal number'],
    [withoutNumber, 'invoice_number is missing'],
    [{ ...sent, date: null }, 'date is missing'],
    [{ ...sent, date: '2026-02-30' }, 'date: is no date'],
    [{ ...sent, total_including_vat: null }, 'total_including_vat: Invalid input'],
    [{ ...sent, payment_term: { days: 'veertien' } }, 'payment_term.days: is no decimal number'],
    [{ ...sent, payment_term: { days: '14.5' } }, 'payment_term.days is no number of days'],
    [{ ...sent, organization: [], organization_id: '' }, 'organization or person is missing'],
    [
      { ...sent, invoice_lines: [{ ...sent.invoice_lines[0], price: 'gratis' }] },
      'invoice_lines.0.price: is no decimal number',
    ],
    [
      { ...sent, my_organization_profile: [], my_organization_profile_id: null },
      'my_organization_profile_id is missing',
    ],
  ])('is set apart when it cannot be read (%#): %s', (record, reason) => {
    expect(readRecords([sent, record, sent], read).items).toHaveLength(2)
    expect(reasonOf(record)).toBe(reason)
  })

  it('names a rejected record by id and number, and one without an id by nothing', () => {
    expect(readRecords([unreadable, 'onzin', null], read).rejected).toEqual([
      { ref: unreadable.id, label: unreadable.invoice_number, reason: 'total_vat: is no decimal number' },
      { ref: null, label: null, reason: expect.any(String) as string },
      { ref: null, label: null, reason: expect.any(String) as string },
    ])
  })

  it('gives no link for an address that is no web address', () => {
    expect(read({ ...sent, simplicate_url: 'javascript:alert(1)' }).sourceUrl).toBeNull()
  })

  it('does not stop at a percentage that cannot be read', () => {
    const [line] = sent.invoice_lines
    const lines = [{ ...line, vat_class: { ...line?.vat_class, percentage: 'hoog' } }]
    expect(read({ ...sent, invoice_lines: lines }).lines[0]?.vatClass?.vatBasisPoints).toBeNull()
  })

  it('keeps every cent of any amounts, as text or as numbers', () => {
    const cents = fc.integer({ min: -100_000_000_000, max: 100_000_000_000 })
    fc.assert(
      fc.property(fc.array(cents, { minLength: 1, maxLength: 8 }), fc.boolean(), (prices, isText) => {
        const written = (amount: number) => (isText ? (amount / 100).toFixed(2) : amount / 100)
        const total = sumCents(prices)
        const { lines, netCents, grossCents } = read({
          ...sent,
          total_excluding_vat: written(total),
          total_vat: 0,
          total_including_vat: written(total),
          invoice_lines: prices.map((price) => ({ amount: 1, price: written(price), total_vat: 0 })),
        })
        expect(lines.map((line) => line.netCents)).toEqual(prices)
        expect([netCents, grossCents]).toEqual([total, total])
      }),
    )
  })
})

describe('a draft', () => {
  const isLeftOut = (record: unknown) => isDraft(draftWire.parse(record))

  it('is left out, with no date, a zero date or no number', () => {
    expect([concept, conceptZeroDate].map(isLeftOut)).toEqual([true, true])
  })

  it('is not what a sent invoice without a number is', () => {
    expect([withoutNumber, sent, statusUnknown].map(isLeftOut)).toEqual([false, false, false])
  })

  it('is what a record with neither number nor known status is', () => {
    expect(isLeftOut({ ...sent, status: [], invoice_number: '' })).toBe(true)
  })

  it.each([
    ['label_Concept', 'draft'],
    ['label_Sended', 'sent'],
    ['Sent', 'sent'],
    ['label_Expired', 'overdue'],
    ['Overdue', 'overdue'],
    ['label_Payed', 'paid'],
    ['Iets anders', 'unknown'],
    [null, 'unknown'],
  ])('shows in the status: %s is %s', (status, state) => {
    expect(toInvoiceState(status)).toBe(state)
  })
})

describe('a debtor', () => {
  it('comes from an organization, tidied but not guessed', () => {
    expect(toOrganization(organizationWire.parse(organization))).toEqual({
      ref: 'organization:f43291b735e91dc7',
      kind: 'organization',
      name: 'Voorbeeld B.V.',
      email: 'info@voorbeeld.nl',
      phone: '088-5200500',
      website: null,
      address: { street: 'Laan Corpus den Hoorn 108', postalCode: '9728 JR', city: 'Groningen', countryCode: 'NL' },
      cocNumber: '59637781',
      vatNumber: 'NL123456789B01',
      updatedAt: '2018-08-08 08:56:58',
    })
  })

  it('gets post at the postal address when there is another one', () => {
    expect(toOrganization(organizationWire.parse(postal)).address).toEqual({
      street: 'Postbus 12, t.a.v. crediteuren',
      postalCode: '9700 AA',
      city: 'Groningen',
      countryCode: 'NL',
    })
  })

  it('may lack everything but its name', () => {
    expect(toOrganization(organizationWire.parse(bare))).toMatchObject({
      email: null,
      address: null,
      vatNumber: null,
      updatedAt: '2017-09-04 15:40:41',
    })
  })

  it('comes from a person, whose name may have to be put together', () => {
    expect(toPerson(personWire.parse(person))).toMatchObject({
      kind: 'person',
      name: 'Anna de Vries',
      address: { street: 'Lindelaan 4', postalCode: '1405 AB', city: 'Bussum', countryCode: 'NL' },
      cocNumber: null,
      updatedAt: '2026-02-03 10:00:00',
    })
  })

  it('never carries a bank account', () => {
    expect(JSON.stringify(toOrganization(organizationWire.parse(organization)))).not.toContain(
      organization.bank_account,
    )
  })
})
