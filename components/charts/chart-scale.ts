import { nice, ticks } from 'd3-array'

/** Where amounts stand on an axis, as a part of its height from below: 0 at its foot, 1 at its top. */
export type ChartScale = { ticks: number[]; placeOf: (value: number) => number }

/** Four lines are enough to read a height by. */
const tickCount = 4

/**
 * An axis that holds zero and all values, with round figures along it. `unit` is what a figure is round in: an amount in
 * cents is round in euros, a time in milliseconds is round in minutes.
 */
export const scaleOf = (values: readonly number[], unit = 1): ChartScale => {
  const least = Math.min(0, ...values) / unit
  const most = Math.max(0, ...values) / unit
  const [from, to] = nice(least, most === least ? least + 1 : most, tickCount)
  // Counted things have no halves, and a rounded label on half a unit would say what is beside it.
  const whole = ticks(from, to, tickCount).filter(Number.isInteger)
  return { ticks: whole.map((tick) => tick * unit), placeOf: (value) => (value / unit - from) / (to - from) }
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** The unit in which the longest of these times is best told. */
export const timeUnitFor = (times: readonly number[]): number => {
  const longest = Math.max(0, ...times)
  return [hour, minute, second].find((unit) => longest >= 2 * unit) ?? second
}

/** Of how many points one is labelled, so that no more than `most` labels stand side by side. */
export const labelStride = (count: number, most: number): number => Math.max(1, Math.ceil(count / most))
