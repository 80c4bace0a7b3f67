import { ignoreRequest, ignoreResult } from '@/lib/dto/invoices'
import { getFlows } from '@/lib/flows/live'
import { ignoreInvoices } from '@/lib/flows/offer-invoices'
import { parseRequest, writeEndpoint } from '../../endpoint'
import { answer } from '../../respond'
import { announceTimelines } from '../announce-timelines'
import { idsOf } from '../selection'

/** Decides that invoices are never booked, and says so on their timelines in the source. */
export const POST = writeEndpoint(async ({ member, readBody }) => {
  const { reason, ...asked } = parseRequest(ignoreRequest, await readBody())
  const { workspaceId } = member.workspace
  const { changed, refused, combiIds } = await ignoreInvoices(getFlows(), {
    workspaceId,
    userId: member.userId,
    ids: await idsOf(member, asked),
    reason: reason?.trim() || null,
  })
  announceTimelines(workspaceId, combiIds)
  return answer(ignoreResult, { ignored: changed, refused })
})
