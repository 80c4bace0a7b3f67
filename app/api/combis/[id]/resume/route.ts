import { done } from '@/lib/dto/account'
import { resumeCombi } from '@/lib/flows/editing/pause-combi'
import { getFlows } from '@/lib/flows/live'
import { Refusal } from '../../../refusal'
import { answer } from '../../../respond'
import { announceRun } from '../../announce-run'
import { editingWriteEndpoint } from '../../editing-endpoint'

/** Has a paused combi go on, at once. */
export const POST = editingWriteEndpoint(async ({ editing }) => {
  const resumed = await resumeCombi(getFlows(), editing)
  if (!resumed.ok) throw new Refusal('not-found')
  const { workspaceId, combiId } = editing
  if (resumed.runId !== null) announceRun({ workspaceId, combiId, runId: resumed.runId })
  return answer(done, { done: true })
})
