import { describe, expect, it } from 'vitest'
import { nextFileAttempt, type MissedAttempt } from './file-attempts'

const now = new Date('2026-11-28T12:00:00Z')
const away: MissedAttempt = { reason: { code: 'not-answered', params: { text: '' } }, isFinal: false }

describe('a file that did not get to its entry', () => {
  it('is tried five times, each time later', () => {
    const pauses = [1, 2, 3, 4, 5].map((attempts) => {
      const at = nextFileAttempt(away, attempts, now)
      return at === null ? null : (at.getTime() - now.getTime()) / 60_000
    })
    expect(pauses).toEqual([15, 30, 60, 120, null])
  })

  it('is not tried again by itself when the same again would be refused again', () => {
    expect(nextFileAttempt({ ...away, isFinal: true }, 1, now)).toBeNull()
  })
})
