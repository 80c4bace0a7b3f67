import { isId } from '@/app/read'
import { done } from '@/lib/dto/account'
import { getFlows } from '@/lib/flows/live'
import { revokeInvitation } from '@/lib/flows/workspace/invite'
import { requireDone } from '../../../../account/endpoint'
import { Refusal } from '../../../../refusal'
import { answer } from '../../../../respond'
import { workspaceWriteEndpoint } from '../../../endpoint'

/** Takes an invitation back. */
export const DELETE = workspaceWriteEndpoint<{ id: string; invitationId: string }>(
  'manage-people',
  async ({ asker, params: { invitationId } }) => {
    if (!isId(invitationId)) throw new Refusal('not-found')
    requireDone(await revokeInvitation(getFlows(), asker, invitationId))
    return answer(done, { done: true })
  },
)
