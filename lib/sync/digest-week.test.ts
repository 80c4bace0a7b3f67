import { expect, it } from 'vitest'
import { digestWeekAt } from './digest-week'

const week = { monday: '2026-11-30', from: '2026-11-23', to: '2026-11-29' }

it.each([
  ['on Sunday evening', '2026-11-29T22:59:00Z', null],
  ['on Monday before seven', '2026-11-30T05:59:00Z', null],
  ['on Monday at seven', '2026-11-30T06:00:00Z', week],
  ['on Monday late in the evening', '2026-11-30T22:59:00Z', week],
  ['when it is Tuesday in Amsterdam', '2026-11-30T23:00:00Z', null],
])('the digest of last week is due on Monday from seven, in Amsterdam: %s', (_, now, expected) => {
  expect(digestWeekAt(new Date(now))).toEqual(expected)
})

it('so it is in summer time', () => {
  expect(digestWeekAt(new Date('2026-07-06T05:00:00Z'))?.monday).toBe('2026-07-06')
  expect(digestWeekAt(new Date('2026-07-06T04:59:00Z'))).toBeNull()
})
