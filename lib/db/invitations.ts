import { createHash, randomBytes } from 'node:crypto'
import type { Role } from '@/lib/domain/roles'
import type { Prisma } from '@/prisma/generated/client'
import type { Scope } from './client'

/** What the database keeps of a link's secret: whoever reads the table cannot follow the link. */
const hashInvitationToken = (token: string): string => createHash('sha256').update(token).digest('base64url')

const newToken = (): string => randomBytes(32).toString('base64url')

const isOpen = { acceptedAt: null, revokedAt: null } as const

export type NewInvitation = { email: string; role: Role; invitedBy: string; now: Date; expiresAt: Date }

/**
 * Keeps that this address is asked to join, with the secret of the link in the mail. Somebody who was asked before gets a
 * new link, and the old one no longer works. The workspace is locked: there is one open invitation for an address.
 * @returns the secret; it is kept nowhere but in the link.
 */
export const putInvitation = async (
  { tx, workspaceId }: Scope,
  { now, ...invitation }: NewInvitation,
): Promise<string> => {
  const token = newToken()
  const data = { ...invitation, tokenHash: hashInvitationToken(token), createdAt: now }
  const [open] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Invitation" WHERE "workspaceId" = ${workspaceId}::uuid AND lower(email) = lower(${invitation.email})
      AND "acceptedAt" IS NULL AND "revokedAt" IS NULL`
  if (open === undefined) await tx.invitation.create({ data: { ...data, workspaceId }, select: { id: true } })
  else await tx.invitation.updateMany({ where: { workspaceId, id: open.id }, data })
  return token
}

/** Who an invitation is for, as long as it was neither accepted nor taken back. */
export const findOpenInvitation = (
  { tx, workspaceId }: Scope,
  id: string,
): Promise<{ email: string; role: Role } | null> =>
  tx.invitation.findFirst({ where: { workspaceId, id, ...isOpen }, select: { email: true, role: true } })

/** Takes an invitation back. False: it was accepted or taken back already. */
export const revokeInvitation = async (
  { tx, workspaceId }: Scope,
  { id, now }: { id: string; now: Date },
): Promise<boolean> =>
  (await tx.invitation.updateMany({ where: { workspaceId, id, ...isOpen }, data: { revokedAt: now } })).count === 1

/** Uses an invitation up. False: somebody was before. */
export const takeInvitation = async (
  { tx, workspaceId }: Scope,
  { id, now }: { id: string; now: Date },
): Promise<boolean> =>
  (await tx.invitation.updateMany({ where: { workspaceId, id, ...isOpen }, data: { acceptedAt: now } })).count === 1

export type InvitationOfToken = {
  id: string
  workspaceId: string
  workspace: string
  email: string
  role: Role
  /** Whoever invited; null when his account is gone. */
  inviter: { name: string | null; email: string } | null
  acceptedAt: Date | null
  revokedAt: Date | null
  expiresAt: Date
}

/** The invitation whose link holds this secret; of whatever workspace, since only the link tells which. */
export const findInvitationOfToken = async (
  tx: Prisma.TransactionClient,
  token: string,
): Promise<InvitationOfToken | null> => {
  const found = await tx.invitation.findUnique({
    where: { tokenHash: hashInvitationToken(token) },
    select: {
      ...{ id: true, workspaceId: true, email: true, role: true, invitedBy: true },
      ...{ acceptedAt: true, revokedAt: true, expiresAt: true },
      workspace: { select: { name: true } },
    },
  })
  if (found === null) return null
  const { invitedBy, workspace, ...invitation } = found
  const inviter = await tx.user.findUnique({ where: { id: invitedBy }, select: { name: true, email: true } })
  return { ...invitation, workspace: workspace.name, inviter }
}

/** Those that wait for an answer, the newest first; one that ended waits to be sent again or taken back. */
export const listOpenInvitations = ({ tx, workspaceId }: Scope) =>
  tx.invitation.findMany({
    where: { workspaceId, ...isOpen },
    select: { id: true, email: true, role: true, createdAt: true, expiresAt: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
