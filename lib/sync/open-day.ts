import type { Administration, Period } from '@/lib/domain/books'
import type { Day } from '@/lib/domain/day'
import { periodOf, startOfNextPeriod } from './period'

/** More than the periods of many years: the search ends however the years of an administration lie. */
const mostPeriods = 400

/** Books are closed in order: what is before a closed period is closed as well (assumed; the vendor does not say). */
export const isKnownClosed = (period: Period, closed: readonly Period[]): boolean =>
  closed.some(
    (known) =>
      known.fiscalYear > period.fiscalYear || (known.fiscalYear === period.fiscalYear && known.period >= period.period),
  )

/**
 * The first day from `from` on that lies in a period which is not known to be closed: `from` itself when its period is open,
 * else the first day of the next open one. Null when the administration has no such day.
 */
export const firstOpenDay = (
  administration: Pick<Administration, 'fiscalYears'>,
  closed: readonly Period[],
  from: Day,
): Day | null => {
  let day: Day | null = from
  for (let passed = 0; day !== null && passed < mostPeriods; passed += 1) {
    const period = periodOf(administration, day)
    if (period === null) return null
    if (!isKnownClosed(period, closed)) return day
    day = startOfNextPeriod(administration, day)
  }
  return null
}
