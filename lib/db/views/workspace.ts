import type { Scope } from '../client'
import { listOpenInvitations } from '../invitations'

/** Everybody in the workspace, owners first and then by name; and who was asked and has yet to answer. */
export const readPeople = async (scope: Scope, now: Date) => {
  const { tx, workspaceId } = scope
  const rows = await tx.membership.findMany({
    where: { workspaceId },
    select: { userId: true, role: true, createdAt: true, user: { select: { email: true, name: true } } },
    // In the order in which the roles are declared.
    orderBy: [{ role: 'asc' }, { user: { name: 'asc' } }, { user: { email: 'asc' } }],
  })
  const invitations = await listOpenInvitations(scope)
  return {
    people: rows.map(({ userId, role, createdAt, user }) => ({
      ...{ id: userId, role, email: user.email, name: user.name, since: createdAt.toISOString() },
    })),
    invitations: invitations.map(({ createdAt, expiresAt, ...invitation }) => ({
      ...invitation,
      sentAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      isExpired: expiresAt <= now,
    })),
  }
}
