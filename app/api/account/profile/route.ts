import { withSystem } from '@/lib/db/client'
import { setProfile } from '@/lib/db/people'
import { done, profileRequest } from '@/lib/dto/account'
import { getFlows } from '@/lib/flows/live'
import { parseRequest } from '../../endpoint'
import { answer } from '../../respond'
import { personWriteEndpoint } from '../endpoint'

/** How a person is called, and the language of his mails. */
export const PUT = personWriteEndpoint(async ({ visit: { userId }, readBody }) => {
  const profile = parseRequest(profileRequest, await readBody())
  await withSystem(getFlows().db, (tx) => setProfile(tx, { userId, ...profile }))
  return answer(done, { done: true })
})
