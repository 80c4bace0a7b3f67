import { Temporal } from 'temporal-polyfill'
import { addDays, daysBetween, type Day } from '@/lib/domain/day'

/** Both days are part of it. */
export type Span = { from: Day; to: Day }

/** What a person asks to see: a named period, or days of his own. */
export type PeriodChoice = { period: 'this-month' | 'last-month' | 'quarter' | 'year' } | ({ period: 'custom' } & Span)

export type Compare = 'previous' | 'last-year' | 'none'

const monthsOf = { 'this-month': 1, 'last-month': 1, quarter: 3, year: 12 } as const

const firstDay = { day: 1 } as const

/** The days of a period. One that is not over yet ends today: days to come are not zero, they are not there. */
export const spanOf = (choice: PeriodChoice, today: Day): Span => {
  const now = Temporal.PlainDate.from(today)
  switch (choice.period) {
    case 'this-month':
      return { from: now.with(firstDay).toString(), to: today }
    case 'last-month': {
      const from = now.subtract({ months: 1 }).with(firstDay)
      return { from: from.toString(), to: now.with(firstDay).subtract({ days: 1 }).toString() }
    }
    case 'quarter':
      return { from: now.with({ day: 1, month: now.month - ((now.month - 1) % 3) }).toString(), to: today }
    case 'year':
      return { from: now.with({ day: 1, month: 1 }).toString(), to: today }
    case 'custom':
      return { from: choice.from, to: choice.to }
  }
}

const isLastOfMonth = (date: Temporal.PlainDate): boolean => date.day === date.daysInMonth

/** The same day some months earlier; the last day of a month stays the last day of one. */
const monthsEarlier = (day: Day, months: number): Day => {
  const date = Temporal.PlainDate.from(day)
  const earlier = date.subtract({ months })
  return (isLastOfMonth(date) ? earlier.with({ day: earlier.daysInMonth }) : earlier).toString()
}

/** The days that a period is held against: as far into the period before it, or into the same one a year earlier. */
export const comparedSpanOf = (choice: PeriodChoice, span: Span, compare: Compare): Span | null => {
  switch (compare) {
    case 'none':
      return null
    case 'last-year':
      return {
        from: Temporal.PlainDate.from(span.from).subtract({ years: 1 }).toString(),
        to: monthsEarlier(span.to, 12),
      }
    case 'previous': {
      if (choice.period === 'custom')
        return { from: addDays(span.from, -1 - daysBetween(span.from, span.to)), to: addDays(span.from, -1) }
      const months = monthsOf[choice.period]
      return {
        from: Temporal.PlainDate.from(span.from).subtract({ months }).toString(),
        to: monthsEarlier(span.to, months),
      }
    }
  }
}
