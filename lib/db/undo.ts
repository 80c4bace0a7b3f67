import type { Cents } from '@/lib/domain/money'
import { Prisma } from '@/prisma/generated/client'
import { fromCentsColumn } from './cents-column'
import type { Scope } from './client'

export type UndoableBooking = {
  combiId: string
  administrationRef: string | null
  entryId: string | null
  booksNumber: number | null
  booksDebtorId: string | null
  fiscalYear: number | null
  paidCents: Cents
  /** Of what was paid, how much was registered in the source. */
  passedOnCents: Cents
}

/** What is needed to take the booking of this invoice back; `entryId` null when nothing of it stands in the books. */
export const findUndoable = async ({ tx, workspaceId }: Scope, invoiceId: string): Promise<UndoableBooking | null> => {
  const row = await tx.invoice.findFirst({
    where: { workspaceId, id: invoiceId },
    select: {
      combiId: true,
      state: true,
      administrationRef: true,
      entryId: true,
      booksNumber: true,
      booksDebtorId: true,
      fiscalYear: true,
      paidCents: true,
      passedOnCents: true,
      bookedAt: true,
    },
  })
  if (row === null) return null
  const isBooked = row.bookedAt !== null && (row.state === 'booked' || row.state === 'action')
  return {
    combiId: row.combiId,
    administrationRef: row.administrationRef,
    entryId: isBooked ? row.entryId : null,
    booksNumber: row.booksNumber === null ? null : Number(row.booksNumber),
    booksDebtorId: row.booksDebtorId,
    fiscalYear: row.fiscalYear,
    paidCents: fromCentsColumn(row.paidCents),
    passedOnCents: fromCentsColumn(row.passedOnCents),
  }
}

type Undo = { invoiceId: string; entryId: string }

/** Writes down that an entry is about to be removed. False when it is not the one that stands for the invoice any more. */
export const beginUndo = async ({ tx, workspaceId }: Scope, { invoiceId, entryId }: Undo): Promise<boolean> => {
  const { count } = await tx.posting.updateMany({
    where: {
      workspaceId,
      id: entryId,
      invoiceId,
      state: { in: ['verified', 'removing'] },
      invoice: { entryId, bookedAt: { not: null }, state: { in: ['booked', 'action'] } },
    },
    data: { state: 'removing' },
  })
  return count === 1
}

/** The entry stands as it did: it was not removed. */
export const withdrawUndo = async ({ tx, workspaceId }: Scope, entryId: string): Promise<void> => {
  await tx.posting.updateMany({ where: { workspaceId, id: entryId, state: 'removing' }, data: { state: 'verified' } })
}

/** The entry is gone: the invoice waits for a decision again, and nothing of it stands in the books. */
export const recordUndone = async ({ tx, workspaceId }: Scope, { invoiceId, entryId }: Undo): Promise<void> => {
  await tx.posting.updateMany({ where: { workspaceId, id: entryId, state: 'removing' }, data: { state: 'removed' } })
  await tx.invoice.updateMany({
    where: { workspaceId, id: invoiceId, entryId },
    data: {
      state: 'pending',
      reasonCode: null,
      reasonParams: Prisma.DbNull,
      bookingDate: null,
      offeredAt: null,
      offeredPlan: Prisma.DbNull,
      deadlineAt: null,
      lastRunId: null,
      bookedAt: null,
      entryId: null,
      booksNumber: null,
      booksDebtorId: null,
      administrationRef: null,
      fiscalYear: null,
      bookedFingerprint: null,
      isSettled: false,
    },
  })
}
