import { describe, expect, it } from 'vitest'
import { byAlertUrgency, isWanted, isWantedOf, kindOf, mailChoices } from './alert'
import { roles } from './roles'

const nothing = { kinds: {}, silencedCombis: [] }

describe('what somebody is mailed about', () => {
  it('is everything for whoever can do something about it, and nothing for who only looks, until they say otherwise', () => {
    const told = roles.filter((role) => mailChoices.every((choice) => isWanted(role, nothing, choice)))
    expect(told).toEqual(['owner', 'bookkeeper', 'accountant'])
    expect(mailChoices.filter((choice) => isWanted('viewer', nothing, choice))).toEqual([])
    expect(isWanted('viewer', { ...nothing, kinds: { digest: true } }, 'digest')).toBe(true)
    expect(isWanted('owner', { ...nothing, kinds: { digest: false } }, 'digest')).toBe(false)
  })

  it('leaves out a combi that is silenced, whatever the kind', () => {
    const stated = { kinds: { late: true }, silencedCombis: ['one'] }
    expect(isWantedOf('owner', stated, { choice: 'late', combiId: 'one' })).toBe(false)
    expect(isWantedOf('owner', stated, { choice: 'late', combiId: 'other' })).toBe(true)
  })
})

it('what blocks everything is told first', () => {
  const causes = (['held:zero-total', 'key-expires', 'failing', 'reconnect-books', 'late'] as const).map((cause) => ({
    cause,
  }))
  expect(causes.toSorted(byAlertUrgency).map(({ cause }) => kindOf(cause))).toEqual([
    ...['reconnect', 'late', 'late', 'action-needed', 'key-expires'],
  ])
})
