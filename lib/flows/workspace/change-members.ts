import { addAuditEntry, type AuditDeed } from '@/lib/db/audit'
import { withWorkspace } from '@/lib/db/client'
import { changeSeat, listSeats, lockWorkspace, type SeatOfPerson } from '@/lib/db/members'
import { nameWorkspace } from '@/lib/db/new-accounts'
import { planSeats, type SeatProblem, type SeatWish } from '@/lib/domain/membership'
import { can } from '@/lib/domain/roles'
import type { FlowContext } from '../context'

/** Who asks something, and in which workspace. */
export type Asker = { workspaceId: string; actor: { id: string; email: string } }

/**
 * Lets somebody leave, removes him, gives him another role or hands the workspace over; and writes that down. What may be
 * is decided under the lock of the workspace. Null: it is so.
 */
export const changeMembers = (
  flows: Pick<FlowContext, 'db' | 'now'>,
  { workspaceId, actor }: Asker,
  wish: SeatWish,
): Promise<SeatProblem | null> =>
  withWorkspace(flows.db, workspaceId, async (scope) => {
    if ((await lockWorkspace(scope)) === null) return 'not-found'
    const seats = await listSeats(scope)
    const plan = planSeats(seats, actor.id, wish)
    if ('problem' in plan) return plan.problem
    if (plan.changes.length === 0) return null
    await addAuditEntry(scope, { ...deedOf(wish, seats, actor.id), actor, at: flows.now() })
    for (const change of plan.changes) await changeSeat(scope, change)
    return null
  })

const deedOf = (
  wish: SeatWish,
  seats: readonly SeatOfPerson[],
  actorId: string,
): Pick<AuditDeed, 'kind' | 'params'> => {
  if (wish.kind === 'leave') return { kind: 'member-left' }
  const seat = seats.find(({ userId }) => userId === wish.userId)
  const email = seat?.email ?? ''
  switch (wish.kind) {
    case 'remove':
      return wish.userId === actorId ? { kind: 'member-left' } : { kind: 'member-removed', params: { email } }
    case 'change-role':
      return { kind: 'role-changed', params: { email, from: seat?.role ?? '', to: wish.role } }
    case 'transfer':
      return { kind: 'ownership-transferred', params: { email } }
  }
}

/** Gives the workspace another name. Null: it has that name. */
export const renameWorkspace = (
  flows: Pick<FlowContext, 'db' | 'now'>,
  { workspaceId, actor }: Asker,
  name: string,
): Promise<SeatProblem | null> =>
  withWorkspace(flows.db, workspaceId, async (scope) => {
    const from = await lockWorkspace(scope)
    const seat = (await listSeats(scope)).find(({ userId }) => userId === actor.id)
    if (from === null || seat === undefined) return 'not-found'
    if (!can(seat.role, 'manage-people')) return 'owner-only'
    if (from === name) return null
    await nameWorkspace(scope.tx, { workspaceId, name })
    await addAuditEntry(scope, { kind: 'workspace-renamed', actor, at: flows.now(), params: { from, to: name } })
    return null
  })
