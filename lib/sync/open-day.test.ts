import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '@/lib/domain/day'
import { firstOpenDay, isKnownClosed } from './open-day'
import { periodOf } from './period'
import { fiscalYear } from './testing/sample-books'

const months = { fiscalYears: [2025, 2026, 2027].map((year) => fiscalYear(year, `${String(year)}-01-01`, 12)) }
const fourWeeks = { fiscalYears: [fiscalYear(2026, '2026-01-01', 13), fiscalYear(2027, '2027-01-01', 13)] }
const quarters = { fiscalYears: [fiscalYear(2026, '2026-07-01', 4)] }
const closed = (fiscalYearOf: number, period: number) => ({ fiscalYear: fiscalYearOf, period })

describe('the first open day', () => {
  it('is the day itself when nothing is known to be closed', () => {
    expect(firstOpenDay(months, [], '2026-03-12')).toBe('2026-03-12')
  })

  it('is the first day of the next period, of whatever length, when its own is closed', () => {
    expect(firstOpenDay(months, [closed(2026, 3)], '2026-03-12')).toBe('2026-04-01')
    expect(firstOpenDay(fourWeeks, [closed(2026, 1)], '2026-01-05')).toBe('2026-01-29')
    expect(firstOpenDay(quarters, [closed(2026, 1)], '2026-07-15')).toBe('2026-10-01')
  })

  it('passes over all that is closed, into the next year when it must', () => {
    expect(firstOpenDay(months, [closed(2026, 3), closed(2026, 5)], '2026-02-12')).toBe('2026-06-01')
    expect(firstOpenDay(months, [closed(2026, 12)], '2026-12-31')).toBe('2027-01-01')
    expect(firstOpenDay(fourWeeks, [closed(2026, 13)], '2026-12-31')).toBe('2027-01-01')
  })

  it('is none when the administration has no such year', () => {
    expect(firstOpenDay(months, [], '2031-01-01')).toBeNull()
    expect(firstOpenDay(months, [closed(2027, 12)], '2027-12-31')).toBeNull()
  })

  it('never lies before the day that was asked for, nor in a closed period, nor leaves an open one before it unused', () => {
    const anyDay = fc.nat(1000).map((days) => addDays('2025-01-01', days))
    const anyClosed = fc.array(
      fc.record({ fiscalYear: fc.constantFrom(2025, 2026), period: fc.integer({ min: 1, max: 12 }) }),
    )
    fc.assert(
      fc.property(anyDay, anyClosed, (from, known) => {
        const day = firstOpenDay(months, known, from)
        if (day === null) return
        const period = periodOf(months, day)
        expect(day >= from && period !== null && !isKnownClosed(period, known)).toBe(true)
        const before = periodOf(months, addDays(day, -1))
        expect(day === from || (before !== null && isKnownClosed(before, known))).toBe(true)
      }),
    )
  })
})
