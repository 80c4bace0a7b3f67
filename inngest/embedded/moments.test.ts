import { describe, expect, it } from 'vitest'
import { nextTick } from './cron'
import { msUntil } from './duration'
import { backoffMs, retryAfterMs } from './retry-delay'

const now = new Date('2026-11-25T10:00:00.000Z')

describe('how long to wait', () => {
  it.each([
    ['1s', 1_000],
    ['2h30m10s', 9_010_000],
    ['1w1d', 691_200_000],
    ['', 0],
    ['2026-11-25T10:00:05.000Z', 5_000],
    ['2026-11-25T09:00:00.000Z', 0],
  ])('a sleep of "%s" takes %i ms', (text, ms) => {
    expect(msUntil(text, now)).toBe(ms)
  })

  it('a sleep that is neither a duration nor a date is none', () => {
    expect(msUntil('tomorrow', now)).toBeNull()
    expect(msUntil('5', now)).toBeNull()
  })

  it('retry-after is read in seconds and as a date, and kept between a second and a day', () => {
    expect(retryAfterMs('90', now)).toBe(90_000)
    expect(retryAfterMs('2026-11-25T10:01:00.000Z', now)).toBe(60_000)
    expect(retryAfterMs('0', now)).toBe(1_000)
    expect(retryAfterMs('2026-11-25T09:00:00.000Z', now)).toBe(1_000)
    expect(retryAfterMs('9999999', now)).toBe(86_400_000)
  })

  it('without a readable retry-after there is no asked delay', () => {
    expect(retryAfterMs(undefined, now)).toBeNull()
    expect(retryAfterMs('soon', now)).toBeNull()
  })

  it('back-off grows along the table, with jitter on top, and stays at its end', () => {
    expect(backoffMs(0, () => 0)).toBe(15_000)
    expect(backoffMs(1, () => 0)).toBe(30_000)
    expect(backoffMs(1, () => 0.5)).toBe(45_000)
    expect(backoffMs(9, () => 0)).toBe(7_200_000)
    expect(backoffMs(19, () => 0)).toBe(7_200_000)
  })
})

describe('the next tick of a schedule', () => {
  it('comes after the moment, never at it', () => {
    expect(nextTick('* * * * *', now)?.toISOString()).toBe('2026-11-25T10:01:00.000Z')
    expect(nextTick('0 10 * * *', now)?.toISOString()).toBe('2026-11-26T10:00:00.000Z')
  })

  it('is in the zone that the expression names, else in UTC', () => {
    expect(nextTick('TZ=Europe/Amsterdam 0 12 * * *', now)?.toISOString()).toBe('2026-11-25T11:00:00.000Z')
    expect(nextTick('0 12 * * *', now)?.toISOString()).toBe('2026-11-25T12:00:00.000Z')
  })

  it.each(['every minute', '* * * *', '*/10 * * * * *', 'TZ=Nowhere/Town * * * * *'])(
    '"%s" is refused',
    (expression) => {
      expect(() => nextTick(expression, now)).toThrow()
    },
  )
})
