import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Invoice } from '@/lib/domain/invoice'
import { planBooking } from './plan-booking'
import { sampleChart, sampleRules, sampleVatCodes } from './testing/sample-books'
import { invoiceLine, revenueGroup, sampleInvoice, vatClasses } from './testing/sample-invoices'
import { askedOfCustomer, checkVatNumber, isVatNumber, strictest } from './vat-number'

describe('a VAT number', () => {
  it.each([
    ['of a legal entity, by the test on its first nine digits', 'NL123456782B90'],
    ['of a sole trader, by the test on all of it', 'NL123456789B13'],
    ['of a sole trader', 'NL002455799B11'],
    ['of a sole trader', 'NL000099998B57'],
    ['from Germany', 'DE136695976'],
    ['from Belgium', 'BE0403019261'],
    ['from Austria, with its letter', 'ATU37675002'],
    ['from Greece, which calls itself EL', 'EL094259216'],
    ['from Northern Ireland', 'XI980780684'],
    ['from outside the EU, of which nothing more is known', 'CHE116281710'],
  ])('%s is one: %s', (_, vatNumber) => {
    expect(isVatNumber(vatNumber)).toBe(true)
  })

  it.each([
    '',
    'NL',
    'NL123456789B90',
    'NL123456782',
    'NL12345678B90',
    '123456782B90',
    'nl123456782B90',
    'DE136695975',
  ])('%j is none', (vatNumber) => {
    expect(isVatNumber(vatNumber)).toBe(false)
  })

  it('is none as soon as one of its digits is another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 10 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const [before, digit, after] = ['DE136695976'.slice(0, at), 'DE136695976'[at], 'DE136695976'.slice(at + 1)]
        const changed = `${before}${String((Number(digit) + by) % 10)}${after}`
        expect(isVatNumber(changed)).toBe(false)
      }),
    )
  })
})

describe('what a line asks of its customer', () => {
  const code = (number: string) => sampleVatCodes.find((one) => one.code === number) ?? null
  const line = (vatClass: (typeof vatClasses)[keyof typeof vatClasses] | null, vatCents = 0) => ({ vatClass, vatCents })

  it.each([
    { asked: 'none', story: 'nothing at a rate', vatClass: vatClasses.high, number: '1' },
    { asked: 'number', story: 'a VAT number when the VAT is reversed', vatClass: vatClasses.reversed, number: '3' },
    { asked: 'eu-number', story: 'one of another member state in the EU', vatClass: vatClasses.withinEu, number: '4' },
    { asked: 'none', story: 'nothing outside the EU', vatClass: vatClasses.outsideEu, number: '5' },
    { asked: 'none', story: 'nothing when it is exempt', vatClass: vatClasses.exempt, number: null },
    { asked: 'none', story: 'what its code says, whatever its class', vatClass: vatClasses.reversed, number: '5' },
    { asked: 'number', story: 'what its class says when it has no code', vatClass: vatClasses.reversed, number: null },
  ])('is $story', ({ asked, vatClass, number }) => {
    expect(askedOfCustomer(line(vatClass), number === null ? null : code(number))).toBe(asked)
  })

  it.each(['Intracommunautaire levering', 'ICP diensten', 'Diensten binnen de EU'])(
    'is a number of another member state for a class called %s, as long as the code says nothing',
    (label) => {
      const vatClass = { ...vatClasses.exempt, label }
      for (const unknown of [null, ...sampleVatCodes.map((one) => ({ ...one, sale: 'unknown' as const }))])
        expect(askedOfCustomer({ vatClass, vatCents: 0 }, unknown)).toBe('eu-number')
      expect(askedOfCustomer({ vatClass, vatCents: 2_100 }, null)).toBe('none')
    },
  )

  it('is the most that any line of the invoice asks', () => {
    expect(strictest([])).toBe('none')
    expect(strictest(['none', 'number'])).toBe('number')
    expect(strictest(['eu-number', 'none', 'number'])).toBe('eu-number')
    const invoice: Invoice = sampleInvoice([
      invoiceLine({ ref: 'a' }),
      invoiceLine({ ref: 'b', vatClass: vatClasses.reversed, revenueGroup: revenueGroup('8020 Omzet verlegd') }),
    ])
    const decision = planBooking({ invoice, bookingDate: null }, sampleRules({ chart: sampleChart() }))
    expect(decision).toMatchObject({ kind: 'book', customerVat: 'number' })
  })
})

describe('a customer of whom a VAT number is asked', () => {
  const params = { debtor: 'Rivier BV' }
  const check = (asked: 'none' | 'number' | 'eu-number', vatNumber: string | null) =>
    checkVatNumber(asked, { name: 'Rivier BV', vatNumber })

  it('may be without one where none is asked', () => {
    expect(check('none', null)).toBeNull()
    expect(check('none', 'onzin')).toBeNull()
  })

  it('must have one that can be right', () => {
    expect(check('number', null)).toEqual({ code: 'vat-number-missing', params })
    expect(check('number', 'NL123456789B90')).toEqual({ code: 'vat-number-malformed', params })
    expect(check('number', 'NL123456782B90')).toBeNull()
    expect(check('number', 'DE136695976')).toBeNull()
  })

  it('must have one of another member state for a sale within the EU', () => {
    expect(check('eu-number', 'DE136695976')).toBeNull()
    expect(check('eu-number', 'NL123456782B90')).toEqual({ code: 'vat-number-country', params })
    expect(check('eu-number', 'CHE116281710')).toEqual({ code: 'vat-number-country', params })
  })
})
