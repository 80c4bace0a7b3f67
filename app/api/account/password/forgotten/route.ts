import { forgottenRequest } from '@/lib/dto/account'
import { mailAsked } from '@/lib/dto/session'
import { requestPassword } from '@/lib/flows/account/passwords'
import { getFlows } from '@/lib/flows/live'
import { announceMails } from '../../../announce-mails'
import { parseRequest, requireOwnOrigin } from '../../../endpoint'
import { requireWithinLimit } from '../../../limit'
import { placeOf } from '../../../place-of'
import { readJson } from '../../../read-body'
import { answer, respond } from '../../../respond'

/** Has a link mailed to choose a password; as with the link that signs in, the answer comes before the work. */
export const POST = (request: Request): Promise<Response> =>
  respond(async () => {
    requireOwnOrigin(request)
    const { email } = parseRequest(forgottenRequest, await readJson(request))
    await requireWithinLimit('mail', { who: email, place: placeOf(request) })
    announceMails(() => requestPassword(getFlows(), email))
    return answer(mailAsked, { asked: true })
  })
