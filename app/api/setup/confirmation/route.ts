import type { NextRequest } from 'next/server'
import { confirmationRequest, setupConfirmation } from '@/lib/dto/setup'
import { getFlows } from '@/lib/flows/live'
import { installConfirmed, readConfirmation } from '@/lib/flows/setup/confirmation'
import { requireWithinLimit } from '../../limit'
import { parseRequest, requireFound, requireOwnOrigin } from '../../endpoint'
import { placeOf } from '../../place-of'
import { searchIn } from '../../plain-text'
import { readJson } from '../../read-body'
import { Refusal } from '../../refusal'
import { answer, respond } from '../../respond'
import { refusing } from '../endpoint'
import { answerInstalled, findInstaller, readNewOwner } from '../installer'

const requireTries = (request: Request) => {
  const place = placeOf(request)
  return requireWithinLimit('link', { who: place, place })
}

/** What the link in a mail is about to install, and for whom. */
export const GET = (request: NextRequest): Promise<Response> =>
  respond(async () => {
    await requireTries(request)
    const token = searchIn(request).get('token') ?? ''
    const member = await findInstaller()
    const found = await readConfirmation(getFlows(), token, member)
    if (found === null) throw new Refusal('setup-gone')
    const { isKnown, ...shown } = found
    const workspaces = isKnown && shown.state === 'ready' ? (member?.workspaces ?? null) : null
    return answer(setupConfirmation, { ...shown, workspaces })
  })

/** Installs what the link in a mail stands for. */
export const POST = (request: NextRequest): Promise<Response> =>
  respond(() =>
    refusing(async () => {
      requireOwnOrigin(request)
      await requireTries(request)
      const { token, workspaceId = null } = parseRequest(confirmationRequest, await readJson(request))
      const signedIn = await findInstaller()
      const owner = await readNewOwner(request)
      return answerInstalled(
        requireFound(await installConfirmed(getFlows(), token, { signedIn, workspaceId, ...owner })),
      )
    }),
  )
