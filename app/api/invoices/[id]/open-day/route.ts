import { isId, readInvoice } from '@/app/read'
import { openDay, openDayRequest } from '@/lib/dto/correction'
import { invoiceDetail } from '@/lib/dto/invoice-detail'
import { proposeOpenDay, takeOpenDay } from '@/lib/flows/choose-open-day'
import { getFlows } from '@/lib/flows/live'
import { parseRequest, readEndpoint, requireFound, writeEndpoint } from '../../../endpoint'
import { Refusal } from '../../../refusal'
import { answer } from '../../../respond'
import { refusingVendors } from '../../refuse-vendors'
import { startBooking } from '../../start-booking'

/** The first open day for an invoice whose period is closed in the books. */
export const GET = readEndpoint<{ id: string }>(async ({ member, params }) => {
  if (!isId(params.id)) throw new Refusal('not-found')
  const { workspaceId } = member.workspace
  const proposed = requireFound(
    await refusingVendors(() => proposeOpenDay(getFlows(), { workspaceId, invoiceId: params.id })),
  )
  return answer(openDay, { date: proposed.date, period: proposed.period })
})

/** Has the invoice booked on the proposed day. */
export const POST = writeEndpoint<{ id: string }>(async ({ member, params, readBody }) => {
  if (!isId(params.id)) throw new Refusal('not-found')
  const { date } = parseRequest(openDayRequest, await readBody())
  const { userId, workspace } = member
  const { workspaceId } = workspace
  const taken = requireFound(
    await refusingVendors(() => takeOpenDay(getFlows(), { workspaceId, userId, invoiceId: params.id, date })),
  )
  await startBooking({ workspaceId, userId, combiIds: [taken.combiId] })
  return answer(invoiceDetail, requireFound(await readInvoice(member, params.id)).data)
})
