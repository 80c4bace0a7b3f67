import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RequestPace, sharedPace } from './pace'

const minuteMs = 60_000

describe('the pace of an account', () => {
  it('never lets more than its number through in any sixty seconds, and never waits longer than it must', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 120 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), gaps, (perMinute, pauses) => {
        const pace = new RequestPace(perMinute)
        const sent: number[] = []
        let nowMs = 1_700_000_000_000
        for (const pause of pauses) {
          nowMs = Math.max(nowMs + pause, sent.at(-1) ?? 0)
          const { granted, waitMs } = pace.reserve(nowMs, Number.POSITIVE_INFINITY)
          expect(granted).toBe(true)
          const at = nowMs + waitMs
          const before = sent.filter((other) => other > at - minuteMs)
          expect(before.length).toBeLessThan(perMinute)
          // Waiting a millisecond less would have been one too many.
          if (waitMs > 0) expect(sent.filter((other) => other > at - 1 - minuteMs)).toHaveLength(perMinute)
          sent.push(at)
        }
      }),
    )
  })

  it('lets a burst of the whole minute through at once', () => {
    const pace = new RequestPace(60)
    const waits = Array.from({ length: 60 }, () => pace.reserve(0, 0))
    expect(waits.every(({ granted, waitMs }) => granted && waitMs === 0)).toBe(true)
    expect(pace.reserve(0, 2_000)).toEqual({ granted: false, waitMs: minuteMs })
    expect(pace.reserve(minuteMs - 1_500, 2_000)).toEqual({ granted: true, waitMs: 1_500 })
  })

  it('takes no place for a refusal', () => {
    const pace = new RequestPace(1)
    expect(pace.reserve(0, 0).granted).toBe(true)
    for (let attempt = 0; attempt < 5; attempt++) expect(pace.reserve(30_000, 0).granted).toBe(false)
    expect(pace.reserve(minuteMs, 0)).toEqual({ granted: true, waitMs: 0 })
  })

  it('sends nothing before the moment the vendor named, whatever the pace allows', () => {
    const pace = new RequestPace(null)
    pace.block(5_000, 0)
    expect(pace.reserve(0, 2_000)).toEqual({ granted: false, waitMs: 5_000 })
    expect(pace.reserve(4_000, 2_000)).toEqual({ granted: true, waitMs: 1_000 })
    expect(pace.blockedForMs(4_000)).toBe(1_000)
    expect(pace.reserve(5_000, 0)).toEqual({ granted: true, waitMs: 0 })
  })

  it('does not let a shorter pause shorten a longer one, nor a wrong clock silence an account for days', () => {
    const pace = new RequestPace(null)
    pace.block(100_000, 0)
    pace.block(1_000, 0)
    expect(pace.blockedForMs(0)).toBe(100_000)
    pace.block(Date.parse('2090-01-01'), 0)
    expect(pace.blockedForMs(0)).toBe(60 * minuteMs)
  })

  it('is not held up by a clock that was set back', () => {
    const pace = new RequestPace(1)
    expect(pace.reserve(10 * minuteMs, 0).granted).toBe(true)
    expect(pace.reserve(0, 0)).toEqual({ granted: true, waitMs: 0 })
  })

  it('is one for all that call the same account, and another for the next account', () => {
    expect(sharedPace('vendor a', 1)).toBe(sharedPace('vendor a', 1))
    expect(sharedPace('vendor a', 1)).not.toBe(sharedPace('vendor b', 1))
  })
})
