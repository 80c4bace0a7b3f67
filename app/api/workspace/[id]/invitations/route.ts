import { done } from '@/lib/dto/account'
import { inviteRequest } from '@/lib/dto/workspace'
import { getFlows } from '@/lib/flows/live'
import { invitePerson } from '@/lib/flows/workspace/invite'
import { requireDone } from '../../../account/endpoint'
import { announceMails } from '../../../announce-mails'
import { requireWithinLimit } from '../../../limit'
import { answer } from '../../../respond'
import { workspaceWriteEndpoint } from '../../endpoint'

/** Asks somebody by mail to join. */
export const POST = workspaceWriteEndpoint('manage-people', async ({ asker, read }) => {
  const invitee = await read(inviteRequest)
  await requireWithinLimit('invitation', { who: asker.workspaceId, place: invitee.email })
  requireDone(await invitePerson(getFlows(), asker, invitee))
  announceMails()
  return answer(done, { done: true })
})
