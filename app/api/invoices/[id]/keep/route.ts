import { isId, readInvoice } from '@/app/read'
import { keepRequest } from '@/lib/dto/correction'
import { invoiceDetail } from '@/lib/dto/invoice-detail'
import { keepAsItIs } from '@/lib/flows/keep-as-it-is'
import { getFlows } from '@/lib/flows/live'
import { parseRequest, requireFound, writeEndpoint } from '../../../endpoint'
import { Refusal } from '../../../refusal'
import { answer } from '../../../respond'

/** Leaves an entry as it is though it does not agree with its invoice, and says why. */
export const POST = writeEndpoint<{ id: string }>(async ({ member, params, readBody }) => {
  if (!isId(params.id)) throw new Refusal('not-found')
  const { reason } = parseRequest(keepRequest, await readBody())
  const { userId, workspace } = member
  const isKept = await keepAsItIs(getFlows(), {
    ...{ workspaceId: workspace.workspaceId, userId, invoiceId: params.id, reason },
  })
  if (!isKept) throw new Refusal('not-found')
  return answer(invoiceDetail, requireFound(await readInvoice(member, params.id)).data)
})
