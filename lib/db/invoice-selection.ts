import type { Invoice } from '@/lib/domain/invoice'
import type { InvoiceState, Prisma } from '@/prisma/generated/client'
import type { Scope } from './client'
import { parseInvoiceDocument } from './invoice-document'

/** What invoices are narrowed down to. */
export type InvoiceFilter = { combiId: string | null; states: readonly InvoiceState[] }

/** Invoices that something is to be done with: named one by one, or all that a filter lets through. */
export type InvoiceSelection = { ids: readonly string[] } | { filter: InvoiceFilter }

export const whereFilter = ({ combiId, states }: InvoiceFilter): Prisma.InvoiceWhereInput => ({
  ...(combiId === null ? {} : { combiId }),
  state: { in: [...states] },
})

export const whereSelected = (selection: InvoiceSelection): Prisma.InvoiceWhereInput =>
  'ids' in selection ? { id: { in: [...selection.ids] } } : whereFilter(selection.filter)

export type SelectedInvoice = {
  id: string
  combiId: string
  companyProfileRef: string
  sourceUrl: string | null
  invoice: Invoice
}

/** The selected ones in one of these states, in the order in which they are booked. */
export const listSelected = async (
  { tx, workspaceId }: Scope,
  selection: InvoiceSelection,
  { from, limit }: { from: readonly InvoiceState[]; limit: number },
): Promise<SelectedInvoice[]> => {
  const rows = await tx.invoice.findMany({
    where: { workspaceId, AND: [whereSelected(selection), { state: { in: [...from] } }] },
    select: { id: true, combiId: true, companyProfileRef: true, sourceUrl: true, document: true },
    orderBy: [{ combiId: 'asc' }, { companyProfileRef: 'asc' }, { issuedOn: 'asc' }, { id: 'asc' }],
    take: limit,
  })
  return rows.map(({ document, ...row }) => ({ ...row, invoice: parseInvoiceDocument(document) }))
}
