import { done } from '@/lib/dto/account'
import { workspaceRequest, workspaceView } from '@/lib/dto/workspace'
import { getFlows } from '@/lib/flows/live'
import { renameWorkspace } from '@/lib/flows/workspace/change-members'
import { requireDone } from '../../account/endpoint'
import { answer } from '../../respond'
import { workspaceReadEndpoint, workspaceWriteEndpoint } from '../endpoint'
import { readWorkspaceOf } from '../read-workspace'

/** The workspace, and what one is in it. */
export const GET = workspaceReadEndpoint('look', async ({ member }) =>
  answer(workspaceView, (await readWorkspaceOf(member)).data),
)

/** Gives it another name. */
export const PUT = workspaceWriteEndpoint('manage-people', async ({ asker, read }) => {
  const { name } = await read(workspaceRequest)
  requireDone(await renameWorkspace(getFlows(), asker, name))
  return answer(done, { done: true })
})
