import { describe, expect, it } from 'vitest'
import { takeCheck, takeSetup } from './setup-limits'

describe('the wizard asked for too often from one place', () => {
  it.each([
    ['begins no more', takeSetup, 40],
    ['checks no more accounts', takeCheck, 30],
  ] as const)('%s, and others go on', async (_what, takeOne, most) => {
    for (let taken = 0; taken < most; taken += 1) expect(await takeOne('192.0.2.9')).toBeNull()
    expect((await takeOne('192.0.2.9'))?.retryAfterMs).toBeGreaterThan(14 * 60_000)
    expect(await takeOne('192.0.2.10')).toBeNull()
  })
})
