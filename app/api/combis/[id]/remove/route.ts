import { done } from '@/lib/dto/account'
import { removeRequest } from '@/lib/dto/editing'
import { removeCombi } from '@/lib/flows/editing/remove-combi'
import { getFlows } from '@/lib/flows/live'
import { Refusal } from '../../../refusal'
import { answer } from '../../../respond'
import { editingWriteEndpoint } from '../../editing-endpoint'

/** Removes a combi whose name was typed: its secrets are destroyed, its trail stays. */
export const POST = editingWriteEndpoint(async ({ editing, read }) => {
  const { name } = await read(removeRequest)
  const removed = await removeCombi(getFlows(), { ...editing, typedName: name })
  if (!removed.ok) throw new Refusal(removed.reason)
  return answer(done, { done: true })
})
