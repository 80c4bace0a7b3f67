import { getLocale } from 'next-intl/server'
import { deviceOf } from '@/lib/auth/device'
import { findSignedIn, workspaceCookie } from '@/lib/auth/member'
import { startPath } from '@/lib/auth/own-path'
import { followLinkRequest } from '@/lib/dto/session'
import { getFlows } from '@/lib/flows/live'
import { acceptInvitation } from '@/lib/flows/workspace/accept-invitation'
import { announceMails } from '../../announce-mails'
import { parseRequest, requireOwnOrigin } from '../../endpoint'
import { readForm, redirectAfterForm, respondToForm } from '../../form'
import { requireWithinLimit } from '../../limit'
import { placeOf } from '../../place-of'
import { keepChoice } from '../../preferences/keep-choice'
import { setSessionCookie } from '../../session/session-cookie'

/** Accepts an invitation, and goes on in its workspace. When it cannot be accepted, its page says why. */
export const POST = async (request: Request): Promise<Response> => {
  const fields = await readForm(request)
  const back = `/uitnodiging?${new URLSearchParams({ token: fields.token ?? '' }).toString()}`
  return respondToForm(back, async () => {
    requireOwnOrigin(request)
    const { token } = parseRequest(followLinkRequest, fields)
    const place = placeOf(request)
    await requireWithinLimit('link', { who: place, place })
    const accepted = await acceptInvitation(getFlows(), {
      ...{ token, userId: (await findSignedIn())?.userId ?? null },
      ...{ locale: await getLocale(), device: deviceOf(request.headers.get('user-agent')) },
    })
    if (accepted.kind === 'refused') return redirectAfterForm(back)
    if (accepted.session !== null) {
      await setSessionCookie(accepted.session)
      announceMails()
    }
    await keepChoice(workspaceCookie, accepted.workspaceId)
    return redirectAfterForm(startPath)
  })
}
