import { withWorkspace } from '@/lib/db/client'
import { setFileAsked, type AskedFile } from '@/lib/db/entry-files'
import { addInvoiceEvents } from '@/lib/db/invoice-actions'
import type { FlowContext } from './context'

/**
 * Has the PDF of a booked invoice put with its entry by the next synchronisation, whatever came of it before and however the
 * combi is set. One that is there already is left alone. Null: nothing of it stands in the books.
 */
export const askFile = (
  flows: FlowContext,
  { workspaceId, userId, invoiceId }: { workspaceId: string; userId: string; invoiceId: string },
): Promise<AskedFile | null> =>
  withWorkspace(flows.db, workspaceId, async (scope) => {
    const now = flows.now()
    const asked = await setFileAsked(scope, { invoiceId, now })
    if (asked?.isAttached === false)
      await addInvoiceEvents(scope, [{ invoiceId, at: now, actorId: userId, kind: 'file-asked' }])
    return asked
  })
