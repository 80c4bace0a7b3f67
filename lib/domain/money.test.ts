import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCents, isDecimal, multiplyToCents, parseCents, sumCents } from './money'
import { decimalTexts, timesExact, toExact, toRoundedCents } from './testing/exact-decimal'

const mostEuros = 1_000_000_000

describe('cents', () => {
  it('survive the way to text and back, whatever their size', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (cents) => {
        expect(parseCents(formatCents(cents))).toBe(cents)
      }),
    )
  })

  it('give back the very text of an amount in euros and cents', () => {
    const amounts = fc
      .record({ sign: fc.constantFrom('', '-'), euros: fc.nat(mostEuros), cents: fc.stringMatching(/^\d\d$/) })
      .map(({ sign, euros, cents }) => `${sign}${String(euros)}.${cents}`)
      .filter((text) => text !== '-0.00')
    fc.assert(
      fc.property(amounts, (text) => {
        expect(formatCents(parseCents(text))).toBe(text)
      }),
    )
  })

  it('are what exact arithmetic makes of a text, rounded half away from zero', () => {
    fc.assert(
      fc.property(decimalTexts(mostEuros), (text) => {
        expect(parseCents(text)).toBe(toRoundedCents(toExact(text)))
      }),
    )
  })

  it.each([
    ['20.124', 2012],
    ['20.125', 2013],
    ['-20.125', -2013],
    ['1.005', 101],
    ['-1.005', -101],
    ['0.0049999', 0],
    ['100', 10_000],
    ['100.000000', 10_000],
    ['0007.5', 750],
  ])('of %s are %i', (text, cents) => {
    expect(parseCents(text)).toBe(cents)
  })

  it.each(['-0', '-0.00', '-0.004'])('of %s are zero, not minus zero', (text) => {
    expect(Object.is(parseCents(text), 0)).toBe(true)
  })

  it('beyond a safe integer are refused instead of rounded to another amount', () => {
    expect(parseCents('90071992547409.91')).toBe(Number.MAX_SAFE_INTEGER)
    expect(() => parseCents('90071992547409.92')).toThrow(RangeError)
    expect(() => parseCents('-90071992547409.92')).toThrow(RangeError)
    expect(() => multiplyToCents('999999999999999', '999999999999999')).toThrow(RangeError)
  })

  it('add up, and nothing adds up to zero', () => {
    expect(sumCents([1999, -1999, 5])).toBe(5)
    expect(Object.is(sumCents([]), 0)).toBe(true)
  })
})

describe('a text', () => {
  it.each(['0', '-12.5', '10.000000', '999999999999999', '0.123456789012'])('%s is a decimal', (text) => {
    expect(isDecimal(text)).toBe(true)
  })

  it.each([
    '',
    ' 1',
    '1 ',
    '1\n',
    '+1',
    '1,50',
    '1.',
    '.5',
    '1e3',
    '--1',
    'NaN',
    '1000000000000000',
    '0.1234567890123',
  ])('%j is no decimal, and is refused wherever an amount is read', (text) => {
    expect(isDecimal(text)).toBe(false)
    expect(() => parseCents(text)).toThrow(RangeError)
    expect(() => multiplyToCents(text, '1')).toThrow(RangeError)
    expect(() => multiplyToCents('1', text)).toThrow(RangeError)
  })
})

describe('a quantity times a price', () => {
  it('is exact until it is rounded once, half away from zero', () => {
    fc.assert(
      fc.property(decimalTexts(1_000_000), decimalTexts(1_000_000), (quantity, unitPrice) => {
        expect(multiplyToCents(quantity, unitPrice)).toBe(
          toRoundedCents(timesExact(toExact(quantity), toExact(unitPrice))),
        )
      }),
    )
  })

  it.each([
    ['3', '33.335', 10_001],
    ['0.5', '0.01', 1],
    ['-0.5', '0.01', -1],
    ['1', '1.005', 101],
    ['-10.000000', '100.000000', -100_000],
    ['0.333333333333', '3', 100],
  ])('rounds %s × %s to %i', (quantity, unitPrice, cents) => {
    expect(multiplyToCents(quantity, unitPrice)).toBe(cents)
  })

  it.each([
    ['-1', '0'],
    ['0', '-12.50'],
    ['-0.001', '0.01'],
  ])('of %s × %s is zero, not minus zero', (quantity, unitPrice) => {
    expect(Object.is(multiplyToCents(quantity, unitPrice), 0)).toBe(true)
  })
})

describe('cents as text', () => {
  it.each([
    [0, '0.00'],
    [-0, '0.00'],
    [5, '0.05'],
    [-5, '-0.05'],
    [-1234, '-12.34'],
    [100, '1.00'],
  ])('writes %i as %s', (cents, text) => {
    expect(formatCents(cents)).toBe(text)
  })

  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    'refuses %d, which is no whole number of cents',
    (value) => {
      expect(() => formatCents(value)).toThrow(RangeError)
    },
  )
})
