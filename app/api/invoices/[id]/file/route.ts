import { isId, readInvoice } from '@/app/read'
import { fileAsked } from '@/lib/dto/invoice-detail'
import { askFile } from '@/lib/flows/ask-file'
import { getFlows } from '@/lib/flows/live'
import { requireFound, writeEndpoint } from '../../../endpoint'
import { Refusal } from '../../../refusal'
import { answer } from '../../../respond'
import { startBooking } from '../../start-booking'

/** Has the PDF of a booked invoice put with its entry, in a synchronisation that begins now. */
export const POST = writeEndpoint<{ id: string }>(async ({ member, params }) => {
  if (!isId(params.id)) throw new Refusal('not-found')
  requireFound(await readInvoice(member, params.id))
  const { userId, workspace } = member
  const { workspaceId } = workspace
  const asked = await askFile(getFlows(), { workspaceId, userId, invoiceId: params.id })
  if (asked === null) throw new Refusal('file-not-booked')
  const isBeginning = asked.isAttached || (await startBooking({ workspaceId, userId, combiIds: [asked.combiId] }))
  const { data } = requireFound(await readInvoice(member, params.id))
  return answer(fileAsked, { detail: data, isBeginning })
})
