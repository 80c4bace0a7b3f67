import type { Role } from '@/prisma/generated/client'
import { withSystem, type Db } from './client'

export type Credentials = { userId: string; passwordHash: string | null; hasWorkspace: boolean }

/** What signing in with this e-mail address is checked against. Addresses differ in more than case, or they are one. */
export const findCredentials = (db: Db, email: string): Promise<Credentials | null> =>
  withSystem(db, async (tx) => {
    // Prisma's own case-insensitive match is a LIKE, in which an underscore of an address stands for any letter.
    const rows = await tx.$queryRaw<Credentials[]>`
      SELECT u.id AS "userId", u."passwordHash",
        EXISTS (SELECT FROM "Membership" AS m WHERE m."userId" = u.id) AS "hasWorkspace"
      FROM "User" AS u WHERE lower(u.email) = lower(${email})`
    return rows[0] ?? null
  })

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
