import { proofRequest, recoveryCodes } from '@/lib/dto/account'
import { renewRecoveryCodes } from '@/lib/flows/account/second-factor'
import { getFlows } from '@/lib/flows/live'
import { parseRequest } from '../../endpoint'
import { answer } from '../../respond'
import { personWriteEndpoint, requireMade, requireProofAttempt } from '../endpoint'

/** Makes ten new recovery codes; the old ones no longer work. */
export const POST = personWriteEndpoint(async ({ visit, readBody }) => {
  const { proof } = parseRequest(proofRequest, await readBody())
  await requireProofAttempt(visit)
  return answer(recoveryCodes, requireMade(await renewRecoveryCodes(getFlows(), { userId: visit.userId, proof })))
})
