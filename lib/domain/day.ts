import { Temporal } from 'temporal-polyfill'

/** A calendar day in the Netherlands, `YYYY-MM-DD`. Never an instant: a booking has a day, not a time. */
export type Day = string

/** True for an existing calendar day written as `YYYY-MM-DD` (`2026-02-29` is not one). */
export const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' })
    return true
  } catch {
    return false
  }
}

/** The day `days` later (earlier when negative). */
export const addDays = (day: Day, days: number): Day => Temporal.PlainDate.from(day).add({ days }).toString()

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days

/** The calendar day in Amsterdam at an instant: what a Dutch bookkeeper calls "today". */
export const dayInAmsterdam = (instant: Date): Day =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO('Europe/Amsterdam')
    .toPlainDate()
    .toString()

/** The later of two days. */
export const laterDay = (one: Day, other: Day): Day => (one < other ? other : one)

/** The instant at which a day in Amsterdam begins. */
export const startOfDayInAmsterdam = (day: Day): Date =>
  new Date(Temporal.PlainDate.from(day).toZonedDateTime('Europe/Amsterdam').toInstant().epochMilliseconds)

/** The instant at which the calendar month in Amsterdam began: where "this month" starts for a Dutch bookkeeper. */
export const startOfMonthInAmsterdam = (instant: Date): Date =>
  startOfDayInAmsterdam(`${dayInAmsterdam(instant).slice(0, 8)}01`)
