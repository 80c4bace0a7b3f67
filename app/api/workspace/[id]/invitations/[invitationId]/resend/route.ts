import { isId } from '@/app/read'
import { done } from '@/lib/dto/account'
import { getFlows } from '@/lib/flows/live'
import { renewInvitation } from '@/lib/flows/workspace/invite'
import { requireDone } from '../../../../../account/endpoint'
import { announceMails } from '../../../../../announce-mails'
import { requireWithinLimit } from '../../../../../limit'
import { Refusal } from '../../../../../refusal'
import { answer } from '../../../../../respond'
import { workspaceWriteEndpoint } from '../../../../endpoint'

/** Sends an invitation again, with a new link. */
export const POST = workspaceWriteEndpoint<{ id: string; invitationId: string }>(
  'manage-people',
  async ({ asker, params: { invitationId } }) => {
    if (!isId(invitationId)) throw new Refusal('not-found')
    await requireWithinLimit('invitation', { who: asker.workspaceId, place: invitationId })
    requireDone(await renewInvitation(getFlows(), asker, invitationId))
    announceMails()
    return answer(done, { done: true })
  },
)
