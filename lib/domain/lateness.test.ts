import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lateSince, type SyncTimes } from './lateness'

const minuteMs = 60_000
const start = new Date('2026-11-25T10:00:00.000Z')
const after = (minutes: number): Date => new Date(start.getTime() + minutes * minuteMs)

/** Synchronised at the start, and therefore due a quarter of an hour later. */
const calm: SyncTimes = { isActive: true, intervalMinutes: 15, nextSyncAt: after(15), run: null }
const running = { startedAt: after(15), heartbeatAt: after(15), waitingUntil: null }

describe('a combi is late', () => {
  it('from the moment on at which nothing has synchronised for two intervals', () => {
    expect(lateSince(calm, after(29.9))).toBeNull()
    expect(lateSince(calm, after(30))).toEqual(after(15))
  })

  it('when a run was asked for and never began, however often it was sent', () => {
    const run = { startedAt: null, heartbeatAt: after(29), waitingUntil: null }
    expect(lateSince({ ...calm, run }, after(30))).toEqual(after(15))
  })

  it('when its run gives no sign of life for an interval', () => {
    const run = { ...running, heartbeatAt: after(40) }
    expect(lateSince({ ...calm, run }, after(54))).toBeNull()
    expect(lateSince({ ...calm, run }, after(55))).toEqual(after(15))
  })

  it('when its run takes a day, whatever it says of itself', () => {
    const alive = { ...running, heartbeatAt: after(15 + 24 * 60), waitingUntil: after(48 * 60) }
    expect(lateSince({ ...calm, run: alive }, after(14 + 24 * 60))).toBeNull()
    expect(lateSince({ ...calm, run: alive }, after(15 + 24 * 60))).toEqual(after(15))
  })
})

describe('a combi is not late', () => {
  it.each([{ isActive: false }, { nextSyncAt: after(300) }])('while it need not synchronise: %o', (circumstance) => {
    expect(lateSince({ ...calm, ...circumstance }, after(310))).toBeNull()
  })

  it('within its first interval after it was installed or resumed', () => {
    const resumed = { ...calm, nextSyncAt: after(7 * 24 * 60) }
    expect(lateSince(resumed, after(7 * 24 * 60 + 14))).toBeNull()
  })

  it('while its run works, however long', () => {
    expect(lateSince({ ...calm, run: { ...running, heartbeatAt: after(600) } }, after(605))).toBeNull()
  })

  it('while its run waits for a rate limit, nor within the interval after that', () => {
    const run = { ...running, waitingUntil: after(135) }
    expect(lateSince({ ...calm, run }, after(134))).toBeNull()
    expect(lateSince({ ...calm, run }, after(149))).toBeNull()
    expect(lateSince({ ...calm, run }, after(150))).toEqual(after(15))
  })

  it('while a slice takes minutes and the interval is one', () => {
    const quick = { ...calm, intervalMinutes: 1, run: running }
    expect(lateSince(quick, after(29))).toBeNull()
  })
})

it('whoever stops whatever drives the runs, at any moment: the combi is late within two intervals', () => {
  const minutes = (most: number) => fc.double({ min: 0, max: most, noNaN: true })
  fc.assert(
    fc.property(
      fc.integer({ min: 15, max: 1440 }),
      // How early it is due, at random; how much of the interval, and of a run that followed, was over at the stop.
      fc.record({ early: minutes(1), stop: minutes(1), ran: fc.option(minutes(1), { nil: null }) }),
      (intervalMinutes, { early, stop, ran }) => {
        const dueMinutes = intervalMinutes - early
        const stopMinutes = ran === null ? stop * dueMinutes : dueMinutes + ran * intervalMinutes
        const run =
          ran === null ? null : { startedAt: after(dueMinutes), heartbeatAt: after(stopMinutes), waitingUntil: null }
        const combi = { isActive: true, intervalMinutes, nextSyncAt: after(dueMinutes), run }
        const alarm = after(stopMinutes + 2 * intervalMinutes)
        return lateSince(combi, alarm)?.getTime() === after(dueMinutes).getTime()
      },
    ),
  )
})
