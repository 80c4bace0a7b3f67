import { invoiceSelection, unignoreResult } from '@/lib/dto/invoices'
import { getFlows } from '@/lib/flows/live'
import { unignoreInvoices } from '@/lib/flows/offer-invoices'
import { parseRequest, writeEndpoint } from '../../endpoint'
import { answer } from '../../respond'
import { announceTimelines } from '../announce-timelines'
import { idsOf } from '../selection'

/** Takes ignoring back: the invoices wait for a decision again. */
export const POST = writeEndpoint(async ({ member, readBody }) => {
  const asked = parseRequest(invoiceSelection, await readBody())
  const { workspaceId } = member.workspace
  const { changed, refused, combiIds } = await unignoreInvoices(getFlows(), {
    workspaceId,
    userId: member.userId,
    ids: await idsOf(member, asked),
  })
  announceTimelines(workspaceId, combiIds)
  return answer(unignoreResult, { unignored: changed, refused })
})
