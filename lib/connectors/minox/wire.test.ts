import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBody, parseWireCents, parseWireDay, WireAmount } from './wire'

const anyCents = fc.integer({ min: -99_999_999_999, max: 99_999_999_999 })

describe('an amount on the wire', () => {
  it('is a JSON number with exactly two decimals', () => {
    expect(encodeBody({ debit: new WireAmount(142_800), credit: new WireAmount(0) })).toBe(
      '{"debit":1428.00,"credit":0.00}',
    )
    expect(encodeBody([new WireAmount(5), new WireAmount(-1234)])).toBe('[0.05,-12.34]')
  })

  it('comes back to the same cents, whatever they are', () => {
    fc.assert(
      fc.property(anyCents, (cents) => {
        const parsed = JSON.parse(encodeBody(new WireAmount(cents))) as number
        expect(parseWireCents(parsed)).toBe(cents)
        expect(parseWireCents(String(parsed))).toBe(cents)
      }),
    )
  })

  it.each([
    [1289172.12, 128_917_212],
    ['1289172.12', 128_917_212],
    [121.00000000000001, 12_100],
    [0.1 + 0.2, 30],
    [-0, 0],
    [' 12.5 ', 1_250],
    [1e3, 100_000],
  ])('%j is %i cents', (value, cents) => {
    expect(parseWireCents(value)).toBe(cents)
  })

  it.each([0.125, '0.005', 12.3456, 'twaalf', '', '1.234,56', Number.NaN, Number.POSITIVE_INFINITY, 1e20])(
    '%j is no amount in whole cents',
    (value) => {
      expect(parseWireCents(value)).toBeNull()
    },
  )
})

describe('a request body', () => {
  it('leaves out what is not there and escapes what is text', () => {
    expect(encodeBody({ a: undefined, b: null, 'c"': 'é\n"', d: [true, 1] })).toBe(
      '{"b":null,"c\\"":"é\\n\\"","d":[true,1]}',
    )
  })

  it('is the JSON that anybody reads back', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null))),
        (body) => {
          expect(JSON.parse(encodeBody(body))).toEqual(JSON.parse(JSON.stringify(body)))
        },
      ),
    )
  })
})

describe('a day on the wire', () => {
  it.each([
    ['2026-03-12', '2026-03-12'],
    ['2019-12-31T00:00:00.000Z', '2019-12-31'],
    ['2025-12-31T23:00:00.000Z', '2025-12-31'],
    ['2026-03-12T00:00:00+01:00', '2026-03-12'],
    [' 2026-03-12 00:00:00', '2026-03-12'],
  ])('%s is %s: its date part and nothing else', (text, day) => {
    expect(parseWireDay(text)).toBe(day)
  })

  it.each(['', '12-03-2026', '2026-3-1', '20260312', '2026-03-121'])('%j is no day', (text) => {
    expect(parseWireDay(text)).toBeNull()
  })
})
