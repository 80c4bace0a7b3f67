import { addAuditEntry } from '@/lib/db/audit'
import { withSystem, type Scope } from '@/lib/db/client'
import { findInvitationOfToken, takeInvitation, type InvitationOfToken } from '@/lib/db/invitations'
import { addSeat, lockWorkspace } from '@/lib/db/members'
import { createAccount, findRole, hasAccount } from '@/lib/db/new-accounts'
import { findPerson, type Person } from '@/lib/db/people'
import type { NewSession } from '@/lib/db/sessions'
import { invitationProblem, planJoining, type InvitationProblem, type InvitationWay } from '@/lib/domain/membership'
import type { Role } from '@/lib/domain/roles'
import type { FlowContext } from '../context'
import { nameOf } from './invite'

type Tx = Scope['tx']

/** The secret of an invitation's link, and who came with it; `userId` is null for whoever is not signed in. */
type Opening = { token: string; userId: string | null }

export type OpenedInvitation =
  | { kind: 'open'; way: InvitationWay; workspace: string; inviter: string; email: string; role: Role }
  /** It was accepted, and by whoever opens it again. */
  | { kind: 'member'; workspace: string }
  | { kind: 'ended'; problem: InvitationProblem }

type Read = { opened: OpenedInvitation; invitation: InvitationOfToken | null; person: Person | null }

const readInvitation = async (tx: Tx, { token, userId, now }: Opening & { now: Date }): Promise<Read> => {
  const invitation = await findInvitationOfToken(tx, token)
  const person = userId === null ? null : await findPerson(tx, userId)
  const opened = await openedBy(tx, invitation, { person, now })
  return { opened, invitation, person }
}

const openedBy = async (
  tx: Tx,
  invitation: InvitationOfToken | null,
  { person, now }: { person: Person | null; now: Date },
): Promise<OpenedInvitation> => {
  const problem = invitationProblem(invitation, now)
  if (invitation === null || problem === 'invitation-unknown') return { kind: 'ended', problem: 'invitation-unknown' }
  const { workspaceId, workspace, email, role, inviter } = invitation
  const way = planJoining(email, {
    signedInAs: person && { email: person.email, isConfirmed: person.emailVerified !== null },
    hasAccount: await hasAccount(tx, email),
  })
  if (problem === null)
    return { kind: 'open', way, workspace, inviter: inviter === null ? workspace : nameOf(inviter), email, role }
  const isMember =
    person !== null && way === 'join' && (await findRole(tx, { userId: person.id, workspaceId })) !== null
  return problem === 'invitation-used' && isMember ? { kind: 'member', workspace } : { kind: 'ended', problem }
}

/** What an invitation says to whoever opens its link, without using it up: programs that look through mail open it too. */
export const openInvitation = (flows: FlowContext, opening: Opening): Promise<OpenedInvitation> =>
  withSystem(flows.db, async (tx) => (await readInvitation(tx, { ...opening, now: flows.now() })).opened)

export type Accepted =
  /** `session` is of a new account; null for whoever was signed in. */
  { kind: 'joined'; workspaceId: string; session: NewSession | null } | { kind: 'refused'; opened: OpenedInvitation }

/**
 * Accepts an invitation: for whoever is signed in as the one whom it is for, or with a new account where its address has
 * none. Once; the same person may ask again and is told the same.
 */
export const acceptInvitation = (
  flows: FlowContext,
  { locale, device, ...opening }: Opening & { locale: 'nl' | 'en'; device: string | null },
): Promise<Accepted> =>
  withSystem(flows.db, async (tx): Promise<Accepted> => {
    const now = flows.now()
    const before = await findInvitationOfToken(tx, opening.token)
    // Whoever takes it back at this moment was before or comes after.
    if (before !== null) await lockWorkspace({ tx, workspaceId: before.workspaceId })
    const { opened, invitation, person } = await readInvitation(tx, { ...opening, now })
    if (invitation === null) return { kind: 'refused', opened }
    const { workspaceId, workspace, email, role } = invitation
    if (opened.kind === 'member') return { kind: 'joined', workspaceId, session: null }
    if (opened.kind === 'ended') return { kind: 'refused', opened }
    const scope = { tx, workspaceId }
    if (opened.way === 'join' && person !== null) {
      await takeInvitation(scope, { id: invitation.id, now })
      await addSeat(scope, { userId: person.id, role, now })
      await addAuditEntry(scope, { kind: 'member-joined', actor: person, at: now, params: { role } })
      return { kind: 'joined', workspaceId, session: null }
    }
    if (opened.way !== 'create') return { kind: 'refused', opened }
    const account = await createAccount(tx, flows.keyring, {
      ...{ workspaceId, workspaceName: workspace, role, mailKind: 'joined', email, isConfirmed: true },
      ...{ locale, device, now },
      linkTo: (token) => `${flows.appUrl}/wachtwoord?${new URLSearchParams({ token }).toString()}`,
    })
    // Somebody made one for this address at this very moment.
    if (account === null) return { kind: 'refused', opened: { ...opened, way: 'sign-in' } }
    await takeInvitation(scope, { id: invitation.id, now })
    const actor = { id: account.userId, email }
    await addAuditEntry(scope, { kind: 'member-joined', actor, at: now, params: { role } })
    return { kind: 'joined', workspaceId, session: account.session }
  })
