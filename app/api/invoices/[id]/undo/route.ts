import { isId, readInvoice } from '@/app/read'
import { invoiceDetail } from '@/lib/dto/invoice-detail'
import { getFlows } from '@/lib/flows/live'
import { undoBooking, type UndoRefusal } from '@/lib/flows/undo-booking'
import { requireFound, writeEndpoint } from '../../../endpoint'
import { Refusal, type RefusalCode } from '../../../refusal'
import { answer } from '../../../respond'

const refusals: Record<UndoRefusal, RefusalCode> = {
  'not-found': 'not-found',
  'not-booked': 'undo-not-booked',
  'entry-paid': 'undo-paid',
  'period-closed': 'undo-closed',
  'books-refused': 'undo-refused',
  'combi-busy': 'combi-busy',
  'combi-reconnect': 'combi-reconnect',
  'vendor-unavailable': 'undo-unanswered',
  'vendor-busy': 'vendor-busy',
}

/** Takes the booking of an invoice back: its entry goes from the books, and the invoice waits for a decision again. */
export const POST = writeEndpoint<{ id: string }>(async ({ member, params }) => {
  if (!isId(params.id)) throw new Refusal('not-found')
  const { userId, workspace } = member
  const undone = await undoBooking(getFlows(), {
    ...{ workspaceId: workspace.workspaceId, userId, invoiceId: params.id },
  })
  if (!undone.ok)
    throw new Refusal(refusals[undone.reason], { params: { text: undone.text === '' ? '–' : undone.text } })
  return answer(invoiceDetail, requireFound(await readInvoice(member, params.id)).data)
})
