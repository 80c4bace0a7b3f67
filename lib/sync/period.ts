import { Temporal } from 'temporal-polyfill'
import type { Administration, FiscalYear, Period } from '@/lib/domain/books'
import type { Day } from '@/lib/domain/day'

const daysInFourWeeks = 28

/** Periods of a year by whole months: 12 → 1 month each, 4 → 3, 1 → 12. Null for divisions that are not by month. */
const monthsPerPeriod = (periods: number): number | null => (periods > 0 && 12 % periods === 0 ? 12 / periods : null)

const periodWithin = (year: FiscalYear, day: Day): number => {
  const start = Temporal.PlainDate.from(year.startsOn)
  const date = Temporal.PlainDate.from(day)
  const months = monthsPerPeriod(year.periods)
  const passed =
    months === null
      ? Math.floor(start.until(date, { largestUnit: 'days' }).days / daysInFourWeeks)
      : Math.floor(start.until(date, { largestUnit: 'months' }).months / months)
  // The last period runs to the end of the year: 13 × 28 days leave one day over, or two.
  return Math.min(passed + 1, year.periods)
}

/**
 * The fiscal year and period in which a booking date falls, or null when the administration has no such year.
 * Years may be broken; a year of 13 periods is counted in blocks of 28 days from its first day (assumed; the vendor does not say).
 */
export const periodOf = (administration: Pick<Administration, 'fiscalYears'>, day: Day): Period | null => {
  const year = administration.fiscalYears.find(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn)
  return year === undefined ? null : { fiscalYear: year.year, period: periodWithin(year, day) }
}

/** The first day of the period after the one in which this day falls; null when the administration has no such year. */
export const startOfNextPeriod = (administration: Pick<Administration, 'fiscalYears'>, day: Day): Day | null => {
  const period = periodOf(administration, day)
  const year = administration.fiscalYears.find(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn)
  if (period === null || year === undefined) return null
  const start = Temporal.PlainDate.from(year.startsOn)
  const months = monthsPerPeriod(year.periods)
  if (period.period >= year.periods) return Temporal.PlainDate.from(year.endsOn).add({ days: 1 }).toString()
  return (
    months === null
      ? start.add({ days: daysInFourWeeks * period.period })
      : start.add({ months: months * period.period })
  ).toString()
}
