import { isId, readInvoice } from '@/app/read'
import { numberRequest } from '@/lib/dto/correction'
import { invoiceDetail } from '@/lib/dto/invoice-detail'
import { chooseNumber } from '@/lib/flows/choose-number'
import { getFlows } from '@/lib/flows/live'
import { parseRequest, requireFound, writeEndpoint } from '../../../endpoint'
import { Refusal } from '../../../refusal'
import { answer } from '../../../respond'
import { startBooking } from '../../start-booking'

/** Gives an invoice a number of its own in the books, or takes it away again; one that waits for it is booked at once. */
export const POST = writeEndpoint<{ id: string }>(async ({ member, params, readBody }) => {
  if (!isId(params.id)) throw new Refusal('not-found')
  const { number } = parseRequest(numberRequest, await readBody())
  const { userId, workspace } = member
  const { workspaceId } = workspace
  const chosen = await chooseNumber(getFlows(), { workspaceId, userId, invoiceId: params.id, number })
  if (!chosen.ok) throw new Refusal(chosen.reason)
  await startBooking({ workspaceId, userId, combiIds: [chosen.combiId] })
  return answer(invoiceDetail, requireFound(await readInvoice(member, params.id)).data)
})
