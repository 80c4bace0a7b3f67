import { isId, readInvoice } from '@/app/read'
import { correctionRequest } from '@/lib/dto/correction'
import { invoiceDetail } from '@/lib/dto/invoice-detail'
import { getFlows } from '@/lib/flows/live'
import { askCorrection } from '@/lib/flows/propose-correction'
import { parseRequest, requireFound, writeEndpoint } from '../../../endpoint'
import { Refusal } from '../../../refusal'
import { answer } from '../../../respond'
import { refusingVendors } from '../../refuse-vendors'
import { startBooking } from '../../start-booking'

/** Has a proposed correction carried out, exactly as it was shown. */
export const POST = writeEndpoint<{ id: string }>(async ({ member, params, readBody }) => {
  if (!isId(params.id)) throw new Refusal('not-found')
  const asked = parseRequest(correctionRequest, await readBody())
  const { userId, workspace } = member
  const { workspaceId } = workspace
  const result = await refusingVendors(() =>
    askCorrection(getFlows(), { workspaceId, userId, invoiceId: params.id, ...asked }),
  )
  if (!result.ok) throw new Refusal(result.reason === 'preview-changed' ? 'correction-changed' : result.reason)
  await startBooking({ workspaceId, userId, combiIds: [result.combiId] })
  return answer(invoiceDetail, requireFound(await readInvoice(member, params.id)).data)
})
