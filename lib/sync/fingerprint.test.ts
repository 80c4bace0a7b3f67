import { describe, expect, it } from 'vitest'
import type { Debtor } from '@/lib/domain/debtor'
import type { Invoice, InvoiceLine } from '@/lib/domain/invoice'
import { debtorFingerprint, invoiceFingerprint, requestHash } from './fingerprint'
import { invoiceLine, revenueGroup, sampleInvoice, vatClasses } from './testing/sample-invoices'

const line = invoiceLine({ ref: 'a' })
const other = invoiceLine({ ref: 'b', quantity: '2' })
const invoice = sampleInvoice([line, other])
const withLine = (change: Partial<InvoiceLine>): Invoice => ({ ...invoice, lines: [{ ...line, ...change }, other] })

describe('the fingerprint of an invoice', () => {
  it.each<[string, Invoice]>([
    ['number', { ...invoice, number: 'F2026-0043' }],
    ['date', { ...invoice, issuedOn: '2026-03-13' }],
    ['due date', { ...invoice, dueOn: '2026-04-12' }],
    ['company profile', { ...invoice, companyProfileRef: 'myorganizationprofile:2' }],
    ['debtor', { ...invoice, debtor: { ...invoice.debtor, ref: 'organization:2' } }],
    ['net', { ...invoice, netCents: invoice.netCents + 1 }],
    ['VAT', { ...invoice, vatCents: invoice.vatCents + 1 }],
    ['total', { ...invoice, grossCents: invoice.grossCents + 1 }],
    ['number of lines', { ...invoice, lines: [line] }],
    ['line', withLine({ ref: 'c' })],
    ['line’s text', withLine({ description: 'Anders' })],
    ['line’s quantity', withLine({ quantity: '1.001' })],
    ['line’s price', withLine({ unitPrice: '100.001' })],
    ['line’s net', withLine({ netCents: line.netCents + 1 })],
    ['line’s VAT', withLine({ vatCents: line.vatCents + 1 })],
    ['line’s VAT class', withLine({ vatClass: vatClasses.low })],
    ['line’s VAT class, to none', withLine({ vatClass: null })],
    ['line’s revenue group', withLine({ revenueGroup: { ...revenueGroup('8000 Omzet hoog'), ref: 'revenuegroup:2' } })],
    [
      'line’s revenue group, renumbered',
      withLine({ revenueGroup: { ...revenueGroup('8000 Omzet hoog'), label: '8001 Omzet hoog' } }),
    ],
    ['line’s revenue group, to none', withLine({ revenueGroup: null })],
  ])('changes with its %s', (_, changed) => {
    expect(invoiceFingerprint(changed)).not.toBe(invoiceFingerprint(invoice))
  })

  it.each<[string, Invoice]>([
    ['a payment', { ...invoice, outstandingCents: 0, sourceState: 'paid' }],
    ['a reminder', { ...invoice, sourceState: 'overdue', updatedAt: '2026-05-01 08:00:00' }],
    ['a new name of its debtor', { ...invoice, debtor: { ...invoice.debtor, name: 'Rivier B.V.' } }],
    ['another subject', { ...invoice, subject: 'Advies' }],
    ['another address of its page', { ...invoice, sourceUrl: 'https://breekijzer.simplicate.nl/x' }],
    ['its amounts in another notation', withLine({ quantity: '1.000000', unitPrice: '100.00' })],
    ['its lines in another order', { ...invoice, lines: [other, line] }],
  ])('is left the same by %s', (_, changed) => {
    expect(invoiceFingerprint(changed)).toBe(invoiceFingerprint(invoice))
  })

  it('leaves the order of the lines as it was', () => {
    const lines = [other, line]
    invoiceFingerprint({ ...invoice, lines })
    expect(lines).toEqual([other, line])
  })
})

const debtor: Debtor = {
  ref: 'organization:1',
  kind: 'organization',
  name: 'Rivier BV',
  email: 'info@rivier.nl',
  phone: '020 123 45 67',
  website: 'https://rivier.nl',
  address: { street: 'Kade 1', postalCode: '1011 AB', city: 'Amsterdam', countryCode: 'NL' },
  cocNumber: '01234567',
  vatNumber: 'NL123456782B90',
  updatedAt: '2026-03-01 09:00:00',
}
const address = { street: 'Kade 1', postalCode: '1011 AB', city: 'Amsterdam', countryCode: 'NL' }

describe('the fingerprint of a debtor', () => {
  it.each<[string, Partial<Debtor>]>([
    ['name', { name: 'Rivier B.V.' }],
    ['address for mail', { email: null }],
    ['phone', { phone: '020 123 45 68' }],
    ['website', { website: null }],
    ['address, to none', { address: null }],
    ['street', { address: { ...address, street: 'Kade 2' } }],
    ['postal code', { address: { ...address, postalCode: '1011 AC' } }],
    ['city', { address: { ...address, city: 'Utrecht' } }],
    ['country', { address: { ...address, countryCode: 'BE' } }],
    ['KvK number', { cocNumber: '1234567' }],
    ['VAT number', { vatNumber: null }],
  ])('changes with its %s', (_, change) => {
    expect(debtorFingerprint({ ...debtor, ...change })).not.toBe(debtorFingerprint(debtor))
  })

  it('is left the same by a change of what is not written to the books', () => {
    expect(debtorFingerprint({ ...debtor, updatedAt: '2026-04-01 09:00:00' })).toBe(debtorFingerprint(debtor))
  })

  it('tells which field a value stands in', () => {
    const one = { ...debtor, phone: 'x', website: null }
    expect(debtorFingerprint(one)).not.toBe(debtorFingerprint({ ...one, phone: null, website: 'x' }))
  })
})

describe('the hash of a request', () => {
  it('is the same for the same request and another for a cent', () => {
    const request = { grossCents: 12_100, lines: [{ netCents: 10_000 }] }
    expect(requestHash(structuredClone(request))).toBe(requestHash(request))
    expect(requestHash({ ...request, grossCents: 12_101 })).not.toBe(requestHash(request))
  })
})
