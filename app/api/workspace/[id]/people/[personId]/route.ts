import { done } from '@/lib/dto/account'
import { roleRequest } from '@/lib/dto/workspace'
import { getFlows } from '@/lib/flows/live'
import { changeMembers } from '@/lib/flows/workspace/change-members'
import { requireDone } from '../../../../account/endpoint'
import { answer } from '../../../../respond'
import { workspaceWriteEndpoint } from '../../../endpoint'

type Params = { id: string; personId: string }

/** Gives somebody another role. */
export const PUT = workspaceWriteEndpoint<Params>('manage-people', async ({ asker, params, read }) => {
  const { role } = await read(roleRequest)
  requireDone(await changeMembers(getFlows(), asker, { kind: 'change-role', userId: params.personId, role }))
  return answer(done, { done: true })
})

/** Removes somebody from the workspace: from the next click on he sees nothing of it. */
export const DELETE = workspaceWriteEndpoint<Params>('manage-people', async ({ asker, params }) => {
  requireDone(await changeMembers(getFlows(), asker, { kind: 'remove', userId: params.personId }))
  return answer(done, { done: true })
})
