import { findOwnSetup } from '@/app/own-setup'
import type { SetupRecord } from '@/lib/db/setups'
import { isEmailAddress } from '@/lib/domain/email-address'
import { installed, installRequest } from '@/lib/dto/setup'
import { getFlows } from '@/lib/flows/live'
import { requestConfirmation } from '@/lib/flows/setup/confirmation'
import { installSetup } from '@/lib/flows/setup/install'
import { announceMails } from '../../announce-mails'
import { requireWithinLimit } from '../../limit'
import { parseRequest } from '../../endpoint'
import { placeOf } from '../../place-of'
import { Refusal } from '../../refusal'
import { answer } from '../../respond'
import { setupWriteEndpoint } from '../endpoint'
import { answerInstalled, findInstaller, readNewOwner } from '../installer'

/** A finished one as well: a second click on the same button is answered as the first. */
const findEvenFinished = async (): Promise<SetupRecord> => {
  const setup = await findOwnSetup()
  if (setup === null) throw new Refusal('setup-gone')
  return setup
}

/** Installs: for who is signed in, for the proven address, or after a mail to one that nobody vouches for. */
export const POST = setupWriteEndpoint(async ({ setup, readBody, request }) => {
  const { workspaceId, email } = parseRequest(installRequest, await readBody())
  const flows = getFlows()
  if (setup.finishedAt !== null)
    return answerInstalled({ kind: 'installed', combiId: setup.combiId ?? '', first: null })
  const member = await findInstaller()
  const owner = await readNewOwner(request)
  if (member !== null) {
    if (workspaceId === undefined) throw new Refusal('invalid-request')
    const { userId, email: address } = member
    return answerInstalled(await installSetup(flows, setup, { kind: 'member', userId, email: address, workspaceId }))
  }
  if (workspaceId !== undefined) throw new Refusal('unauthenticated')
  const proven = setup.isSourceEmailProven ? setup.sourceEmail : null
  if (proven !== null)
    return answerInstalled(
      await installSetup(flows, setup, { kind: 'new', email: proven.toLowerCase(), isConfirmed: false, ...owner }),
    )
  if (email === undefined || !isEmailAddress(email)) throw new Refusal('invalid-request')
  await requireWithinLimit('mail', { who: email, place: placeOf(request) })
  await requestConfirmation(flows, setup, { email, locale: owner.locale })
  announceMails()
  return answer(installed, { outcome: 'mail-sent', url: '/koppelen/simplicate-minox/installeren' })
}, findEvenFinished)
