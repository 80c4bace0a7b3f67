import type { Prisma } from '@/prisma/generated/client'
import { fromCentsColumn } from '../cents-column'
import type { Scope } from '../client'
import { fromDateColumn } from '../day-column'
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
} as const satisfies Prisma.InvoiceSelect

/** Records as a screen shows them, each with its invoice as that stands now: one query, however many there are. */
export const toRunItemViews = async ({ tx, workspaceId }: Scope, rows: readonly RunItemRow[]) => {
  const ids = [...new Set(rows.flatMap(({ invoiceId }) => invoiceId ?? []))]
  const invoices =
    ids.length === 0
      ? []
      : await tx.invoice.findMany({ where: { workspaceId, id: { in: ids } }, select: invoiceColumns })
  const byId = new Map(
    invoices.map(({ id, booksNumber, sourceUrl, ...invoice }) => [
      id,
      { ...invoice, booksNumber: booksNumber === null ? null : Number(booksNumber), sourceUrl: toLink(sourceUrl) },
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
