import { bookingPreview, previewRequest } from '@/lib/dto/preview'
import { getFlows } from '@/lib/flows/live'
import { previewBookings } from '@/lib/flows/preview-bookings'
import { parseRequest, writeEndpoint } from '../../endpoint'
import { answer } from '../../respond'
import { refusingVendors } from '../refuse-vendors'
import { toSelection } from '../selection'

/** What handing invoices over will put in the books. It writes nothing; it is asked by who may hand them over. */
export const POST = writeEndpoint(async ({ member, readBody }) => {
  const { selection, ...asked } = parseRequest(previewRequest, await readBody())
  const { workspaceId } = member.workspace
  const preview = await refusingVendors(() =>
    previewBookings(getFlows(), { workspaceId, selection: toSelection(selection), ...asked }),
  )
  return answer(bookingPreview, preview)
})
