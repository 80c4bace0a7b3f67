import { connectSourceRequest, goTo } from '@/lib/dto/setup'
import { getFlows } from '@/lib/flows/live'
import { connectWithKey } from '@/lib/flows/setup/connect-account'
import { canSignIn, startConsent } from '@/lib/flows/setup/consent'
import { SetupProblem } from '@/lib/flows/setup/problems'
import { parseRequest } from '../../endpoint'
import { answer } from '../../respond'
import { findOrBegin, requireCheckAllowed, setupWriteEndpoint } from '../endpoint'

/** Connects the source: by consent where the operator may ask for it, else with a key that is checked at once. */
export const POST = setupWriteEndpoint(async ({ setup, readBody, request }) => {
  const { domain, key } = parseRequest(connectSourceRequest, await readBody())
  const flows = getFlows()
  await requireCheckAllowed(request)
  if (canSignIn(flows, 'source')) {
    const { href } = await startConsent(flows, setup, { side: 'source', typed: domain })
    return answer(goTo, { url: href })
  }
  if (key === undefined) throw new SetupProblem('not-configured')
  await connectWithKey(flows, setup, { typed: domain, key })
  return answer(goTo, { url: '/koppelen/simplicate-minox/simplicate' })
}, findOrBegin)
