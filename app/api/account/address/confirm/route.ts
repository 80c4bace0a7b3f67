import { findSignedIn } from '@/lib/auth/member'
import { confirmAddressRequest } from '@/lib/dto/account'
import { confirmAddressChange } from '@/lib/flows/account/change-address'
import { getFlows } from '@/lib/flows/live'
import { parseRequest, requireOwnOrigin } from '../../../endpoint'
import { readForm, redirectAfterForm, respondToForm } from '../../../form'
import { requireWithinLimit } from '../../../limit'
import { placeOf } from '../../../place-of'
import { Refusal } from '../../../refusal'

/** Confirms a change of address from one side, with the button of the page that the link opens. */
export const POST = async (request: Request): Promise<Response> => {
  const fields = await readForm(request)
  return respondToForm('/adres', async () => {
    requireOwnOrigin(request)
    const { token, side } = parseRequest(confirmAddressRequest, fields)
    const place = placeOf(request)
    await requireWithinLimit('link', { who: place, place })
    const sessionId = (await findSignedIn())?.sessionId ?? null
    const result = await confirmAddressChange(getFlows(), { token, side, sessionId })
    if (result === 'link-invalid') throw new Refusal(result)
    return redirectAfterForm(`/adres?done=${result}`)
  })
}
