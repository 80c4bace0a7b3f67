import fc from 'fast-check'
import { validate, version } from 'uuid'
import { describe, expect, it } from 'vitest'
import { entryIdOf, paymentMarkerOf } from './entry-id'

const combiId = '0190f6a4-0000-7000-8000-000000000001'
const key = { combiId, invoiceRef: 'invoice:9b1f0c52d87a4e36', revision: 0 }

describe('the id of an entry', () => {
  it('is this one for ever: another would book every invoice a second time', () => {
    expect(entryIdOf(key)).toBe('aa1cf2d7-7601-52fb-8198-da7b2d13a807')
  })

  it('is another for another combi, invoice or revision', () => {
    const ids = [
      entryIdOf(key),
      entryIdOf({ ...key, combiId: '0190f6a4-0000-7000-8000-000000000002' }),
      entryIdOf({ ...key, invoiceRef: 'invoice:9b1f0c52d87a4e37' }),
      entryIdOf({ ...key, revision: 1 }),
    ]
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('is a UUID of version 5, the same each time, and no two invoices share one', () => {
    const keys = fc.uniqueArray(fc.record({ invoiceRef: fc.string(), revision: fc.nat(20) }), {
      maxLength: 30,
      selector: ({ invoiceRef, revision }) => JSON.stringify([invoiceRef, revision]),
    })
    fc.assert(
      fc.property(fc.uuid(), keys, (combi, some) => {
        const idsNow = some.map((one) => entryIdOf({ combiId: combi, ...one }))
        expect(some.map((one) => entryIdOf({ combiId: combi, ...one }))).toEqual(idsNow)
        expect(new Set(idsNow).size).toBe(some.length)
        expect(idsNow.every((id) => validate(id) && version(id) === 5)).toBe(true)
      }),
    )
  })
})

describe('the marker of a payment', () => {
  const entryId = entryIdOf(key)

  it('is this one for ever: another would pay an invoice a second time', () => {
    expect(paymentMarkerOf({ entryId, passedOnCents: 0 })).toBe('7644103a-4120-5ab1-a375-559272ed52fb')
  })

  it('is the same for a repeat, and another once something was passed on, credit included', () => {
    expect(paymentMarkerOf({ entryId, passedOnCents: 0 })).toBe(paymentMarkerOf({ entryId, passedOnCents: -0 }))
    const markers = [0, 5000, -5000].map((passedOnCents) => paymentMarkerOf({ entryId, passedOnCents }))
    expect(new Set([...markers, entryId]).size).toBe(4)
  })

  it('is another for another entry', () => {
    const other = entryIdOf({ ...key, revision: 1 })
    expect(paymentMarkerOf({ entryId: other, passedOnCents: 0 })).not.toBe(
      paymentMarkerOf({ entryId, passedOnCents: 0 }),
    )
  })
})
