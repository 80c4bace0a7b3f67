import { timeZone, type Locale } from './locales'

/**
 * Only numeric dates and separate parts: server and browser carry different versions of the language data, and a month's
 * abbreviation or a joining comma that differs between the two makes React throw the page away.
 */
const tags: Record<Locale, string> = { nl: 'nl-NL', en: 'en-GB' }

const dayMs = 86_400_000

const dayPattern = /^\d{4}-\d{2}-\d{2}$/

/** Euros as decimal text: dividing by a hundred would lose the last cent of very large amounts. */
const toEuroText = (cents: number): `${number}` => {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}` as `${number}`
}

/** Dates, times and amounts as one language writes them; instants in the time of Amsterdam. */
export type Formats = ReturnType<typeof createFormats>

export const createFormats = (locale: Locale) => {
  const tag = tags[locale]
  const euro = new Intl.NumberFormat(tag, { style: 'currency', currency: 'EUR' })
  const wholeEuro = new Intl.NumberFormat(tag, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 })
  const whole = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 })
  const decimal = new Intl.NumberFormat(tag, { maximumFractionDigits: 12 })
  const percentage = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 2 })
  const numeric = { day: '2-digit', month: '2-digit', year: 'numeric' } as const
  const calendarDay = new Intl.DateTimeFormat(tag, { ...numeric, timeZone: 'UTC' })
  const dayOfYear = new Intl.DateTimeFormat(tag, { day: '2-digit', month: '2-digit', timeZone: 'UTC' })
  const month = new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const shortMonth = new Intl.DateTimeFormat(tag, { month: '2-digit', year: 'numeric', timeZone: 'UTC' })
  const date = new Intl.DateTimeFormat(tag, { ...numeric, timeZone })
  const sortableDate = new Intl.DateTimeFormat('sv-SE', { ...numeric, timeZone })
  const time = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone })
  const preciseTime = new Intl.DateTimeFormat(tag, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone,
  })
  const relativeDay = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' })
  const unit = (name: 'second' | 'minute' | 'hour') =>
    new Intl.NumberFormat(tag, { style: 'unit', unit: name, unitDisplay: 'narrow', maximumFractionDigits: 0 })
  const seconds = unit('second')
  const minutes = unit('minute')
  const hours = unit('hour')

  /** Yesterday, today and tomorrow by name, any other day by its date. */
  const nameDay = (instant: Date, now: Date): string => {
    const daysAway = Math.round(
      (Date.parse(sortableDate.format(instant)) - Date.parse(sortableDate.format(now))) / dayMs,
    )
    return Math.abs(daysAway) <= 1 ? relativeDay.format(daysAway, 'day') : date.format(instant)
  }

  const units = [
    { ms: 3_600_000, format: hours },
    { ms: 60_000, format: minutes },
    { ms: 1000, format: seconds },
  ] as const

  return {
    /** Whole cents as euros. */
    euros: (cents: number): string => euro.format(toEuroText(cents)),
    /** Whole cents as euros without cents, for the axis of a chart. */
    wholeEuros: (cents: number): string => wholeEuro.format(toEuroText(cents)),
    count: (value: number): string => whole.format(value),
    /** A decimal text with the digits that matter: `12.500000` becomes `12,5`. */
    decimal: (text: string): string => decimal.format(text as `${number}`),
    percentage: (basisPoints: number): string => percentage.format(basisPoints / 10_000),
    /** A calendar day (`YYYY-MM-DD`); any other text as it is. */
    day: (day: string): string => (dayPattern.test(day) ? calendarDay.format(new Date(`${day}T00:00:00.000Z`)) : day),
    /** A calendar day without its year: `27-11`. */
    dayOfYear: (day: string): string => dayOfYear.format(new Date(`${day}T00:00:00.000Z`)),
    /** The month of a day, or a month `YYYY-MM`: `november 2026`. Whole names do not differ between versions. */
    month: (day: string): string => month.format(new Date(`${day.slice(0, 7)}-01T00:00:00.000Z`)),
    /** The same in figures: `11-2026`. */
    shortMonth: (day: string): string => shortMonth.format(new Date(`${day.slice(0, 7)}-01T00:00:00.000Z`)),
    /** An instant's clock time, to the second. */
    preciseTime: (instant: string): string => preciseTime.format(new Date(instant)),
    /** An instant as somebody would say it: `vandaag 13:04`, `23-11-2026 09:15`. */
    moment: (instant: string, now: Date): string => {
      const at = new Date(instant)
      return `${nameDay(at, now)} ${time.format(at)}`
    },
    /** A round length of time in the one unit that it is round in, for the axis of a chart. */
    roundDuration: (durationMs: number): string => {
      const { ms, format } = units.find((unit) => durationMs >= unit.ms && durationMs % unit.ms === 0) ?? units[2]
      return format.format(durationMs / ms)
    },
    /** A length of time, in its two largest units. */
    duration: (durationMs: number): string => {
      const total = Math.max(0, Math.round(durationMs / 1000))
      if (total < 60) return seconds.format(total)
      const wholeMinutes = Math.floor(total / 60)
      if (wholeMinutes < 60) return `${minutes.format(wholeMinutes)} ${seconds.format(total % 60)}`
      return `${hours.format(Math.floor(wholeMinutes / 60))} ${minutes.format(wholeMinutes % 60)}`
    },
  }
}

const made = new Map<Locale, Formats>()

/** The formats of a language, made once. */
export const getFormats = (locale: Locale): Formats => {
  const known = made.get(locale) ?? createFormats(locale)
  made.set(locale, known)
  return known
}
