import { deviceOf } from '@/lib/auth/device'
import { startPath } from '@/lib/auth/own-path'
import { changePasswordRequest, choosePasswordRequest, done } from '@/lib/dto/account'
import { signedIn } from '@/lib/dto/session'
import { changePassword, choosePassword } from '@/lib/flows/account/passwords'
import { getFlows } from '@/lib/flows/live'
import { parseRequest, requireOwnOrigin } from '../../endpoint'
import { requireWithinLimit } from '../../limit'
import { placeOf } from '../../place-of'
import { readJson } from '../../read-body'
import { answer, respond } from '../../respond'
import { afterSignIn, setSessionCookie } from '../../session/session-cookie'
import { personWriteEndpoint, requireDone, requireMade, requireProofAttempt } from '../endpoint'

/** Chooses a password with a link from a mail, and signs in. */
export const POST = (request: Request): Promise<Response> =>
  respond(async () => {
    requireOwnOrigin(request)
    const place = placeOf(request)
    await requireWithinLimit('link', { who: place, place })
    const { token, password } = parseRequest(choosePasswordRequest, await readJson(request))
    const device = deviceOf(request.headers.get('user-agent'))
    const { session, needsSecondFactor } = requireMade(await choosePassword(getFlows(), { token, password, device }))
    await setSessionCookie(session)
    return answer(signedIn, { next: afterSignIn(startPath, { needsSecondFactor }) })
  })

/** Changes the password of whoever is signed in and knows the present one. */
export const PUT = personWriteEndpoint(async ({ visit, readBody }) => {
  const { userId, sessionId } = visit
  const asked = parseRequest(changePasswordRequest, await readBody())
  await requireProofAttempt(visit)
  requireDone(await changePassword(getFlows(), { userId, sessionId, ...asked }))
  return answer(done, { done: true })
})
