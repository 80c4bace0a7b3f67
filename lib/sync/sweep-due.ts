import { Temporal } from 'temporal-polyfill'

const hourMs = 60 * 60_000
/** After the last bookkeeper and before the first one. */
const [nightBegins, nightEnds] = [1, 5]
/** A night is not swept twice; and where nothing ran at night, the day will do. */
const onceInMs = 12 * hourMs
const atMostMs = 36 * hourMs

/** Whether it is time to hold the mirror against both sides: each night, or else as soon as something runs again. */
export const isSweepDue = (sweptAt: Date, now: Date): boolean => {
  const passedMs = now.getTime() - sweptAt.getTime()
  if (passedMs >= atMostMs) return true
  const { hour } = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO('Europe/Amsterdam')
  return passedMs >= onceInMs && hour >= nightBegins && hour < nightEnds
}
