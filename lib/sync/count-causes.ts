import type { Day } from '@/lib/domain/day'
import type { Span } from './statistics-span'

export type CauseDay = { day: Day; code: string; count: number }

export type CauseCount = { code: string; count: number; comparedCount: number | null }

const countIn = (days: readonly CauseDay[], { from, to }: Span): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const { day, code, count } of days)
    if (from <= day && day <= to) counts.set(code, (counts.get(code) ?? 0) + count)
  return counts
}

/** How often each cause held an invoice in the span, most frequent first, beside the span it is compared with. */
export const countCauses = (days: readonly CauseDay[], span: Span, compared: Span | null): CauseCount[] => {
  const before = compared === null ? null : countIn(days, compared)
  return [...countIn(days, span)]
    .map(([code, count]) => ({ code, count, comparedCount: before && (before.get(code) ?? 0) }))
    .sort((one, other) => other.count - one.count || (one.code < other.code ? -1 : 1))
}
