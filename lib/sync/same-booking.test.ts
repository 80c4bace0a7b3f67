import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Invoice } from '@/lib/domain/invoice'
import { planBooking } from './plan-booking'
import { isSameBooking } from './same-booking'
import { lawfulInvoices } from './testing/lawful-invoices'
import { sampleRules } from './testing/sample-books'
import { invoiceLine, revenueGroup, sampleInvoice } from './testing/sample-invoices'

const draftOf = (invoice: Invoice) => {
  const decision = planBooking({ invoice, bookingDate: null }, sampleRules())
  return decision.kind === 'hold' ? decision.reason : decision.draft
}

const line = invoiceLine({ ref: 'a', quantity: '2', unitPrice: '50' })
const booked = sampleInvoice([line])
const text = { ...invoiceLine({ ref: 'text', quantity: '0', unitPrice: '0' }), netCents: 0, vatCents: 0 }

describe('a version of an invoice', () => {
  it.each<[string, Invoice]>([
    ['another id of a line', sampleInvoice([{ ...line, ref: 'b' }])],
    ['one of a hundred instead of two of fifty', sampleInvoice([{ ...line, quantity: '1', unitPrice: '100.00' }])],
    ['a line of text without an amount', sampleInvoice([text, line])],
    ['a payment', { ...booked, outstandingCents: 0, sourceState: 'paid', updatedAt: '2026-12-01 00:00:00' }],
  ])('is the same to the books after %s', (_, now) => {
    expect(isSameBooking(booked, now)).toBe(true)
    expect(draftOf(now)).toEqual(draftOf(booked))
  })

  it.each<[string, Invoice]>([
    ['number', { ...booked, number: 'F2026-9999' }],
    ['date', { ...booked, issuedOn: '2026-01-02' }],
    ['term', { ...booked, dueOn: '2027-01-02' }],
    ['debtor', { ...booked, debtor: { ...booked.debtor, ref: 'organization:2' } }],
    ['company profile', { ...booked, companyProfileRef: 'other' }],
    ['total', { ...booked, grossCents: booked.grossCents + 1 }],
    ['description of a line', sampleInvoice([{ ...line, description: 'Iets anders' }])],
    ['revenue group', sampleInvoice([{ ...line, revenueGroup: revenueGroup('8010 Omzet laag') }])],
    ['split of amounts', sampleInvoice([{ ...line, netCents: line.netCents - 1 }], { netCents: line.netCents })],
  ])('is another one with another %s', (_, now) => {
    expect(isSameBooking(booked, now)).toBe(false)
  })

  it('that counts as the same always becomes the very same entry', () => {
    fc.assert(
      fc.property(lawfulInvoices, fc.nat(5), (invoice, at) => {
        const lines = invoice.lines.map((one) => ({ ...one, ref: `new:${one.ref}`, quantity: '1', unitPrice: '0.07' }))
        const now = { ...invoice, lines: lines.toSpliced(at, 0, text) }
        fc.pre(isSameBooking(invoice, now))
        expect(draftOf(now)).toEqual(draftOf(invoice))
      }),
    )
  })
})
