import { getAuthParts } from '@/lib/auth/options'
import { toOwnPath } from '@/lib/auth/own-path'
import { requestSignInLink } from '@/lib/auth/sign-in-link'
import { mailAsked, signInLinkRequest } from '@/lib/dto/session'
import { announceMails } from '../../announce-mails'
import { parseRequest, requireOwnOrigin } from '../../endpoint'
import { requireWithinLimit } from '../../limit'
import { placeOf } from '../../place-of'
import { readJson } from '../../read-body'
import { answer, respond } from '../../respond'

/**
 * Has a link mailed that signs in. The answer is on its way before anybody looks whether the address has an account:
 * neither its words nor its timing can tell.
 */
export const POST = (request: Request): Promise<Response> =>
  respond(async () => {
    requireOwnOrigin(request)
    const { email, next } = parseRequest(signInLinkRequest, await readJson(request))
    await requireWithinLimit('mail', { who: email, place: placeOf(request) })
    announceMails(() => requestSignInLink(getAuthParts(), { email, next: toOwnPath(next) }))
    return answer(mailAsked, { asked: true })
  })
