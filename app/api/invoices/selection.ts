import type { z } from 'zod'
import { statesOf } from '@/app/read'
import type { InvoiceSelection } from '@/lib/db/invoice-selection'
import type { invoiceSelection } from '@/lib/dto/invoices'

/** The invoices that a request names, as the database is asked for them. */
export const toSelection = (selection: z.output<typeof invoiceSelection>): InvoiceSelection => {
  if ('ids' in selection) return selection
  const { combi, state } = selection.filter
  return { filter: { combiId: combi ?? null, states: statesOf(state) } }
}
