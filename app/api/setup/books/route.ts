import { goTo } from '@/lib/dto/setup'
import { getFlows } from '@/lib/flows/live'
import { startConsent } from '@/lib/flows/setup/consent'
import { SetupIncomplete } from '@/lib/flows/setup/open-setup'
import { answer } from '../../respond'
import { requireCheckAllowed, setupWriteEndpoint } from '../endpoint'

/** Where to go for consent to the books. */
export const POST = setupWriteEndpoint(async ({ setup, request }) => {
  if (setup.source === null) throw new SetupIncomplete()
  await requireCheckAllowed(request)
  const { href } = await startConsent(getFlows(), setup, { side: 'books', typed: null })
  return answer(goTo, { url: href })
})
