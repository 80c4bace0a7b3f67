import { offerRequest, offerResult } from '@/lib/dto/invoices'
import { getFlows } from '@/lib/flows/live'
import { offerInvoices } from '@/lib/flows/offer-invoices'
import { parseRequest, writeEndpoint } from '../../endpoint'
import { answer } from '../../respond'

/** Hands invoices to the bookkeeping; the next synchronisation books them. */
export const POST = writeEndpoint(async ({ member, readBody }) => {
  const { ids, bookingDate = null } = parseRequest(offerRequest, await readBody())
  const { userId, workspace } = member
  return answer(
    offerResult,
    await offerInvoices(getFlows(), { workspaceId: workspace.workspaceId, userId, ids, bookingDate }),
  )
})
