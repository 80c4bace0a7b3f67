import { deviceOf } from '@/lib/auth/device'
import { getAuthParts } from '@/lib/auth/options'
import { toOwnPath } from '@/lib/auth/own-path'
import { followSignInLink } from '@/lib/auth/sign-in-link'
import { followLinkRequest } from '@/lib/dto/session'
import { parseRequest, requireOwnOrigin } from '../../../endpoint'
import { readForm, redirectAfterForm, respondToForm } from '../../../form'
import { requireWithinLimit } from '../../../limit'
import { placeOf } from '../../../place-of'
import { Refusal } from '../../../refusal'
import { readSessionCookie } from '../../session-cookie'

/** Signs in with a link from a mail. The page asks for the second factor, of whoever has one, before it shows anything. */
export const POST = async (request: Request): Promise<Response> => {
  const fields = await readForm(request)
  const next = toOwnPath(fields.next)
  return respondToForm(`/inloggen?${new URLSearchParams({ next }).toString()}`, async () => {
    requireOwnOrigin(request)
    const { token } = parseRequest(followLinkRequest, fields)
    const place = placeOf(request)
    await requireWithinLimit('link', { who: place, place })
    const device = deviceOf(request.headers.get('user-agent'))
    const cookie = await followSignInLink(getAuthParts(), { token, device, session: await readSessionCookie() })
    if (cookie === null) throw new Refusal('link-invalid')
    return redirectAfterForm(next, { 'Set-Cookie': cookie })
  })
}
