const unitMs = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 } as const
const isUnit = (text: string): text is keyof typeof unitMs => text in unitMs

/**
 * Milliseconds from `now` until the moment that the SDK writes as `1w2d3h4m5s` or as a date; never negative. An empty
 * text is no wait at all. Null when it is neither.
 */
export const msUntil = (text: string, now: Date): number | null => {
  if (/^(\d+[wdhms])*$/.test(text))
    return [...text.matchAll(/(\d+)([wdhms])/g)].reduce((sum, [, count, unit]) => {
      if (count === undefined || unit === undefined || !isUnit(unit)) return sum
      return sum + Number(count) * unitMs[unit]
    }, 0)
  // `Date.parse` alone would take almost anything with a digit in it for a date.
  const moment = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(moment) ? null : Math.max(0, moment - now.getTime())
}
