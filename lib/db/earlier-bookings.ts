import type { Invoice, Prisma } from '@/prisma/generated/client'
import type { Scope } from './client'
import type { CombiRecord } from './combis'

/** What a removed combi on the same accounts left of an invoice: booked, or written without having been read back. */
export type EarlierBooking = Pick<
  Invoice,
  | 'sourceRef'
  | 'state'
  | 'administrationRef'
  | 'booksDebtorId'
  | 'booksNumber'
  | 'entryId'
  | 'fiscalYear'
  | 'bookedFingerprint'
  | 'bookingDate'
  | 'offeredAt'
  | 'bookedAt'
  | 'paidCents'
  | 'passedOnCents'
  | 'isSettled'
> & { combiName: string; books: { connectorId: string; accountRef: string } }

const columns = {
  ...{ sourceRef: true, state: true, administrationRef: true, booksDebtorId: true, booksNumber: true, entryId: true },
  ...{ fiscalYear: true, bookedFingerprint: true, bookingDate: true, offeredAt: true, bookedAt: true },
  ...{ paidCents: true, passedOnCents: true, isSettled: true },
  combi: { select: { name: true, booksConnection: { select: { connectorId: true, accountRef: true } } } },
} as const satisfies Prisma.InvoiceSelect

/**
 * Which of these invoices may stand in the books already, written by a combi that was removed since: by their id in the
 * source. Only such a combi on the same source can have done so.
 */
export const findEarlierBookings = async (
  { tx, workspaceId }: Scope,
  { source }: Pick<CombiRecord, 'source'>,
  sourceRefs: readonly string[],
): Promise<Map<string, EarlierBooking>> => {
  if (sourceRefs.length === 0) return new Map()
  const { connectorId, accountRef } = source
  const removed = await tx.combi.findMany({
    where: { workspaceId, state: 'removed', sourceConnection: { connectorId, accountRef } },
    select: { id: true },
  })
  if (removed.length === 0) return new Map()
  const rows = await tx.invoice.findMany({
    where: {
      workspaceId,
      combiId: { in: removed.map(({ id }) => id) },
      sourceRef: { in: [...sourceRefs] },
      OR: [{ state: 'booked' }, { postings: { some: { state: { in: ['intended', 'sent'] } } } }],
    },
    select: columns,
    // Of several the booked one, and of those the latest: what is laid over the others below.
    orderBy: [{ bookedAt: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
  })
  return new Map(
    rows.map(({ combi, ...row }) => [row.sourceRef, { ...row, combiName: combi.name, books: combi.booksConnection }]),
  )
}

/** Goes on with a booking where a removed combi left it: payments come back, and it is never booked again. */
export const adoptBooking = async (
  { tx, workspaceId }: Scope,
  invoiceId: string,
  earlier: EarlierBooking,
): Promise<void> => {
  const { state, administrationRef, booksDebtorId, booksNumber, entryId, fiscalYear, bookedFingerprint } = earlier
  const { bookingDate, offeredAt, bookedAt, paidCents, passedOnCents, isSettled } = earlier
  await tx.invoice.updateMany({
    where: { id: invoiceId, workspaceId },
    data: {
      ...{ state, administrationRef, booksDebtorId, booksNumber, entryId, fiscalYear, bookedFingerprint },
      ...{ bookingDate, offeredAt, bookedAt, paidCents, passedOnCents, isSettled },
    },
  })
}

/** Leaves it to a person whether an invoice that may stand in the books is booked. */
export const holdForEarlier = async (
  { tx, workspaceId }: Scope,
  invoiceId: string,
  hold: { reason: { code: string; params: Record<string, string> }; deadline: Date },
): Promise<void> => {
  await tx.invoice.updateMany({
    where: { id: invoiceId, workspaceId },
    data: {
      state: 'action',
      reasonCode: hold.reason.code,
      reasonParams: hold.reason.params,
      deadlineAt: hold.deadline,
    },
  })
}
