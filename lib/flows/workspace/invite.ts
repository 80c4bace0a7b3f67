import { addAuditEntry } from '@/lib/db/audit'
import { withSystem, type Scope } from '@/lib/db/client'
import { findOpenInvitation, putInvitation, revokeInvitation as revoke } from '@/lib/db/invitations'
import { queueMail } from '@/lib/db/mails'
import { listSeats, lockWorkspace } from '@/lib/db/members'
import { findPerson, findPersonByEmail, type Person } from '@/lib/db/people'
import { can, type Role } from '@/lib/domain/roles'
import type { FlowContext } from '../context'
import type { Asker } from './change-members'

const lifetimeMs = 7 * 24 * 60 * 60 * 1000

type Invitee = { email: string; role: Role }

export type InviteProblem = 'not-found' | 'owner-only' | 'already-member' | 'address-unconfirmed'

type Stage = { scope: Scope; workspace: string; inviter: Person; emails: string[] }

/**
 * Opens the workspace for whoever may decide about its people. Mails stand outside of any workspace, so the work is done in
 * the role that sees all of them, and names the workspace in each of its queries.
 */
const asOwner = <Answer>(
  flows: FlowContext,
  { workspaceId, actor }: Asker,
  work: (stage: Stage) => Promise<Answer>,
): Promise<Answer | InviteProblem> =>
  withSystem(flows.db, async (tx) => {
    const scope = { tx, workspaceId }
    const workspace = await lockWorkspace(scope)
    const seats = await listSeats(scope)
    const seat = seats.find(({ userId }) => userId === actor.id)
    const inviter = await findPerson(tx, actor.id)
    if (workspace === null || seat === undefined || inviter === null) return 'not-found'
    if (!can(seat.role, 'manage-people')) return 'owner-only'
    return work({ scope, workspace, inviter, emails: seats.map(({ email }) => email.toLowerCase()) })
  })

/**
 * Asks somebody by mail to join. Asking again sends a new link, and the old one no longer works. Whoever has not shown that
 * his own address is his invites nobody: the mail is in his name. Null: the mail is in line.
 */
export const invitePerson = (
  flows: FlowContext,
  { workspaceId, actor }: Asker,
  { email, role }: Invitee,
): Promise<InviteProblem | null> =>
  asOwner(flows, { workspaceId, actor }, async (stage) => {
    if (stage.emails.includes(email.toLowerCase())) return 'already-member'
    return sendInvitation(flows, stage, { email, role, kind: 'member-invited' })
  })

/** Sends an open invitation again, with a new link and as much time as at first. Null: the mail is in line. */
export const renewInvitation = (flows: FlowContext, asker: Asker, id: string): Promise<InviteProblem | null> =>
  asOwner(flows, asker, async (stage) => {
    const open = await findOpenInvitation(stage.scope, id)
    return open === null ? 'not-found' : sendInvitation(flows, stage, { ...open, kind: 'invitation-renewed' })
  })

const sendInvitation = async (
  flows: FlowContext,
  { scope, workspace, inviter }: Stage,
  { email, role, kind }: Invitee & { kind: 'member-invited' | 'invitation-renewed' },
): Promise<InviteProblem | null> => {
  if (inviter.emailVerified === null) return 'address-unconfirmed'
  const now = flows.now()
  const expiresAt = new Date(now.getTime() + lifetimeMs)
  const token = await putInvitation(scope, { email, role, invitedBy: inviter.id, now, expiresAt })
  const link = `${flows.appUrl}/uitnodiging?${new URLSearchParams({ token }).toString()}`
  const content = { kind: 'invitation' as const, params: { link, workspace, inviter: nameOf(inviter) } }
  // In the language of whoever is asked, if he is known, else in that of whoever asks.
  const { locale } = (await findPersonByEmail(scope.tx, email)) ?? inviter
  await queueMail(scope.tx, flows.keyring, { mail: { recipient: email, locale, content }, now })
  await addAuditEntry(scope, { kind, actor: inviter, at: now, params: { email, role } })
  return null
}

/** Takes an invitation back: its link no longer works. Null: it is taken back. */
export const revokeInvitation = (flows: FlowContext, asker: Asker, id: string): Promise<InviteProblem | null> =>
  asOwner(flows, asker, async ({ scope, inviter }) => {
    const now = flows.now()
    const open = await findOpenInvitation(scope, id)
    if (open === null || !(await revoke(scope, { id, now }))) return 'not-found'
    await addAuditEntry(scope, { kind: 'invitation-revoked', actor: inviter, at: now, params: { email: open.email } })
    return null
  })

/** A name anybody can choose; the address behind it is his. */
export const nameOf = ({ name, email }: { name: string | null; email: string }): string =>
  name === null ? email : `${name} (${email})`
