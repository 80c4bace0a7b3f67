import { addressRequest } from '@/lib/dto/account'
import { mailAsked } from '@/lib/dto/session'
import { requestAddressChange } from '@/lib/flows/account/change-address'
import { getFlows } from '@/lib/flows/live'
import { announceMails } from '../../announce-mails'
import { parseRequest } from '../../endpoint'
import { answer } from '../../respond'
import { personWriteEndpoint, requireDone, requireProofAttempt } from '../endpoint'

/** Has both addresses mailed to confirm a change; the same answer when the new one has an account already. */
export const POST = personWriteEndpoint(async ({ visit, readBody }) => {
  const { email: newEmail, proof } = parseRequest(addressRequest, await readBody())
  await requireProofAttempt(visit)
  requireDone(await requestAddressChange(getFlows(), { userId: visit.userId, newEmail, proof }))
  announceMails()
  return answer(mailAsked, { asked: true })
})
