const secondMs = 1_000
const minuteMs = 60_000

// The real server's table and jitter: https://github.com/inngest/inngest/blob/main/pkg/backoff/backoff.go
const tableMs = [15 * secondMs, 30 * secondMs, ...[1, 2, 5, 10, 20, 40, 60, 120].map((minutes) => minutes * minuteMs)]
const jitterMs = 30 * secondMs
const longestMs = 24 * 60 * minuteMs

/** Milliseconds before the next attempt, after attempt number `attempt` (the first is 0) failed. */
export const backoffMs = (attempt: number, random: () => number): number =>
  (tableMs[Math.min(attempt, tableMs.length - 1)] ?? 0) + Math.floor(random() * jitterMs)

/** Milliseconds that a `retry-after` header asks for (seconds or a date), within a second and a day; null without one. */
export const retryAfterMs = (header: string | undefined, now: Date): number | null => {
  if (header === undefined || header === '') return null
  const askedMs = /^\d+$/.test(header) ? Number(header) * secondMs : Date.parse(header) - now.getTime()
  return Number.isNaN(askedMs) ? null : Math.min(Math.max(askedMs, secondMs), longestMs)
}
