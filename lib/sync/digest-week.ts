import { Temporal } from 'temporal-polyfill'
import { addDays, dayInAmsterdam, type Day } from '@/lib/domain/day'

/** The week that a digest tells, both days included, and the Monday on which it is written. */
export type DigestWeek = { monday: Day; from: Day; to: Day }

/** Before anybody is at work. */
const firstHour = 7

/**
 * The week that people are due a digest of: the one before, on Monday from seven in the morning in Amsterdam. Null on other
 * days: a digest that comes later than its Monday is no longer about last week.
 */
export const digestWeekAt = (now: Date): DigestWeek | null => {
  const { dayOfWeek, hour } = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(
    'Europe/Amsterdam',
  )
  if (dayOfWeek !== 1 || hour < firstHour) return null
  const monday = dayInAmsterdam(now)
  return { monday, from: addDays(monday, -7), to: addDays(monday, -1) }
}
