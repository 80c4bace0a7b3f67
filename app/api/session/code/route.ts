import { limits } from '@/lib/auth/limits'
import { findVisit } from '@/lib/auth/member'
import { toOwnPath } from '@/lib/auth/own-path'
import { codeRequest, signedIn, type CodeRequestDto } from '@/lib/dto/session'
import { passSecondFactor } from '@/lib/flows/account/second-factor'
import { getFlows } from '@/lib/flows/live'
import { parseRequest, requireOwnOrigin } from '../../endpoint'
import { isForm, readForm, redirectAfterForm, respondToForm } from '../../form'
import { requireWithinLimit } from '../../limit'
import { readJson } from '../../read-body'
import { Refusal } from '../../refusal'
import { answer, respond } from '../../respond'

/** Opens the session with a code of the second factor. @returns the path to go on to. */
const openSession = async ({ code, next }: CodeRequestDto): Promise<string> => {
  const visit = await findVisit()
  if (visit === null) throw new Refusal('unauthenticated')
  const { userId, sessionId, needsSecondFactor } = visit
  if (!needsSecondFactor) return toOwnPath(next)
  const attempt = { who: userId, place: sessionId }
  await requireWithinLimit('code', attempt)
  if (!(await passSecondFactor(getFlows(), { userId, sessionId, code }))) throw new Refusal('wrong-code')
  await limits.code.forget(attempt)
  return toOwnPath(next)
}

/** Shows the second factor, from the form's script or from the form itself. */
export const POST = (request: Request): Promise<Response> => (isForm(request) ? openByForm : openByScript)(request)

const openByScript = (request: Request): Promise<Response> =>
  respond(async () => {
    requireOwnOrigin(request)
    return answer(signedIn, { next: await openSession(parseRequest(codeRequest, await readJson(request))) })
  })

const openByForm = async (request: Request): Promise<Response> => {
  const fields = await readForm(request)
  const back = new URLSearchParams({ next: toOwnPath(fields.next) })
  return respondToForm(`/inloggen/code?${back.toString()}`, async () => {
    requireOwnOrigin(request)
    return redirectAfterForm(await openSession(parseRequest(codeRequest, fields)))
  })
}
