import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { invitationProblem, planJoining, planSeats, type Seat, type SeatWish } from './membership'
import { can, roles } from './roles'

const seats: Seat[] = [
  { userId: 'olga', role: 'owner' },
  { userId: 'bart', role: 'bookkeeper' },
  { userId: 'aya', role: 'accountant' },
  { userId: 'vera', role: 'viewer' },
]
const two: Seat[] = [...seats, { userId: 'otto', role: 'owner' }]

describe('who may change whom', () => {
  const wishes: SeatWish[] = [
    { kind: 'remove', userId: 'vera' },
    { kind: 'change-role', userId: 'vera', role: 'bookkeeper' },
    { kind: 'transfer', userId: 'aya' },
  ]

  it.each(wishes)('only an owner: $kind', (wish) => {
    for (const actor of ['bart', 'aya', 'vera'])
      expect([actor, planSeats(seats, actor, wish)]).toEqual([actor, { problem: 'owner-only' }])
    expect(planSeats(seats, 'olga', wish)).toHaveProperty('changes')
  })

  it.each(wishes)('nobody from outside, who learns nothing of it: $kind', (wish) => {
    expect(planSeats(seats, 'vreemde', wish)).toEqual({ problem: 'not-found' })
  })

  it('nobody is changed who is not there', () => {
    for (const kind of ['remove', 'transfer'] as const)
      expect(planSeats(seats, 'olga', { kind, userId: 'vreemde' })).toEqual({ problem: 'not-found' })
  })

  it('everybody may leave', () => {
    for (const actor of ['bart', 'aya', 'vera'])
      expect(planSeats(seats, actor, { kind: 'leave' })).toEqual({ changes: [{ userId: actor, role: null }] })
  })
})

describe('the last owner', () => {
  it.each<SeatWish>([
    { kind: 'leave' },
    { kind: 'remove', userId: 'olga' },
    { kind: 'change-role', userId: 'olga', role: 'viewer' },
  ])('stays owner: $kind', (wish) => {
    expect(planSeats(seats, 'olga', wish)).toEqual({ problem: 'last-owner' })
    expect(planSeats(two, 'olga', wish)).toHaveProperty('changes.length', 1)
  })

  it('hands over, and is bookkeeper from then on', () => {
    expect(planSeats(seats, 'olga', { kind: 'transfer', userId: 'vera' })).toEqual({
      changes: [
        { userId: 'vera', role: 'owner' },
        { userId: 'olga', role: 'bookkeeper' },
      ],
    })
  })

  it('is there after any series of wishes of anybody', () => {
    const person = fc.constantFrom(...two.map(({ userId }) => userId))
    const wish = fc.oneof(
      fc.record({ kind: fc.constant('leave' as const) }),
      fc.record({ kind: fc.constant('remove' as const), userId: person }),
      fc.record({ kind: fc.constant('transfer' as const), userId: person }),
      fc.record({ kind: fc.constant('change-role' as const), userId: person, role: fc.constantFrom(...roles) }),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(person, wish), { maxLength: 30 }), (asked) => {
        let now: Seat[] = two
        for (const [actor, wished] of asked) {
          const plan = planSeats(now, actor, wished)
          const changes = 'changes' in plan ? plan.changes : []
          now = now.flatMap((seat) => {
            const change = changes.find(({ userId }) => userId === seat.userId)
            if (change === undefined) return [seat]
            return change.role === null ? [] : [{ ...seat, role: change.role }]
          })
          expect(now.some(({ role }) => can(role, 'manage-people'))).toBe(true)
        }
      }),
    )
  })
})

it('what is so already changes nothing', () => {
  expect(planSeats(seats, 'olga', { kind: 'change-role', userId: 'bart', role: 'bookkeeper' })).toEqual({ changes: [] })
  expect(planSeats(seats, 'olga', { kind: 'transfer', userId: 'olga' })).toEqual({ changes: [] })
})

describe('an invitation', () => {
  const now = new Date('2026-11-25T08:00:00Z')
  const open = { acceptedAt: null, revokedAt: null, expiresAt: new Date('2026-11-26T08:00:00Z') }

  it('says why it can no longer be accepted', () => {
    expect(invitationProblem(open, now)).toBeNull()
    expect(invitationProblem(null, now)).toBe('invitation-unknown')
    expect(invitationProblem({ ...open, acceptedAt: now }, now)).toBe('invitation-used')
    expect(invitationProblem({ ...open, revokedAt: now }, now)).toBe('invitation-revoked')
    expect(invitationProblem({ ...open, expiresAt: now }, now)).toBe('invitation-expired')
  })

  const email = 'Nieuw@breekijzer.nl'
  const as = (address: string, isConfirmed = true) => ({
    signedInAs: { email: address, isConfirmed },
    hasAccount: true,
  })

  it('never signs anybody in to an account that exists', () => {
    expect(planJoining(email, { signedInAs: null, hasAccount: true })).toBe('sign-in')
    expect(planJoining(email, { signedInAs: null, hasAccount: false })).toBe('create')
  })

  it('is for its own address only, whatever its capitals, once that is confirmed', () => {
    expect(planJoining(email, as('nieuw@BREEKIJZER.nl'))).toBe('join')
    expect(planJoining(email, as('nieuw@breekijzer.nl', false))).toBe('confirm-address')
    expect(planJoining(email, as('ander@breekijzer.nl'))).toBe('other-address')
    expect(planJoining(email, { ...as('ander@breekijzer.nl'), hasAccount: false })).toBe('other-address')
  })
})
