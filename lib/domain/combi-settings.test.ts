import { describe, expect, it } from 'vitest'
import { consequencesOf, type CombiSettings } from './combi-settings'
import { everyInvoice } from './offering-rule'

const before: CombiSettings = {
  answers: {
    administrations: { a: '1' },
    ...{ defaultRevenueAccount: '8090', defaultRevenueAccounts: {}, salesJournal: 'VERK', invoicesFrom: '2026-01-01' },
    ...{ offering: 'manual', bookingStyle: 'vat-on-line', vatMode: 'ledger-default' },
  },
  options: {
    partialPayments: false,
    descriptionTemplate: '{number}',
    numberOffset: 0,
    attachesPdf: false,
    offeringRule: everyInvoice,
  },
}
const standing = { pending: 3, waiting: 2, booked: 7 }
const after = (answers: Partial<CombiSettings['answers']>, options: Partial<CombiSettings['options']> = {}) =>
  consequencesOf(
    before,
    { answers: { ...before.answers, ...answers }, options: { ...before.options, ...options } },
    standing,
  )

describe('what a change of settings means', () => {
  it('is nothing as long as nothing is changed', () => {
    expect(after({})).toEqual([])
    expect(after({ administrations: { a: '1', b: null } })).toEqual([])
  })

  it.each([
    [{ bookingStyle: 'vat-from-ledger' }, {}],
    [{ vatMode: 'explicit' }, {}],
    [{ administrations: { a: '2' } }, {}],
    [{}, { descriptionTemplate: '{number} {date}' }],
  ] as const)('for %j and %j is that what waits follows and what is booked stays', (answers, options) => {
    expect(after(answers, options)).toEqual([
      { kind: 'waiting-follow', count: 2 },
      { kind: 'booked-stay', count: 7 },
    ])
  })

  it('tells of numbers, start, offering and payments what each of them means', () => {
    const kinds = (...given: Parameters<typeof after>) => after(...given).map(({ kind }) => kind)
    expect(kinds({}, { numberOffset: 1 })).toContain('numbers-stay')
    expect(kinds({ invoicesFrom: '2025-01-01' })).toEqual(['earlier-read'])
    expect(kinds({ invoicesFrom: '2026-02-01' })).toEqual(['later-keeps'])
    expect(after({ offering: 'automatic' })).toEqual([{ kind: 'offering-asks', count: 3 }])
    expect(kinds({}, { partialPayments: true })).toEqual(['parts-told'])
  })
})
