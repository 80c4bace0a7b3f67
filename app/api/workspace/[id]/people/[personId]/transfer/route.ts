import { done } from '@/lib/dto/account'
import { getFlows } from '@/lib/flows/live'
import { changeMembers } from '@/lib/flows/workspace/change-members'
import { requireDone } from '../../../../../account/endpoint'
import { answer } from '../../../../../respond'
import { workspaceWriteEndpoint } from '../../../../endpoint'

/** Makes somebody owner, and who asks bookkeeper. */
export const POST = workspaceWriteEndpoint<{ id: string; personId: string }>(
  'manage-people',
  async ({ asker, params }) => {
    requireDone(await changeMembers(getFlows(), asker, { kind: 'transfer', userId: params.personId }))
    return answer(done, { done: true })
  },
)
