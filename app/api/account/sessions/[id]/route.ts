import { withSystem } from '@/lib/db/client'
import { endSessionOf } from '@/lib/db/sessions'
import { done } from '@/lib/dto/account'
import { getFlows } from '@/lib/flows/live'
import { isId } from '@/app/read'
import { Refusal } from '../../../refusal'
import { answer } from '../../../respond'
import { personWriteEndpoint } from '../../endpoint'

/** Ends one session of this person; somebody else's is not there for him. */
export const DELETE = personWriteEndpoint<{ id: string }>(async ({ visit: { userId }, params: { id } }) => {
  const isEnded = isId(id) && (await withSystem(getFlows().db, (tx) => endSessionOf(tx, { userId, id })))
  if (!isEnded) throw new Refusal('not-found')
  return answer(done, { done: true })
})
