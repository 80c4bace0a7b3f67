import { describe, expect, it } from 'vitest'
import { takeCheck, takeSetup } from './setup-limits'

describe('the wizard asked for too often from one place', () => {
  it.each([
    ['begins no more', takeSetup],
    ['checks no more accounts', takeCheck],
  ] as const)('%s, and others go on', async (_what, takeOne) => {
    for (let taken = 0; taken < 100; taken += 1) expect(await takeOne('192.0.2.9')).toBeNull()
    expect((await takeOne('192.0.2.9'))?.retryAfterMs).toBeGreaterThan(14 * 60_000)
    expect(await takeOne('192.0.2.10')).toBeNull()
  })
})
