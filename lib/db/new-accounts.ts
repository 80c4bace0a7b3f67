import type { Keyring } from '@/lib/platform/crypto'
import type { Prisma, Role } from '@/prisma/generated/client'
import { queueMail } from './mails'
import { createPersonToken } from './person-tokens'
import { startSession, type NewSession } from './sessions'

type Tx = Prisma.TransactionClient

/** As long as the way through the wizard itself: somebody may be on holiday. */
const welcomeLifetimeMs = 7 * 24 * 60 * 60 * 1000

export type NewAccount = {
  workspaceId: string
  workspaceName: string
  role: Role
  /** What the account came of, as the mail about it tells. */
  mailKind: 'welcome' | 'joined'
  email: string
  isConfirmed: boolean
  locale: 'nl' | 'en'
  device: string | null
  now: Date
  /** The address where the secret of the mail's link is answered. */
  linkTo: (token: string) => string
}

export type AccountOwner = { userId: string; session: NewSession }

/** Nobody else may make an account for this address until the transaction ends; whatever its capitals. */
const lockAddress = (tx: Tx, email: string) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('account ' || lower(${email}), 0))`

/**
 * Makes an account with a place in this workspace, signs it in, and mails a link to confirm the address and choose a
 * password.
 * @returns null when the address has an account already: then nothing is made, and nobody is signed in.
 */
export const createAccount = async (tx: Tx, keyring: Keyring, account: NewAccount): Promise<AccountOwner | null> => {
  const { email, locale, now, workspaceId } = account
  await lockAddress(tx, email)
  if (await hasAccount(tx, email)) return null
  const { id: userId } = await tx.user.create({
    data: { email, locale, emailVerified: account.isConfirmed ? now : null, createdAt: now },
    select: { id: true },
  })
  await tx.membership.create({ data: { workspaceId, userId, role: account.role, createdAt: now } })
  const token = await createPersonToken(
    { tx },
    { userId, purpose: 'choose_password', lifetimeMs: welcomeLifetimeMs, now },
  )
  const params = { link: account.linkTo(token), workspace: account.workspaceName }
  await queueMail(tx, keyring, { mail: { recipient: email, locale, content: { kind: account.mailKind, params } }, now })
  return { userId, session: await startSession(tx, { userId, device: account.device, now }) }
}

/** Whether somebody has an account under this address, whatever its capitals. */
export const hasAccount = async (tx: Tx, email: string): Promise<boolean> => {
  const rows = await tx.$queryRaw<unknown[]>`SELECT 1 FROM "User" WHERE lower(email) = lower(${email})`
  return rows.length > 0
}

/** What somebody is in a workspace at this moment; null for a stranger. */
export const findRole = async (
  tx: Tx,
  { userId, workspaceId }: { userId: string; workspaceId: string },
): Promise<Role | null> => {
  const row = await tx.membership.findUnique({
    where: { workspaceId_userId: { workspaceId, userId } },
    select: { role: true },
  })
  return row?.role ?? null
}

/** Gives a workspace its name. */
export const nameWorkspace = async (
  tx: Tx,
  { workspaceId, name }: { workspaceId: string; name: string },
): Promise<void> => {
  await tx.workspace.update({ where: { id: workspaceId }, data: { name }, select: { id: true } })
}
