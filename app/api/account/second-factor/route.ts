import { enableRequest, proofRequest, recoveryCodes, secondFactorOffer } from '@/lib/dto/account'
import { enableSecondFactor, offerSecondFactor } from '@/lib/flows/account/second-factor'
import { getFlows } from '@/lib/flows/live'
import { parseRequest } from '../../endpoint'
import { answer } from '../../respond'
import { personWriteEndpoint, requireMade, requireProofAttempt } from '../endpoint'

/** Makes a secret for an authenticator app; nothing is on yet. */
export const POST = personWriteEndpoint(async ({ visit, readBody }) => {
  const { proof } = parseRequest(proofRequest, await readBody())
  await requireProofAttempt(visit)
  const { userId } = visit
  return answer(secondFactorOffer, requireMade(await offerSecondFactor(getFlows(), { userId, proof })))
})

/** Turns the second factor on with a first code, and tells the recovery codes. */
export const PUT = personWriteEndpoint(async ({ visit, readBody }) => {
  const { code } = parseRequest(enableRequest, await readBody())
  await requireProofAttempt(visit)
  const { userId, sessionId } = visit
  return answer(recoveryCodes, requireMade(await enableSecondFactor(getFlows(), { userId, sessionId, code })))
})
