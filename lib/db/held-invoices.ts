import type { Day } from '@/lib/domain/day'
import { Prisma, type InvoiceState } from '@/prisma/generated/client'
import type { Scope } from './client'
import { fromDateColumn } from './day-column'

/** An invoice that is not booked, as far as choosing a day or a number for it needs. */
export type HeldInvoice = {
  id: string
  combiId: string
  companyProfileRef: string
  number: string
  state: InvoiceState
  reasonCode: string | null
  reasonParams: unknown
  /** The day on which it would be booked. */
  bookedOn: Day
}

const unbooked: InvoiceState[] = ['pending', 'offered', 'failed', 'action']

/** Null: the workspace has no such invoice, or it is booked, being booked or set aside. */
export const findUnbooked = async ({ tx, workspaceId }: Scope, invoiceId: string): Promise<HeldInvoice | null> => {
  const row = await tx.invoice.findFirst({
    where: {
      ...{ workspaceId, id: invoiceId, state: { in: unbooked }, goneAt: null, bookedAt: null },
      combi: { state: { not: 'removed' } },
    },
    select: {
      ...{ id: true, combiId: true, companyProfileRef: true, number: true, state: true },
      ...{ reasonCode: true, reasonParams: true, bookingDate: true, issuedOn: true },
    },
  })
  if (row === null) return null
  const { bookingDate, issuedOn, ...invoice } = row
  return { ...invoice, bookedOn: fromDateColumn(bookingDate ?? issuedOn) }
}

/**
 * Gives an invoice a number of its own in the books, or takes it away again. What a person was shown of its entry had another
 * number; he chose this one knowingly, so that no longer binds.
 */
export const setChosenNumber = async (
  { tx, workspaceId }: Scope,
  invoiceId: string,
  number: number | null,
): Promise<boolean> => {
  const { count } = await tx.invoice.updateMany({
    where: {
      ...{ workspaceId, id: invoiceId, state: { in: unbooked }, bookedAt: null },
      // Its entry may have arrived under the number of before: that is found out first.
      postings: { none: { state: { in: ['intended', 'sent'] } } },
    },
    data: {
      chosenNumber: number,
      ...{ offeredPlan: Prisma.DbNull, lastRunId: null },
    },
  })
  return count === 1
}
