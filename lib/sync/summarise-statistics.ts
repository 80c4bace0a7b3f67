import { Temporal } from 'temporal-polyfill'
import { addDays, daysBetween, type Day } from '@/lib/domain/day'
import type { Span } from './statistics-span'

/** What is counted of a day; every figure may be added up over days. */
export const figureNames = [
  'runs',
  'failedRuns',
  'booked',
  'bookedCents',
  'failed',
  'action',
  'ignored',
  'payments',
  'paymentCents',
  'offerToBookMs',
  'offerToBookCount',
  'calls',
  'waitMs',
] as const

export type Figures = Record<(typeof figureNames)[number], number>

/** A day on which something happened; other days have no row. */
export type CountedDay = Figures & { day: Day }

export const granularities = ['day', 'week', 'month'] as const
export type Granularity = (typeof granularities)[number]

/** The first day of the next day, week (ISO: from Monday) or month. */
const nextStart = (day: Day, granularity: Granularity): Day => {
  const date = Temporal.PlainDate.from(day)
  switch (granularity) {
    case 'day':
      return addDays(day, 1)
    case 'week':
      return addDays(day, 8 - date.dayOfWeek)
    case 'month':
      return date.with({ day: 1 }).add({ months: 1 }).toString()
  }
}

const earlierDay = (one: Day, other: Day): Day => (one < other ? one : other)

/** The span cut into days, weeks or months; the first and the last may be cut short by its ends. */
export const splitSpan = ({ from, to }: Span, granularity: Granularity): Span[] => {
  const parts: Span[] = []
  for (let start = from; start <= to; start = nextStart(start, granularity))
    parts.push({ from: start, to: earlierDay(to, addDays(nextStart(start, granularity), -1)) })
  return parts
}

/** The number of the ISO week in which a day falls. */
export const isoWeekOf = (day: Day): number | null => Temporal.PlainDate.from(day).weekOfYear ?? null

const noFigures = (): Figures => Object.fromEntries(figureNames.map((name) => [name, 0])) as Figures

const add = (sums: Figures, counted: Figures): void => {
  for (const name of figureNames) sums[name] += counted[name]
}

/** All figures of the days within a span; a day without a row counts as zero. */
export const totalOf = (days: readonly CountedDay[], { from, to }: Span): Figures => {
  const sums = noFigures()
  for (const counted of days) if (from <= counted.day && counted.day <= to) add(sums, counted)
  return sums
}

/**
 * The span that stands opposite each part: as many days as the part has, as far into the compared span as the part is into
 * its own; months stand opposite months. The last part takes what is left. Null: the compared span has ended by then.
 */
export const alignSpans = (parts: readonly Span[], compared: Span, granularity: Granularity): (Span | null)[] => {
  const months = granularity === 'month' ? splitSpan(compared, 'month') : null
  const first = parts[0]?.from
  return parts.map((part, index) => {
    const isLast = index === parts.length - 1
    const from =
      months === null ? addDays(compared.from, daysBetween(first ?? part.from, part.from)) : months[index]?.from
    if (from === undefined || from > compared.to) return null
    const to = months === null ? addDays(from, daysBetween(part.from, part.to)) : (months[index]?.to ?? compared.to)
    return { from, to: isLast ? compared.to : earlierDay(to, compared.to) }
  })
}

export type Part = Span & { figures: Figures; compared: (Span & { figures: Figures }) | null }

export type Summary = { parts: Part[]; total: Figures; comparedTotal: Figures | null }

/** What happened in a span, part by part and in all, beside what happened in the span it is compared with. */
export const summariseStatistics = (
  days: readonly CountedDay[],
  spans: { span: Span; compared: Span | null },
  granularity: Granularity,
): Summary => {
  const { span, compared } = spans
  const parts = splitSpan(span, granularity)
  const opposite = compared === null ? [] : alignSpans(parts, compared, granularity)
  const withFigures = (part: Span) => ({ ...part, figures: totalOf(days, part) })
  return {
    parts: parts.map((part, index) => {
      const other = opposite[index] ?? null
      return { ...withFigures(part), compared: other === null ? null : withFigures(other) }
    }),
    total: totalOf(days, span),
    comparedTotal: compared === null ? null : totalOf(days, compared),
  }
}

/** Of all invoices that were tried, how many were booked, in basis points; null when none was. */
export const successBasisPoints = ({ booked, failed, action }: Figures): number | null => {
  const tried = booked + failed + action
  return tried === 0 ? null : Math.round((booked * 10_000) / tried)
}

/** From offering to booking, on average; null when nothing was booked after being offered. */
export const averageOfferToBookMs = ({ offerToBookMs, offerToBookCount }: Figures): number | null =>
  offerToBookCount === 0 ? null : Math.round(offerToBookMs / offerToBookCount)
