import { withSystem } from '@/lib/db/client'
import type { Person } from '@/lib/db/people'
import type { Role } from '@/lib/domain/roles'
import { startAccounts } from '../account/testing-account'
import type { Asker } from './change-members'

/** Workspaces with people in them, on a database of their own. */
export const startWorkspaces = async () => {
  const accounts = await startAccounts()
  const { db } = accounts.flows

  const addMember = async (workspaceId: string, role: Role, given: Partial<Pick<Person, 'emailVerified'>> = {}) => {
    const person = await accounts.addPerson({ password: null, ...given })
    await withSystem(db, (tx) => tx.membership.create({ data: { workspaceId, userId: person.id, role } }))
    return person
  }
  return {
    ...accounts,
    addMember,
    /** A workspace with somebody of each of these roles, in this order. */
    addWorkspace: async (...roles: Role[]) => {
      const { id: workspaceId } = await withSystem(db, (tx) => tx.workspace.create({ data: { name: 'Breekijzer' } }))
      const people: Person[] = []
      for (const role of roles) people.push(await addMember(workspaceId, role))
      return { workspaceId, people, as: (person: Person | undefined): Asker => asker(workspaceId, person) }
    },
    /** Everybody's role by address, as it stands in the table. */
    rolesIn: (workspaceId: string): Promise<Record<string, Role>> =>
      withSystem(db, async (tx) => {
        const rows = await tx.membership.findMany({ where: { workspaceId }, include: { user: true } })
        return Object.fromEntries(rows.map(({ user, role }) => [user.email, role]))
      }),
    /** What the audit log says, oldest first. */
    auditOf: (workspaceId: string) =>
      withSystem(db, (tx) =>
        tx.auditEntry.findMany({
          where: { workspaceId },
          select: { kind: true, actorEmail: true, params: true },
          orderBy: [{ at: 'asc' }, { id: 'asc' }],
        }),
      ),
  }
}

const asker = (workspaceId: string, person: Person | undefined): Asker => {
  if (person === undefined) throw new Error('There is no such person')
  return { workspaceId, actor: person }
}
