import type { Prisma, Role } from '@/prisma/generated/client'
import { withSystem, type Db } from './client'
import { revokePersonTokens } from './person-tokens'
import { endOtherSessions } from './sessions'

type Tx = Prisma.TransactionClient

export type Credentials = {
  userId: string
  passwordHash: string | null
  hasWorkspace: boolean
  hasSecondFactor: boolean
}

/** What signing in with this e-mail address is checked against. Addresses differ in more than case, or they are one. */
export const findCredentials = (db: Db, email: string): Promise<Credentials | null> =>
  withSystem(db, async (tx) => {
    // Prisma's own case-insensitive match is a LIKE, in which an underscore of an address stands for any letter.
    const rows = await tx.$queryRaw<Credentials[]>`
      SELECT u.id AS "userId", u."passwordHash", u."totpEnabledAt" IS NOT NULL AS "hasSecondFactor",
        EXISTS (SELECT FROM "Membership" AS m WHERE m."userId" = u.id) AS "hasWorkspace"
      FROM "User" AS u WHERE lower(u.email) = lower(${email})`
    return rows[0] ?? null
  })

/** Somebody with an account, as the flows about accounts need to know him. */
export type Person = {
  id: string
  email: string
  name: string | null
  locale: 'nl' | 'en'
  emailVerified: Date | null
  passwordHash: string | null
  totpEnabledAt: Date | null
}

const personColumns = {
  ...{ id: true, email: true, name: true, locale: true },
  ...{ emailVerified: true, passwordHash: true, totpEnabledAt: true },
} as const

const toPerson = <Row extends { locale: string }>(row: Row) => ({
  ...row,
  locale: row.locale === 'en' ? ('en' as const) : ('nl' as const),
})

/** The person, or null when the account is gone. */
export const findPerson = async (tx: Tx, userId: string): Promise<Person | null> => {
  const row = await tx.user.findUnique({ where: { id: userId }, select: personColumns })
  return row && toPerson(row)
}

/** The person with this address, whatever its capitals. */
export const findPersonByEmail = async (tx: Tx, email: string): Promise<Person | null> => {
  const [row] = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM "User" WHERE lower(email) = lower(${email})`
  return row === undefined ? null : findPerson(tx, row.id)
}

/** Makes what is decided about this person from here on wait for what others are deciding. */
export const lockPerson = async (tx: Tx, userId: string): Promise<void> => {
  await tx.$queryRaw`SELECT FROM "User" WHERE id = ${userId}::uuid FOR UPDATE`
}

/** A person without a second factor. */
export const noSecondFactor = {
  ...{ totpEnabledAt: null, totpKeyVersion: null, totpWrappedKey: null },
  ...{ totpSealedSecret: null, totpLastStep: null },
} as const

/**
 * Somebody has shown that mail to this address reaches him. Where nobody had shown that before, whoever made the account
 * may have been another: every session ends, and a password or second factor of that other one goes.
 */
export const confirmAddress = async (tx: Tx, { userId, now }: { userId: string; now: Date }): Promise<void> => {
  const { count } = await tx.user.updateMany({
    where: { id: userId, emailVerified: null },
    data: { emailVerified: now, passwordHash: null, ...noSecondFactor },
  })
  if (count === 0) return
  await tx.recoveryCode.deleteMany({ where: { userId } })
  await revokePersonTokens(tx, { userId, purposes: ['change_address_old', 'change_address_new'], now })
  await endOtherSessions(tx, { userId, exceptId: null })
}

/** Replaces the password. */
export const setPassword = async (
  tx: Tx,
  { userId, passwordHash }: { userId: string; passwordHash: string },
): Promise<void> => {
  await tx.user.update({ where: { id: userId }, data: { passwordHash }, select: { id: true } })
}

/** How a person is called, and in which language he gets mail. */
export const setProfile = async (
  tx: Tx,
  { userId, name, locale }: { userId: string; name: string | null; locale: 'nl' | 'en' },
): Promise<void> => {
  await tx.user.update({ where: { id: userId }, data: { name, locale }, select: { id: true } })
}

/** Moves the account to another address, which its owner has just shown to be his. */
export const setAddress = async (
  tx: Tx,
  { userId, email, now }: { userId: string; email: string; now: Date },
): Promise<void> => {
  await tx.user.update({ where: { id: userId }, data: { email, emailVerified: now }, select: { id: true } })
}

export type WorkspaceOfUser = { workspaceId: string; name: string; role: Role }

/** The workspaces that a person belongs to, with his role in each, by name. */
export const listWorkspacesOf = (db: Db, userId: string): Promise<WorkspaceOfUser[]> =>
  withSystem(db, async (tx) => {
    const rows = await tx.membership.findMany({
      where: { userId },
      select: { workspaceId: true, role: true, workspace: { select: { name: true } } },
      orderBy: [{ workspace: { name: 'asc' } }, { workspaceId: 'asc' }],
    })
    return rows.map(({ workspaceId, role, workspace }) => ({ workspaceId, role, name: workspace.name }))
  })
