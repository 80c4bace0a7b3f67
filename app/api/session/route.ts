import { cookies } from 'next/headers'
import { sessionCookie } from '@/lib/auth/options'
import { toOwnPath } from '@/lib/auth/own-path'
import { forgetAttempts, takeAttempt } from '@/lib/auth/sign-in-limits'
import { getDb } from '@/lib/db/client'
import { findCredentials } from '@/lib/db/people'
import { createSession, endSession } from '@/lib/db/sessions'
import { signedIn, signedOut, signInRequest, type SignInRequestDto } from '@/lib/dto/session'
import { getEnv } from '@/lib/platform/env'
import { verifyPassword } from '@/lib/platform/password'
import { parseRequest, requireOwnOrigin } from '../endpoint'
import { isForm, redirectAfterForm } from '../form'
import { readBody, readJson } from '../read-body'
import { Refusal } from '../refusal'
import { answer, respond } from '../respond'

/** Where a request came from, as the nearest proxy saw it: what stands before that anybody can write. */
const placeOf = ({ headers }: Request): string => headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? 'unknown'

/** Checks the password and makes a session. An address without an account is refused in the same words, after the same work. */
const signIn = async (request: Request, { email, password }: SignInRequestDto): Promise<void> => {
  const attempt = { email, place: placeOf(request) }
  const refused = await takeAttempt(attempt)
  if (refused !== null) throw new Refusal('too-many-attempts', refused)
  const found = await findCredentials(getDb(), email)
  const isRight = await verifyPassword(found?.passwordHash ?? null, password)
  if (!isRight || found === null) throw new Refusal('wrong-credentials')
  if (!found.hasWorkspace) throw new Refusal('no-workspace')
  await forgetAttempts(attempt)
  const { token, expires } = await createSession(getDb(), found.userId, new Date())
  const { name, options } = sessionCookie(getEnv().appUrl)
  ;(await cookies()).set(name, token, { ...options, expires })
}

/** Signs in, from the form's script or from the form itself. */
export const POST = (request: Request): Promise<Response> => {
  if (isForm(request)) return signInByForm(request)
  return respond(async () => {
    requireOwnOrigin(request)
    const asked = parseRequest(signInRequest, await readJson(request))
    await signIn(request, asked)
    return answer(signedIn, { next: toOwnPath(asked.next) })
  })
}

const signInByForm = async (request: Request): Promise<Response> => {
  const fields = Object.fromEntries(new URLSearchParams(await readBody(request)))
  const next = toOwnPath(fields.next)
  try {
    requireOwnOrigin(request)
    await signIn(request, parseRequest(signInRequest, fields))
    return redirectAfterForm(next)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return redirectAfterForm(`/inloggen?${new URLSearchParams({ next, problem: error.code }).toString()}`)
  }
}

/** Signs out. Without a session there is nothing to do, and that is what was asked for. */
export const DELETE = (request: Request): Promise<Response> =>
  respond(async () => {
    requireOwnOrigin(request)
    const { name, options } = sessionCookie(getEnv().appUrl)
    const jar = await cookies()
    const token = jar.get(name)?.value
    if (token !== undefined) await endSession(getDb(), token)
    jar.set(name, '', { ...options, maxAge: 0 })
    return answer(signedOut, { signedOut: true })
  })
