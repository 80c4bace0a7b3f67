import type { Prisma } from '@/prisma/generated/client'
import { fromCentsColumn } from '../cents-column'
import type { Scope } from '../client'
import { fromDateColumn } from '../day-column'
import { hasEntryLinks, toEntryLink } from './entry-link'
import { toLink } from './source-link'
import { toReasonView } from './stored-reason'

export const runItemColumns = {
  id: true,
  runId: true,
  at: true,
  kind: true,
  label: true,
  invoiceId: true,
  debtorName: true,
  amountCents: true,
  bookingDate: true,
  outcome: true,
  reasonCode: true,
  reasonParams: true,
} as const satisfies Prisma.RunItemSelect

export type RunItemRow = Prisma.RunItemGetPayload<{ select: typeof runItemColumns }>

const invoiceColumns = {
  id: true,
  state: true,
  reasonCode: true,
  booksNumber: true,
  attempts: true,
  sourceUrl: true,
  administrationRef: true,
  entryId: true,
  combiId: true,
} as const satisfies Prisma.InvoiceSelect

/** Which books these combi's write to, as far as anything is linked to: mostly there is nothing to ask. */
const readBooks = async ({ tx, workspaceId }: Scope, combiIds: string[]): Promise<Map<string, string>> => {
  if (combiIds.length === 0 || !hasEntryLinks()) return new Map()
  const combis = await tx.combi.findMany({
    where: { workspaceId, id: { in: combiIds } },
    select: { id: true, booksConnection: { select: { connectorId: true } } },
  })
  return new Map(combis.map(({ id, booksConnection }) => [id, booksConnection.connectorId]))
}

/** Records as a screen shows them, each with its invoice as that stands now: one query, however many there are. */
export const toRunItemViews = async ({ tx, workspaceId }: Scope, rows: readonly RunItemRow[]) => {
  const ids = [...new Set(rows.flatMap(({ invoiceId }) => invoiceId ?? []))]
  const invoices =
    ids.length === 0
      ? []
      : await tx.invoice.findMany({ where: { workspaceId, id: { in: ids } }, select: invoiceColumns })
  const books = await readBooks({ tx, workspaceId }, [...new Set(invoices.map(({ combiId }) => combiId))])
  const byId = new Map(
    invoices.map(({ id, booksNumber, sourceUrl, administrationRef, entryId, combiId, ...invoice }) => [
      id,
      {
        ...invoice,
        booksNumber: booksNumber === null ? null : Number(booksNumber),
        sourceUrl: toLink(sourceUrl),
        booksUrl: toEntryLink({
          ...{ administrationRef, booksNumber, connectorId: books.get(combiId) ?? null },
          entryId: invoice.state === 'booked' ? entryId : null,
        }),
      },
    ]),
  )
  return rows.map(({ reasonCode, reasonParams, ...row }) => ({
    ...row,
    at: row.at.toISOString(),
    amountCents: row.amountCents === null ? null : fromCentsColumn(row.amountCents),
    bookingDate: row.bookingDate === null ? null : fromDateColumn(row.bookingDate),
    reason: toReasonView(reasonCode, reasonParams),
    invoice: (row.invoiceId !== null && byId.get(row.invoiceId)) || null,
  }))
}
