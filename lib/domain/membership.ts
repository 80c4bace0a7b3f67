import { can, type Role } from './roles'

/** Somebody's place in a workspace. */
export type Seat = { userId: string; role: Role }

/** What somebody wants done to the places in his workspace. */
export type SeatWish =
  | { kind: 'leave' }
  | { kind: 'remove'; userId: string }
  | { kind: 'change-role'; userId: string; role: Role }
  // The other becomes owner, and who asks bookkeeper.
  | { kind: 'transfer'; userId: string }

/** Null: the place is gone. */
export type SeatChange = { userId: string; role: Role | null }

export type SeatProblem = 'not-found' | 'owner-only' | 'last-owner'

/** What the wish comes to, or why it may not be. A workspace always keeps an owner. */
export const planSeats = (
  seats: readonly Seat[],
  actorId: string,
  wish: SeatWish,
): { changes: SeatChange[] } | { problem: SeatProblem } => {
  const roleOf = (userId: string) => seats.find((seat) => seat.userId === userId)?.role
  const ownRole = roleOf(actorId)
  if (ownRole === undefined) return { problem: 'not-found' }
  if (wish.kind !== 'leave' && !can(ownRole, 'manage-people')) return { problem: 'owner-only' }
  const wished = changesOf(wish, actorId)
  if (wished.some(({ userId }) => roleOf(userId) === undefined)) return { problem: 'not-found' }
  const changes = wished.filter(({ userId, role }) => roleOf(userId) !== role)
  const roleAfter = ({ userId, role }: Seat) => {
    const change = changes.find((one) => one.userId === userId)
    return change === undefined ? role : change.role
  }
  return seats.some((seat) => roleAfter(seat) === 'owner') ? { changes } : { problem: 'last-owner' }
}

const changesOf = (wish: SeatWish, actorId: string): SeatChange[] => {
  switch (wish.kind) {
    case 'leave':
      return [{ userId: actorId, role: null }]
    case 'remove':
      return [{ userId: wish.userId, role: null }]
    case 'change-role':
      return [{ userId: wish.userId, role: wish.role }]
    case 'transfer':
      // To oneself there is nothing to hand over.
      return wish.userId === actorId
        ? []
        : [
            { userId: wish.userId, role: 'owner' },
            { userId: actorId, role: 'bookkeeper' },
          ]
  }
}

/** Why an invitation can no longer be accepted. */
export type InvitationProblem = 'invitation-unknown' | 'invitation-used' | 'invitation-revoked' | 'invitation-expired'

type InvitationDates = { acceptedAt: Date | null; revokedAt: Date | null; expiresAt: Date }

/** Null: it can be accepted. */
export const invitationProblem = (invitation: InvitationDates | null, now: Date): InvitationProblem | null => {
  if (invitation === null) return 'invitation-unknown'
  const { acceptedAt, revokedAt, expiresAt } = invitation
  if (acceptedAt !== null) return 'invitation-used'
  if (revokedAt !== null) return 'invitation-revoked'
  return expiresAt <= now ? 'invitation-expired' : null
}

/** Whoever opens an invitation, as far as it matters: signed in as whom, and whether its address has an account. */
export type InvitedVisitor = {
  signedInAs: { email: string; isConfirmed: boolean } | null
  hasAccount: boolean
}

/**
 * How the opener of an invitation for this address gets in.
 * - `join`: he is signed in as whom it is for.
 * - `create`: the address has no account, and the link shows that mail to it reaches him.
 * - the rest: what has to be done first. An invitation signs nobody in to an account that exists.
 */
export type InvitationWay = 'join' | 'create' | 'sign-in' | 'confirm-address' | 'other-address'

export const planJoining = (email: string, { signedInAs, hasAccount }: InvitedVisitor): InvitationWay => {
  if (signedInAs === null) return hasAccount ? 'sign-in' : 'create'
  if (signedInAs.email.toLowerCase() !== email.toLowerCase()) return 'other-address'
  return signedInAs.isConfirmed ? 'join' : 'confirm-address'
}
