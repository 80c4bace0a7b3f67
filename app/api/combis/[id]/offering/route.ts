import { done } from '@/lib/dto/account'
import { agreeRequest } from '@/lib/dto/automatic-offering'
import { agreeToOffering } from '@/lib/flows/editing/automatic-offering'
import { getFlows } from '@/lib/flows/live'
import { Refusal } from '../../../refusal'
import { answer } from '../../../respond'
import { editingWriteEndpoint } from '../../editing-endpoint'

/** Agrees to what a combi hands over by itself. Refused when its settings are others by now. */
export const POST = editingWriteEndpoint(async ({ editing, read }) => {
  const { settingsVersion } = await read(agreeRequest)
  const agreed = await agreeToOffering(getFlows(), editing, settingsVersion)
  if (!agreed.ok) throw new Refusal(agreed.reason)
  return answer(done, { done: true })
})
