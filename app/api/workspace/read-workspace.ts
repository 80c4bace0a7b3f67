import type { Member } from '@/lib/auth/member'
import { withWorkspace } from '@/lib/db/client'
import { readPeople } from '@/lib/db/views/workspace'
import { can } from '@/lib/domain/roles'
import { peopleView, workspaceView, type PeopleDto, type WorkspaceDto } from '@/lib/dto/workspace'
import { getFlows } from '@/lib/flows/live'
import type { Seed } from '@/lib/queries/seed'

type Reader = Pick<Member, 'userId' | 'workspace'>

/** What page and API alike show of the people of a workspace. */
export const readPeopleOf = async ({ userId, workspace }: Reader): Promise<Seed<PeopleDto>> => {
  const { db, now } = getFlows()
  const { workspaceId, role } = workspace
  const readAt = now()
  const { people, invitations } = await withWorkspace(db, workspaceId, (scope) => readPeople(scope, readAt))
  const canManage = can(role, 'manage-people')
  return {
    readAt: readAt.getTime(),
    data: peopleView.parse({
      ...{ workspaceId, canManage },
      people: people.map((person) => ({ ...person, isMe: person.id === userId })),
      invitations: canManage ? invitations : [],
    }),
  }
}

/** And of the workspace itself. */
export const readWorkspaceOf = async (reader: Reader): Promise<Seed<WorkspaceDto>> => {
  const { data, readAt } = await readPeopleOf(reader)
  const { workspaceId: id, name, role } = reader.workspace
  const hasOtherOwner = data.people.some((person) => person.role === 'owner' && !person.isMe)
  const isLastOwner = role === 'owner' && !hasOtherOwner
  return { readAt, data: workspaceView.parse({ id, name, role, canManage: data.canManage, isLastOwner }) }
}
