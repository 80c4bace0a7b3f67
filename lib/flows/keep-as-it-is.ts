import { withWorkspace } from '@/lib/db/client'
import { acceptVersions, findCorrectable, leaveEntry, letEntryGo } from '@/lib/db/corrections'
import { addInvoiceEvents } from '@/lib/db/invoice-actions'
import type { FlowContext } from './context'

type Asked = { workspaceId: string; userId: string; invoiceId: string; reason: string }

/**
 * Leaves an entry as it is though it does not agree with its invoice: nothing is written on either side, and nothing is said
 * of it until something changes again. False: the workspace has no such booked invoice.
 */
export const keepAsItIs = (flows: FlowContext, { workspaceId, userId, invoiceId, reason }: Asked): Promise<boolean> =>
  withWorkspace(flows.db, workspaceId, async (scope) => {
    const invoice = await findCorrectable(scope, invoiceId)
    if (invoice === null) return false
    const now = flows.now()
    await addInvoiceEvents(scope, [
      { invoiceId, at: now, actorId: userId, kind: 'difference-kept', params: { reason, about: invoice.reasonCode } },
    ])
    if (invoice.reasonCode === 'entry-missing') await letEntryGo(scope, invoice)
    else {
      await acceptVersions(scope, [invoiceId])
      await leaveEntry(scope, invoice, now)
    }
    return true
  })
