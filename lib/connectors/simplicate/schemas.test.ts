import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimal, labelWire, paymentWire, profileWire, toList } from './schemas'

const read = (value: unknown) => decimal.safeParse(value).data

describe('a decimal', () => {
  it.each([
    [21, '21'],
    [0, '0'],
    [-0, '0'],
    [0.1 + 0.2, '0.3'],
    [1210.0000000000002, '1210'],
    [-0.125, '-0.125'],
    [2.842170943040401e-14, '0'],
    [0.0000001, '0.0000001'],
    ['100.000000', '100.000000'],
    [' 14 ', '14'],
    ['-0.335', '-0.335'],
  ])('%j is read as %s', (value, written) => {
    expect(read(value)).toBe(written)
  })

  it.each(['', '1e3', '1,50', '1.000,50', 'abc', '0x10', '.5', '5.', 1e21, Infinity, NaN, null, true, {}, []])(
    'refuses %j',
    (value) => {
      expect(read(value)).toBeUndefined()
    },
  )

  it('gives back exactly what was written as a JSON number of up to fifteen digits', () => {
    const written = fc
      .tuple(fc.integer({ min: -(10 ** 15) + 1, max: 10 ** 15 - 1 }), fc.integer({ min: 0, max: 12 }))
      .map(([digits, decimals]) => {
        const sign = digits < 0 ? '-' : ''
        const text = String(Math.abs(digits)).padStart(decimals + 1, '0')
        const fraction = text.slice(text.length - decimals).replace(/0+$/, '')
        const whole = text.slice(0, text.length - decimals)
        return `${sign}${whole}${decimals > 0 && fraction !== '' ? `.${fraction}` : ''}`
      })
      .filter((text) => text !== '-0')
    fc.assert(
      fc.property(written, (text) => {
        expect(read(JSON.parse(text))).toBe(text)
      }),
      { numRuns: 1000 },
    )
  })

  it('leaves text as it is, however long', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^-?\d{1,15}\.\d{1,12}$/), (text) => {
        expect(read(text)).toBe(text)
      }),
    )
  })
})

describe('what is missing', () => {
  it.each([undefined, null, '', []])('%j is no value for an optional field', (nothing) => {
    expect(paymentWire.parse({ id: 'payment:1', invoice_id: 'invoice:1', amount: 1, date: nothing }).date).toBeNull()
  })

  it.each(['0000-00-00', '0000-00-00 00:00:00', '1970-01-01'])('%s is no date', (date) => {
    expect(paymentWire.parse({ id: 'payment:1', invoice_id: 'invoice:1', amount: 1, date }).date).toBeNull()
  })

  it.each([
    [true, true],
    ['1', true],
    [1, true],
    ['0', false],
    [0, false],
    [false, false],
    [undefined, null],
  ])('a flag written as %j is %s', (blocked, expected) => {
    expect(profileWire.parse({ id: 'myorganizationprofile:1', blocked }).blocked).toBe(expected)
  })
})

describe('the label of a record that cannot be read', () => {
  it('is what can be read of it, each field by itself', () => {
    expect(labelWire.parse({ id: 'invoice:1', invoice_number: {}, name: 7, updated_at: 'gisteren' })).toEqual({
      id: 'invoice:1',
      invoice_number: null,
      name: '7',
      full_name: null,
      updated_at: null,
    })
  })

  it.each([
    ['2026-02-01T10:00:00+01:00', '2026-02-01 10:00:00'],
    ['2026-02-01 10:00:00', '2026-02-01 10:00:00'],
    ['2026-02-30 10:00:00', null],
    ['2026-02-01 25:00:00', null],
    ['0000-00-00 00:00:00', null],
  ])('reads the stamp %s as %s', (updated_at, expected) => {
    expect(labelWire.parse({ updated_at }).updated_at).toBe(expected)
  })
})

describe('a list', () => {
  it('may come as an object with numbers for keys, but a record is none', () => {
    expect(toList({ '0': 'a', '3': 'b' })).toEqual(['a', 'b'])
    expect(toList({ id: 'x' })).toEqual({ id: 'x' })
    expect(toList(null)).toEqual([])
  })
})
