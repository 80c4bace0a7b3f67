import { done } from '@/lib/dto/account'
import { pauseCombi } from '@/lib/flows/editing/pause-combi'
import { getFlows } from '@/lib/flows/live'
import { Refusal } from '../../../refusal'
import { answer } from '../../../respond'
import { editingWriteEndpoint } from '../../editing-endpoint'

/** Has a combi start nothing until somebody resumes it. */
export const POST = editingWriteEndpoint(async ({ editing }) => {
  if (!(await pauseCombi(getFlows(), editing))) throw new Refusal('not-found')
  return answer(done, { done: true })
})
