import { describe, expect, it } from 'vitest'
import { createFormats } from './formats'

const nl = createFormats('nl')
const en = createFormats('en')
/** Amounts and their sign are held together by a space that does not break. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('amounts', () => {
  it.each([
    [123_450, '€ 1.234,50', '€1,234.50'],
    [-1, '€ -0,01', '-€0.01'],
    [0, '€ 0,00', '€0.00'],
    [9_007_199_254_740_991, '€ 90.071.992.547.409,91', '€90,071,992,547,409.91'],
  ])('writes %d cents to the cent', (cents, dutch, english) => {
    expect([plain(nl.euros(cents)), plain(en.euros(cents))]).toEqual([dutch, english])
  })

  it('writes a decimal with the digits that matter', () => {
    expect([nl.decimal('12.500000'), en.decimal('-0.125'), nl.decimal('1.000000')]).toEqual(['12,5', '-0.125', '1'])
  })

  it('writes basis points as a percentage', () => {
    expect([nl.percentage(2100), nl.percentage(550)]).toEqual(['21%', '5,5%'])
  })
})

describe('days and instants', () => {
  it('writes a calendar day without moving it to another zone', () => {
    expect([nl.day('2026-01-01'), en.day('2026-12-31')]).toEqual(['01-01-2026', '31/12/2026'])
  })

  it('leaves text that is no day as it is', () => {
    expect(nl.day('2026')).toBe('2026')
  })

  it('tells clock time in Amsterdam, summer time included', () => {
    expect([nl.preciseTime('2026-07-01T10:00:05Z'), nl.preciseTime('2026-12-01T10:00:05Z')]).toEqual([
      '12:00:05',
      '11:00:05',
    ])
  })

  it('names yesterday, today and tomorrow by the calendar of Amsterdam', () => {
    // 23:30 on 1 July in London is 00:30 on 2 July in Amsterdam.
    const now = new Date('2026-07-01T22:30:00Z')
    expect(nl.moment('2026-07-01T21:59:00Z', now)).toBe('gisteren 23:59')
    expect(nl.moment('2026-07-01T22:00:00Z', now)).toBe('vandaag 00:00')
    expect(en.moment('2026-07-02T22:00:00Z', now)).toBe('tomorrow 00:00')
    expect(nl.moment('2026-06-20T10:00:00Z', now)).toBe('20-06-2026 12:00')
  })

  it('counts a day of 23 hours as one day', () => {
    expect(nl.moment('2026-03-29T21:00:00Z', new Date('2026-03-28T23:30:00Z'))).toBe('vandaag 23:00')
    expect(nl.moment('2026-03-29T22:30:00Z', new Date('2026-03-28T23:30:00Z'))).toBe('morgen 00:30')
  })

  it('writes a length of time in its two largest units', () => {
    expect([400, 59_600, 61_000, 7_260_000].map((ms) => nl.duration(ms))).toEqual([
      '0 s',
      '1 m 0 s',
      '1 m 1 s',
      '2 u 1 m',
    ])
  })
})
