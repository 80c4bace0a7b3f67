import { done } from '@/lib/dto/account'
import { getFlows } from '@/lib/flows/live'
import { changeMembers } from '@/lib/flows/workspace/change-members'
import { requireDone } from '../../../account/endpoint'
import { answer } from '../../../respond'
import { workspaceWriteEndpoint } from '../../endpoint'

/** Leaves the workspace; the last owner stays. */
export const POST = workspaceWriteEndpoint('look', async ({ asker }) => {
  requireDone(await changeMembers(getFlows(), asker, { kind: 'leave' }))
  return answer(done, { done: true })
})
