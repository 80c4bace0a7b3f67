import { offerPreviewedRequest, offerPreviewedResult } from '@/lib/dto/preview'
import { getFlows } from '@/lib/flows/live'
import { offerPreviewed } from '@/lib/flows/preview-bookings'
import { parseRequest, writeEndpoint } from '../../endpoint'
import { Refusal } from '../../refusal'
import { answer } from '../../respond'
import { announceBulkAction } from '../announce-bulk-action'
import { refusingVendors } from '../refuse-vendors'
import { toSelection } from '../selection'
import { startBooking } from '../start-booking'

/** Hands over what a preview showed, many of them in the background, and has it booked at once. Refused when the preview would be another one by now. */
export const POST = writeEndpoint(async ({ member, readBody }) => {
  const { selection, ...asked } = parseRequest(offerPreviewedRequest, await readBody())
  const { userId, workspace } = member
  const { workspaceId } = workspace
  const result = await refusingVendors(() =>
    offerPreviewed(getFlows(), { workspaceId, userId, selection: toSelection(selection), ...asked }),
  )
  if (!result.ok) throw new Refusal(result.reason)
  if (result.kind === 'started') {
    announceBulkAction(workspaceId, result.action)
    return answer(offerPreviewedResult, { offered: 0, refused: 0, isBooking: true, begun: result.action })
  }
  const isBooking = await startBooking({ workspaceId, userId, combiIds: result.combiIds })
  return answer(offerPreviewedResult, {
    ...{ offered: result.offered.length, refused: result.refused.length, isBooking, begun: null },
  })
})
