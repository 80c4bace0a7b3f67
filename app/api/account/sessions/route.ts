import { withSystem } from '@/lib/db/client'
import { endOtherSessions } from '@/lib/db/sessions'
import { done } from '@/lib/dto/account'
import { getFlows } from '@/lib/flows/live'
import { answer } from '../../respond'
import { personWriteEndpoint } from '../endpoint'

/** Ends every session of this person but the one that asks. */
export const DELETE = personWriteEndpoint(async ({ visit: { userId, sessionId } }) => {
  await withSystem(getFlows().db, (tx) => endOtherSessions(tx, { userId, exceptId: sessionId }))
  return answer(done, { done: true })
})
