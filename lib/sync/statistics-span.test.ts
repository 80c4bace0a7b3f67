import { describe, expect, it } from 'vitest'
import { comparedSpanOf, spanOf, type PeriodChoice } from './statistics-span'

const today = '2026-11-27'
const named = (period: 'this-month' | 'last-month' | 'quarter' | 'year'): PeriodChoice => ({ period })

const spanText = (choice: PeriodChoice, on = today) => Object.values(spanOf(choice, on)).join(' ')
const comparedText = (choice: PeriodChoice, compare: 'previous' | 'last-year', on = today) =>
  Object.values(comparedSpanOf(choice, spanOf(choice, on), compare) ?? {}).join(' ')

describe('a period', () => {
  it('that is under way ends today', () => {
    expect(spanText(named('this-month'))).toBe('2026-11-01 2026-11-27')
    expect(spanText(named('quarter'))).toBe('2026-10-01 2026-11-27')
    expect(spanText(named('year'))).toBe('2026-01-01 2026-11-27')
    expect(spanText(named('quarter'), '2026-03-31')).toBe('2026-01-01 2026-03-31')
  })

  it('that is over is whole', () => {
    expect(spanText(named('last-month'))).toBe('2026-10-01 2026-10-31')
    expect(spanText(named('last-month'), '2026-03-31')).toBe('2026-02-01 2026-02-28')
    expect(spanText(named('last-month'), '2026-01-05')).toBe('2025-12-01 2025-12-31')
  })
})

describe('the days that a period is compared with', () => {
  it('reach as far into the one before', () => {
    expect(comparedText(named('this-month'), 'previous')).toBe('2026-10-01 2026-10-27')
    expect(comparedText(named('quarter'), 'previous')).toBe('2026-07-01 2026-08-27')
    expect(comparedText(named('year'), 'previous')).toBe('2025-01-01 2025-11-27')
  })

  it('are the whole month before a whole month, however long each is', () => {
    expect(comparedText(named('last-month'), 'previous')).toBe('2026-09-01 2026-09-30')
    expect(comparedText(named('this-month'), 'previous', '2026-03-31')).toBe('2026-02-01 2026-02-28')
    expect(comparedText(named('this-month'), 'previous', '2026-02-28')).toBe('2026-01-01 2026-01-31')
  })

  it('are the same days a year earlier, the last of February included', () => {
    expect(comparedText(named('this-month'), 'last-year')).toBe('2025-11-01 2025-11-27')
    expect(comparedText(named('last-month'), 'last-year', '2029-03-04')).toBe('2028-02-01 2028-02-29')
    expect(comparedText(named('last-month'), 'last-year', '2028-03-04')).toBe('2027-02-01 2027-02-28')
  })

  it('are as many days just before days of one’s own', () => {
    const choice: PeriodChoice = { period: 'custom', from: '2026-11-10', to: '2026-11-16' }
    expect(comparedText(choice, 'previous')).toBe('2026-11-03 2026-11-09')
  })

  it('are none when nothing is to be compared', () => {
    expect(comparedSpanOf(named('year'), spanOf(named('year'), today), 'none')).toBeNull()
  })
})
