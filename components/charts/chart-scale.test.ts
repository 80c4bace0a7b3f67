import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labelStride, scaleOf, timeUnitFor } from './chart-scale'

describe('the axis of a chart', () => {
  it('holds zero and every value, and round figures between', () => {
    const { ticks, placeOf } = scaleOf([3, 17, 9])
    expect(ticks).toEqual([0, 5, 10, 15, 20])
    expect([placeOf(0), placeOf(20)]).toEqual([0, 1])
  })

  it('reaches below zero when credit does', () => {
    const { ticks, placeOf } = scaleOf([-120_00, 250_00], 100)
    expect(ticks).toContain(0)
    expect(placeOf(-120_00)).toBeGreaterThanOrEqual(0)
    expect(placeOf(-120_00)).toBeLessThan(placeOf(0))
  })

  it('is there without anything to show', () => {
    expect(scaleOf([0, 0]).ticks).toEqual([0, 1])
    expect(scaleOf([]).placeOf(0)).toBe(0)
  })

  it('never puts a value outside of it, and a higher one never lower', () => {
    const value = fc.integer({ min: -1e12, max: 1e12 })
    fc.assert(
      fc.property(fc.array(value, { minLength: 2 }), fc.constantFrom(1, 100, 60_000), (values, unit) => {
        const { placeOf } = scaleOf(values, unit)
        const places = values.toSorted((one, other) => one - other).map(placeOf)
        expect(Math.min(...places)).toBeGreaterThanOrEqual(-1e-9)
        expect(Math.max(...places)).toBeLessThanOrEqual(1 + 1e-9)
        expect(places).toEqual(places.toSorted((one, other) => one - other))
      }),
    )
  })

  it('is round in the unit that a time is told in', () => {
    expect(timeUnitFor([1_500])).toBe(1_000)
    expect(timeUnitFor([130_000, 20])).toBe(60_000)
    expect(timeUnitFor([3 * 3_600_000])).toBe(3_600_000)
    expect(scaleOf([11 * 60_000], 60_000).ticks.every((tick) => tick % 60_000 === 0)).toBe(true)
  })
})

it('of many points no more are labelled than fit', () => {
  expect([labelStride(31, 8), labelStride(7, 8), labelStride(366, 8), labelStride(0, 8)]).toEqual([4, 1, 46, 1])
})
