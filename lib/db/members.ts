import type { Seat, SeatChange } from '@/lib/domain/membership'
import type { Scope } from './client'

/**
 * Makes whoever else decides about the people of this workspace wait until this transaction ends: two owners who leave at
 * the same moment would each count on the other. Rows that only belong to the workspace need not wait.
 * @returns its name, or null when there is no such workspace.
 */
export const lockWorkspace = async ({ tx, workspaceId }: Scope): Promise<string | null> => {
  const [row] = await tx.$queryRaw<{ name: string }[]>`
    SELECT name FROM "Workspace" WHERE id = ${workspaceId}::uuid FOR NO KEY UPDATE`
  return row?.name ?? null
}

export type SeatOfPerson = Seat & { email: string }

/** Everybody's place in the workspace. */
export const listSeats = async ({ tx, workspaceId }: Scope): Promise<SeatOfPerson[]> => {
  const rows = await tx.membership.findMany({
    where: { workspaceId },
    select: { userId: true, role: true, user: { select: { email: true } } },
  })
  return rows.map(({ userId, role, user }) => ({ userId, role, email: user.email }))
}

/** Gives a person of this workspace another role, or takes his place away. */
export const changeSeat = async ({ tx, workspaceId }: Scope, { userId, role }: SeatChange): Promise<void> => {
  if (role === null) await tx.membership.deleteMany({ where: { workspaceId, userId } })
  else await tx.membership.updateMany({ where: { workspaceId, userId }, data: { role } })
}

/** Gives a person a place. One that he has stays as it is. */
export const addSeat = async (
  { tx, workspaceId }: Scope,
  { userId, role, now }: Seat & { now: Date },
): Promise<void> => {
  await tx.membership.createMany({ data: [{ workspaceId, userId, role, createdAt: now }], skipDuplicates: true })
}
