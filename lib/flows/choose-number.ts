import { withWorkspace } from '@/lib/db/client'
import { findCombi } from '@/lib/db/combis'
import { findUnbooked, setChosenNumber } from '@/lib/db/held-invoices'
import { addInvoiceEvents } from '@/lib/db/invoice-actions'
import { findHoldersOfNumbers } from '@/lib/db/invoices'
import type { FlowContext } from './context'
import { isUsableNumber } from '@/lib/sync/invoice-number'

export type NumberAnswer =
  | { ok: true; combiId: string }
  | { ok: false; reason: 'not-found' | 'number-unusable' | 'number-taken' | 'write-in-doubt' }

type Asked = { workspaceId: string; userId: string; invoiceId: string; number: number | null }

/**
 * Gives one invoice a number of its own in the books, where its own is taken or cannot be used; null takes that away again. It
 * is refused while another invoice has the number there, and while the entry may stand there under the number of before.
 */
export const chooseNumber = (
  flows: FlowContext,
  { workspaceId, userId, invoiceId, number }: Asked,
): Promise<NumberAnswer> =>
  withWorkspace(flows.db, workspaceId, async (scope): Promise<NumberAnswer> => {
    const invoice = await findUnbooked(scope, invoiceId)
    const combi = invoice === null ? null : await findCombi(scope, invoice.combiId)
    if (invoice === null || combi === null) return { ok: false, reason: 'not-found' }
    if (number !== null && !isUsableNumber(number)) return { ok: false, reason: 'number-unusable' }
    const profile = combi.profiles.find(({ companyProfileRef }) => companyProfileRef === invoice.companyProfileRef)
    if (number !== null && profile !== undefined) {
      const books = { combiId: combi.id, administrationRef: profile.administrationRef }
      const holder = (await findHoldersOfNumbers(scope, books, [number])).get(number)
      if (holder !== undefined && holder.invoiceId !== invoiceId) return { ok: false, reason: 'number-taken' }
    }
    if (!(await setChosenNumber(scope, invoiceId, number))) return { ok: false, reason: 'write-in-doubt' }
    const params = { booksNumber: number }
    await addInvoiceEvents(scope, [{ invoiceId, at: flows.now(), actorId: userId, kind: 'number-chosen', params }])
    return { ok: true, combiId: combi.id }
  })
