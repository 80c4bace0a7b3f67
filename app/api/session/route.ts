import { deviceOf } from '@/lib/auth/device'
import { limits } from '@/lib/auth/limits'
import { toOwnPath } from '@/lib/auth/own-path'
import { getDb, withSystem } from '@/lib/db/client'
import { findCredentials } from '@/lib/db/people'
import { endSession, startSession } from '@/lib/db/sessions'
import { signedIn, signedOut, signInRequest, type SignInRequestDto } from '@/lib/dto/session'
import { verifyPassword } from '@/lib/platform/password'
import { parseRequest, requireOwnOrigin } from '../endpoint'
import { isForm, readForm, redirectAfterForm, respondToForm } from '../form'
import { requireWithinLimit } from '../limit'
import { placeOf } from '../place-of'
import { readJson } from '../read-body'
import { Refusal } from '../refusal'
import { answer, respond } from '../respond'
import { afterSignIn, clearSessionCookie, readSessionCookie, setSessionCookie } from './session-cookie'

/**
 * Checks the password and makes a session. An address without an account is refused in the same words, after the same work.
 * @returns the path to go on to.
 */
const signIn = async (request: Request, { email, password, next }: SignInRequestDto): Promise<string> => {
  const attempt = { who: email, place: placeOf(request) }
  await requireWithinLimit('signIn', attempt, 'too-many-attempts')
  const found = await findCredentials(getDb(), email)
  const isRight = await verifyPassword(found?.passwordHash ?? null, password)
  if (!isRight || found === null) throw new Refusal('wrong-credentials')
  const path = toOwnPath(next)
  // An invitation is how somebody without a workspace gets one.
  if (!found.hasWorkspace && !path.startsWith('/uitnodiging?')) throw new Refusal('no-workspace')
  await limits.signIn.forget(attempt)
  const { userId, hasSecondFactor: needsSecondFactor } = found
  const device = deviceOf(request.headers.get('user-agent'))
  await setSessionCookie(await withSystem(getDb(), (tx) => startSession(tx, { userId, device, now: new Date() })))
  return afterSignIn(path, { needsSecondFactor })
}

/** Signs in, from the form's script or from the form itself. */
export const POST = (request: Request): Promise<Response> => (isForm(request) ? signInByForm : signInByScript)(request)

const signInByScript = (request: Request): Promise<Response> =>
  respond(async () => {
    requireOwnOrigin(request)
    return answer(signedIn, { next: await signIn(request, parseRequest(signInRequest, await readJson(request))) })
  })

const signInByForm = async (request: Request): Promise<Response> => {
  const fields = await readForm(request)
  const back = new URLSearchParams({ next: toOwnPath(fields.next) })
  return respondToForm(`/inloggen?${back.toString()}`, async () => {
    requireOwnOrigin(request)
    return redirectAfterForm(await signIn(request, parseRequest(signInRequest, fields)))
  })
}

/** Signs out. Without a session there is nothing to do, and that is what was asked for. */
export const DELETE = (request: Request): Promise<Response> =>
  respond(async () => {
    requireOwnOrigin(request)
    const token = await readSessionCookie()
    if (token !== undefined) await endSession(getDb(), token)
    await clearSessionCookie()
    return answer(signedOut, { signedOut: true })
  })
