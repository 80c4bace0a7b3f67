import { describe, expect, it } from 'vitest'
import { cents, instant, reason } from './shapes'
import { signInRequest } from './session'

describe('what crosses to the browser', () => {
  it('counts amounts in whole cents that can be counted exactly', () => {
    expect(cents.safeParse(Number.MAX_SAFE_INTEGER).success).toBe(true)
    expect([1.5, Number.MAX_SAFE_INTEGER + 1, '100'].map((value) => cents.safeParse(value).success)).toEqual([
      false,
      false,
      false,
    ])
  })

  it('tells instants in UTC', () => {
    expect(instant.safeParse('2026-03-01T12:00:00.000Z').success).toBe(true)
    expect(instant.safeParse('2026-03-01 12:00').success).toBe(false)
  })

  it('carries a cause with plain parameters only', () => {
    expect(reason.safeParse({ code: 'zero-total', params: {} }).success).toBe(true)
    expect(reason.safeParse({ code: 'zero-total', params: { nested: { secret: 1 } } }).success).toBe(false)
  })
})

describe('a request to sign in', () => {
  it('takes the address without blanks and capitals', () => {
    expect(signInRequest.parse({ email: ' Anna@Breekijzer.NL ', password: ' geheim ' })).toEqual({
      email: 'anna@breekijzer.nl',
      password: ' geheim ',
    })
  })

  it('refuses a password that only costs time to hash', () => {
    expect(signInRequest.safeParse({ email: 'a@b.nl', password: 'x'.repeat(257) }).success).toBe(false)
  })
})
