import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { booksNumberOf } from './invoice-number'

describe('the number of an invoice in the books', () => {
  it.each([
    ['F2026-0042', 20_260_042],
    ['20260001', 20_260_001],
    ['F0012', 12],
    ['2026/10/003', 202_610_003],
    ['F-999999999', 999_999_999],
    ['F00000000000000000007', 7],
  ])('of %s is %i', (number, booksNumber) => {
    expect(booksNumberOf(number)).toBe(booksNumber)
  })

  it.each(['', 'CONCEPT', 'F000', '1234567890', 'F2026-1000000'])('is refused for %j', (number) => {
    expect(booksNumberOf(number)).toBeNull()
  })

  it('is the same for numbers that only a letter or a zero tells apart, which the caller must see as a collision', () => {
    expect(booksNumberOf('F12')).toBe(booksNumberOf('F0012'))
    expect(booksNumberOf('2025-001')).not.toBe(booksNumberOf('2026-001'))
  })

  it('is a positive number of at most nine digits, or refused, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[A-Z]{0,2}\d{0,12}[-/]?\d{0,4}$/)), (number) => {
        const booksNumber = booksNumberOf(number)
        if (booksNumber === null) return
        expect(Number.isInteger(booksNumber) && booksNumber > 0 && booksNumber <= 999_999_999).toBe(true)
        expect(number.replaceAll(/\D/g, '').replace(/^0+/, '')).toBe(String(booksNumber))
      }),
    )
  })

  it('survives letters around any usable number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999_999 }),
        fc.stringMatching(/^[A-Za-z -]{0,6}$/),
        (number, letters) => {
          expect(booksNumberOf(`${letters}${String(number)}${letters}`)).toBe(number)
        },
      ),
    )
  })

  it('moves with the offset, keeping different numbers different and within what the books take', () => {
    const number = fc.integer({ min: 1, max: 999_999_999 })
    fc.assert(
      fc.property(number, number, fc.integer({ min: -999_999_999, max: 999_999_999 }), (one, other, offset) => {
        const shifted = booksNumberOf(String(one), offset)
        if (shifted === null) return
        expect(shifted).toBe(one + offset)
        expect(String(shifted).length).toBeLessThanOrEqual(9)
        if (one !== other) expect(booksNumberOf(String(other), offset)).not.toBe(shifted)
      }),
    )
  })
})
