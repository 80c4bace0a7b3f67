import { describe, expect, it } from 'vitest'
import { isSweepDue } from './sweep-due'

const at = (text: string) => new Date(text)
// In winter Amsterdam is an hour ahead of UTC, in summer two.
describe('a sweep', () => {
  it.each([
    ['not yet in the night after one by day', '2026-11-25T14:00:00Z', '2026-11-26T01:30:00Z', false],
    ['in the night after', '2026-11-25T02:00:00Z', '2026-11-26T01:30:00Z', true],
    ['at the hour at which the night begins', '2026-11-25T02:00:00Z', '2026-11-26T00:00:00Z', true],
    ['not yet a minute before it', '2026-11-25T02:00:00Z', '2026-11-25T23:59:00Z', false],
    ['no longer at the hour at which it ends', '2026-11-25T02:00:00Z', '2026-11-26T04:00:00Z', false],
    ['by the clock of Amsterdam in summer', '2026-07-25T02:00:00Z', '2026-07-25T23:00:00Z', true],
    ['not by day', '2026-11-25T02:00:00Z', '2026-11-26T10:00:00Z', false],
    ['by day when nothing ran at night', '2026-11-25T02:00:00Z', '2026-11-26T14:00:00Z', true],
  ])('is due %s', (...[, sweptAt, now, isDue]) => {
    expect(isSweepDue(at(sweptAt), at(now))).toBe(isDue)
  })
})
