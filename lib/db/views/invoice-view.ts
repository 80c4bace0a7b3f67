import type { Day } from '@/lib/domain/day'
import type { Prisma } from '@/prisma/generated/client'
import { fromCentsColumn } from '../cents-column'
import { fromDateColumn } from '../day-column'
import { toPaymentState } from './payment-state'
import { toLink } from './source-link'
import { toReasonView } from './stored-reason'

export const invoiceColumns = {
  id: true,
  combiId: true,
  companyProfileRef: true,
  number: true,
  issuedOn: true,
  dueOn: true,
  debtorName: true,
  netCents: true,
  vatCents: true,
  grossCents: true,
  outstandingCents: true,
  paidCents: true,
  isSettled: true,
  bookingDate: true,
  state: true,
  reasonCode: true,
  reasonParams: true,
  bookedAt: true,
  booksNumber: true,
  deadlineAt: true,
  sourceUrl: true,
  timelineNotes: { where: { state: 'waiting' }, select: { state: true }, take: 1 },
} as const satisfies Prisma.InvoiceSelect

type InvoiceRow = Prisma.InvoiceGetPayload<{ select: typeof invoiceColumns }>

/** An invoice as every screen about it says it. */
export const toInvoiceView = (row: InvoiceRow, today: Day, now: Date) => ({
  id: row.id,
  number: row.number,
  issuedOn: fromDateColumn(row.issuedOn),
  dueOn: fromDateColumn(row.dueOn),
  debtorName: row.debtorName,
  netCents: fromCentsColumn(row.netCents),
  vatCents: fromCentsColumn(row.vatCents),
  grossCents: fromCentsColumn(row.grossCents),
  paidCents: fromCentsColumn(row.paidCents),
  payment: toPaymentState({
    grossCents: fromCentsColumn(row.grossCents),
    outstandingCents: fromCentsColumn(row.outstandingCents),
    paidCents: fromCentsColumn(row.paidCents),
    isSettled: row.isSettled,
    dueOn: fromDateColumn(row.dueOn),
    today,
  }),
  bookingDate: row.bookingDate === null ? null : fromDateColumn(row.bookingDate),
  state: row.state,
  reason: toReasonView(row.reasonCode, row.reasonParams),
  bookedAt: row.bookedAt?.toISOString() ?? null,
  booksNumber: row.booksNumber === null ? null : Number(row.booksNumber),
  isOverdue: row.deadlineAt !== null && row.deadlineAt.getTime() < now.getTime(),
  isNoteWaiting: row.timelineNotes.some(({ state }) => state === 'waiting'),
  sourceUrl: toLink(row.sourceUrl),
})
