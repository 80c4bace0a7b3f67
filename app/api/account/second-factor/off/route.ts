import { done, proofRequest } from '@/lib/dto/account'
import { disableSecondFactor } from '@/lib/flows/account/second-factor'
import { getFlows } from '@/lib/flows/live'
import { parseRequest } from '../../../endpoint'
import { answer } from '../../../respond'
import { personWriteEndpoint, requireDone, requireProofAttempt } from '../../endpoint'

/** Turns the second factor off, for whoever shows the password or a code. */
export const POST = personWriteEndpoint(async ({ visit, readBody }) => {
  const { proof } = parseRequest(proofRequest, await readBody())
  await requireProofAttempt(visit)
  requireDone(await disableSecondFactor(getFlows(), { userId: visit.userId, proof }))
  return answer(done, { done: true })
})
