import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FiscalYear } from '@/lib/domain/books'
import { addDays, daysBetween } from '@/lib/domain/day'
import { periodOf } from './period'
import { fiscalYear } from './testing/sample-books'

const daysOf = ({ startsOn, endsOn }: FiscalYear): string[] =>
  Array.from({ length: daysBetween(startsOn, endsOn) + 1 }, (_, at) => addDays(startsOn, at))

/** First day of each period of the year, and the number that each of its days got. */
const periodsOf = (year: FiscalYear) => {
  const numbers = daysOf(year).map((day) => ({ day, period: periodOf({ fiscalYears: [year] }, day) }))
  const firstDays = numbers
    .filter(({ period }, at) => period?.period !== numbers[at - 1]?.period?.period)
    .map(({ day }) => day)
  return { numbers, firstDays }
}

describe('the periods of a fiscal year', () => {
  const years = [2024, 2025, 2026, 2028].flatMap((year) =>
    [1, 4, 12, 13].flatMap((periods) =>
      ['01-01', '07-01', '03-01'].map((start) => fiscalYear(year, `${String(year)}-${start}`, periods)),
    ),
  )

  it.each(years)('from $startsOn in $periods take in each of its days once, one after the other', (year) => {
    const { numbers, firstDays } = periodsOf(year)
    expect(numbers.map(({ period }) => period?.fiscalYear)).toEqual(numbers.map(() => year.year))
    const met = numbers.map(({ period }) => period?.period ?? 0)
    expect([...new Set(met)]).toEqual(Array.from({ length: year.periods }, (_, at) => at + 1))
    // Numbers that never go down: no period is left and entered again.
    expect(met).toEqual(met.toSorted((one, other) => one - other))
    expect(firstDays).toHaveLength(year.periods)
  })

  it('never run backwards or past their number, whenever the year begins and however long it is', () => {
    const someYear = fc.record({
      start: fc.date({ min: new Date('2020-01-01'), max: new Date('2032-12-31'), noInvalidDate: true }),
      length: fc.integer({ min: 1, max: 600 }),
      periods: fc.constantFrom(1, 2, 3, 4, 6, 12, 13),
    })
    fc.assert(
      fc.property(someYear, fc.nat(), fc.nat(), ({ start, length, periods }, one, other) => {
        const startsOn = start.toISOString().slice(0, 10)
        const year: FiscalYear = { year: 2026, startsOn, endsOn: addDays(startsOn, length), periods }
        const numberOn = (at: number) => periodOf({ fiscalYears: [year] }, addDays(startsOn, at))?.period ?? 0
        const [early, late] = [one % (length + 1), other % (length + 1)].sort((a, b) => a - b) as [number, number]
        expect(numberOn(0)).toBe(1)
        expect(numberOn(early)).toBeLessThanOrEqual(numberOn(late))
        expect(numberOn(late)).toBeLessThanOrEqual(periods)
        expect(periodOf({ fiscalYears: [year] }, addDays(startsOn, -1))).toBeNull()
        expect(periodOf({ fiscalYears: [year] }, addDays(startsOn, length + 1))).toBeNull()
      }),
    )
  })

  it('are the months of a calendar year', () => {
    const { firstDays } = periodsOf(fiscalYear(2028, '2028-01-01', 12))
    expect(firstDays).toEqual(Array.from({ length: 12 }, (_, at) => `2028-${String(at + 1).padStart(2, '0')}-01`))
  })

  it('are the months from July in a broken year, whose January is its seventh', () => {
    const { firstDays } = periodsOf(fiscalYear(2026, '2025-07-01', 12))
    expect(firstDays.slice(0, 3)).toEqual(['2025-07-01', '2025-08-01', '2025-09-01'])
    expect(firstDays[6]).toBe('2026-01-01')
  })

  it('are the quarters when there are four', () => {
    expect(periodsOf(fiscalYear(2026, '2026-01-01', 4)).firstDays).toEqual([
      '2026-01-01',
      '2026-04-01',
      '2026-07-01',
      '2026-10-01',
    ])
  })

  it.each([
    [2026, 29],
    [2028, 30],
  ])('of four weeks leave %i with a last one of %i days', (year, lastDays) => {
    const { firstDays } = periodsOf(fiscalYear(year, `${String(year)}-01-01`, 13))
    expect(firstDays.slice(1).map((day, at) => daysBetween(firstDays[at] ?? '', day))).toEqual(Array(12).fill(28))
    expect(daysBetween(firstDays[12] ?? '', `${String(year)}-12-31`) + 1).toBe(lastDays)
  })

  it('of four weeks take in a fifty-third week at their end', () => {
    const year: FiscalYear = { year: 2026, startsOn: '2025-12-29', endsOn: '2027-01-03', periods: 13 }
    expect(periodOf({ fiscalYears: [year] }, '2026-11-29')).toEqual({ fiscalYear: 2026, period: 12 })
    expect(periodOf({ fiscalYears: [year] }, '2026-11-30')).toEqual({ fiscalYear: 2026, period: 13 })
    expect(periodOf({ fiscalYears: [year] }, '2027-01-03')).toEqual({ fiscalYear: 2026, period: 13 })
  })
})

describe('the fiscal year of a day', () => {
  const broken = { fiscalYears: [2025, 2026].map((year) => fiscalYear(year, `${String(year - 1)}-07-01`, 12)) }

  it('is the one that holds it, also when that bears the number of the next calendar year', () => {
    expect(periodOf(broken, '2025-06-30')).toEqual({ fiscalYear: 2025, period: 12 })
    expect(periodOf(broken, '2025-07-01')).toEqual({ fiscalYear: 2026, period: 1 })
  })

  it.each(['2024-06-30', '2026-07-01'])('is unknown for %s, outside all of them', (day) => {
    expect(periodOf(broken, day)).toBeNull()
  })

  it('is unknown where there are none', () => {
    expect(periodOf({ fiscalYears: [] }, '2026-01-01')).toBeNull()
  })
})
