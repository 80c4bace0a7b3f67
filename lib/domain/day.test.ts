import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayInAmsterdam, daysBetween, isDay, laterDay, startOfMonthInAmsterdam } from './day'

const days = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2090-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('a day', () => {
  it.each(['2026-01-31', '2024-02-29', '2000-02-29', '2026-12-31'])('is %s', (text) => {
    expect(isDay(text)).toBe(true)
  })

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '20260101',
    '',
    ' 2026-01-01',
  ])('is not %j', (text) => {
    expect(isDay(text)).toBe(false)
  })

  it('is not an instant', () => {
    expect(isDay('2026-01-01T00:00:00Z')).toBe(false)
  })

  it('comes back after going as many days on as back', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -4000, max: 4000 }), (day, count) => {
        const other = addDays(day, count)
        expect(isDay(other)).toBe(true)
        expect(daysBetween(day, other)).toBe(count)
        expect(addDays(other, -count)).toBe(day)
      }),
    )
  })

  it('thirty days after the last of January is the second of March, or the first in a leap year', () => {
    expect(addDays('2026-01-31', 30)).toBe('2026-03-02')
    expect(addDays('2028-01-31', 30)).toBe('2028-03-01')
  })

  it('is as far from another whether or not a clock changed between them', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2)
    expect(daysBetween('2026-01-31', '2026-01-01')).toBe(-30)
  })

  it('later of two is the same whichever comes first', () => {
    fc.assert(
      fc.property(days, days, (one, other) => {
        const later = laterDay(one, other)
        expect(later).toBe(laterDay(other, one))
        expect([one, other]).toContain(later)
        expect(daysBetween(one, later)).toBeGreaterThanOrEqual(0)
        expect(daysBetween(other, later)).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

describe('today in Amsterdam', () => {
  it.each([
    ['2026-01-15T22:59:59Z', '2026-01-15', 'an hour before midnight in winter'],
    ['2026-01-15T23:00:00Z', '2026-01-16', 'midnight in winter'],
    ['2026-06-30T21:59:59Z', '2026-06-30', 'the last second of June in summer time'],
    ['2026-06-30T22:00:00Z', '2026-07-01', 'the first of July in summer time'],
    ['2025-12-31T23:00:00Z', '2026-01-01', 'the new year before it is one in Greenwich'],
    ['2026-03-29T01:00:00Z', '2026-03-29', 'the moment the clock goes forward'],
    ['2026-10-25T01:00:00Z', '2026-10-25', 'the moment the clock has gone back'],
    ['2026-10-25T23:00:00Z', '2026-10-26', 'midnight after the long day'],
  ])('at %s is %s: %s', (instant, day) => {
    expect(dayInAmsterdam(new Date(instant))).toBe(day)
  })
})

describe('this month in Amsterdam', () => {
  it.each([
    ['2026-01-15T12:00:00Z', '2025-12-31T23:00:00.000Z', 'in winter'],
    ['2026-07-15T12:00:00Z', '2026-06-30T22:00:00.000Z', 'in summer time'],
    ['2026-03-31T12:00:00Z', '2026-02-28T23:00:00.000Z', 'that began before the clock went forward'],
    ['2026-06-30T22:00:00Z', '2026-06-30T22:00:00.000Z', 'at its very first moment'],
    ['2026-06-30T21:59:59Z', '2026-05-31T22:00:00.000Z', 'at the last second of the one before'],
  ])('seen at %s began at %s: %s', (instant, began) => {
    expect(startOfMonthInAmsterdam(new Date(instant)).toISOString()).toBe(began)
  })
})
