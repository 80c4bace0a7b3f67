import type { BookedEntry, SalesEntry } from '@/lib/domain/books'
import type { Day } from '@/lib/domain/day'
import type { Invoice } from '@/lib/domain/invoice'
import type { Cents } from '@/lib/domain/money'
import { Prisma, type Reversal } from '@/prisma/generated/client'
import { fromCentsColumn } from './cents-column'
import type { Scope } from './client'
import { fromDateColumn, toDateColumn } from './day-column'
import { parseInvoiceDocument } from './invoice-document'
import type { StoredReason } from './invoices'
import { parseOfferedPlan, type StoredPlan } from './offered-plan'
import { parseReadBack } from './posting-read-back'
import { parsePostingRequest } from './posting-request'

/** An invoice that is booked, with its entry as it was sent, and what it says now. */
export type CorrectableInvoice = {
  id: string
  combiId: string
  companyProfileRef: string
  sourceUrl: string | null
  invoice: Invoice
  fingerprint: string
  bookedFingerprint: string | null
  bookingDate: Day | null
  chosenNumber: number | null
  reasonCode: string | null
  goneAt: Date | null
  administrationRef: string
  entryId: string
  paidCents: Cents
  passedOnCents: Cents
  revision: number
  sent: SalesEntry
}

/** The invoice when an entry of it counts as booked; null when there is none of the kind in the workspace. */
export const findCorrectable = async (
  { tx, workspaceId }: Scope,
  invoiceId: string,
): Promise<CorrectableInvoice | null> => {
  const row = await tx.invoice.findFirst({
    where: { workspaceId, id: invoiceId, state: 'booked', combi: { state: { not: 'removed' } } },
    include: { postings: { where: { role: 'entry', state: { in: ['verified', 'removing'] } } } },
  })
  const posting = row?.postings.find(({ id }) => id === row.entryId)
  if (row?.entryId == null || row.administrationRef === null || posting === undefined) return null
  return {
    ...{ id: row.id, combiId: row.combiId, companyProfileRef: row.companyProfileRef, sourceUrl: row.sourceUrl },
    invoice: parseInvoiceDocument(row.document),
    ...{ fingerprint: row.fingerprint, bookedFingerprint: row.bookedFingerprint },
    bookingDate: row.bookingDate === null ? null : fromDateColumn(row.bookingDate),
    chosenNumber: row.chosenNumber === null ? null : Number(row.chosenNumber),
    ...{ reasonCode: row.reasonCode, goneAt: row.goneAt },
    ...{ administrationRef: row.administrationRef, entryId: row.entryId },
    paidCents: fromCentsColumn(row.paidCents),
    passedOnCents: fromCentsColumn(row.passedOnCents),
    revision: posting.revision,
    sent: parsePostingRequest(posting.request),
  }
}

/** Every number that was ever given to a correction in administrations of this name, written or not. */
export const listCorrectionNumbers = async (
  { tx, workspaceId }: Scope,
  administrationRef: string,
): Promise<number[]> => {
  const rows = await tx.correction.findMany({
    where: { workspaceId, administrationRef, creditNumber: { not: null } },
    select: { creditNumber: true, planNumber: true },
  })
  return rows.flatMap(({ creditNumber, planNumber }) => [creditNumber, planNumber].flatMap((one) => Number(one ?? 0)))
}

export type NewCorrection = {
  id: string
  combiId: string
  invoiceId: string
  reversal: Reversal
  fingerprint: string
  administrationRef: string
  entryId: string
  standing: BookedEntry | null
  credit: SalesEntry | null
  plan: StoredPlan | null
  bookingDate: Day | null
  askedBy: string
}

/**
 * Writes down what a person saw and confirmed, before anything of it is done. False when another one of this invoice is
 * under way, the entry is another by now, or its numbers were given away a moment ago.
 */
export const addCorrection = async (
  { tx, workspaceId }: Scope,
  { standing, credit, plan, bookingDate, ...correction }: NewCorrection,
  at: { now: Date; deadline: Date },
): Promise<boolean> => {
  const { count } = await tx.invoice.updateMany({
    where: {
      workspaceId,
      ...{ id: correction.invoiceId, entryId: correction.entryId, fingerprint: correction.fingerprint },
      state: 'booked',
      corrections: { none: { state: 'asked' } },
    },
    data: { deadlineAt: at.deadline },
  })
  if (count !== 1) return false
  const { count: added } = await tx.correction.createMany({
    data: [
      {
        ...correction,
        ...{ workspaceId, askedAt: at.now },
        standing: standing ?? Prisma.DbNull,
        credit: credit ?? Prisma.DbNull,
        creditNumber: credit?.invoiceNumber ?? null,
        plan: plan ?? Prisma.DbNull,
        planNumber: credit === null ? null : (plan?.entry.invoiceNumber ?? null),
        bookingDate: bookingDate === null ? null : toDateColumn(bookingDate),
      },
    ],
    skipDuplicates: true,
  })
  return added === 1
}

/** A correction that waits to be carried out, with how its invoice and its entries stand. */
export type AskedCorrection = Omit<NewCorrection, 'combiId'> & {
  invoice: {
    sourceRef: string
    number: string
    debtorName: string
    grossCents: Cents
    fingerprint: string
    entryId: string | null
    booksDebtorId: string | null
    booksNumber: number | null
    fiscalYear: number | null
    paidCents: Cents
    passedOnCents: Cents
  }
  revision: number
}

/** The corrections of a combi that are to be carried out, the oldest first. */
export const listAskedCorrections = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  limit: number,
): Promise<AskedCorrection[]> => {
  const orderBy: Prisma.CorrectionOrderByWithRelationInput[] = [{ askedAt: 'asc' }, { id: 'asc' }]
  const asked = await tx.correction.findMany({
    where: { workspaceId, combiId, state: 'asked' },
    select: { id: true },
    orderBy,
    take: limit,
  })
  if (asked.length === 0) return []
  const rows = await tx.correction.findMany({
    where: { workspaceId, id: { in: asked.map(({ id }) => id) } },
    include: { invoice: { include: { postings: { where: { role: 'entry' } } } } },
    orderBy,
  })
  return rows.map(({ invoice, ...row }) => ({
    ...{ id: row.id, invoiceId: row.invoiceId, reversal: row.reversal, fingerprint: row.fingerprint },
    ...{ administrationRef: row.administrationRef, entryId: row.entryId, askedBy: row.askedBy },
    standing: row.standing === null ? null : parseReadBack(row.standing),
    credit: row.credit === null ? null : parsePostingRequest(row.credit),
    plan: row.plan === null ? null : parseOfferedPlan(row.plan),
    bookingDate: row.bookingDate === null ? null : fromDateColumn(row.bookingDate),
    revision: invoice.postings.find(({ id }) => id === row.entryId)?.revision ?? 0,
    invoice: {
      ...{ sourceRef: invoice.sourceRef, number: invoice.number, debtorName: invoice.debtorName },
      ...{ fingerprint: invoice.fingerprint, entryId: invoice.entryId, booksDebtorId: invoice.booksDebtorId },
      grossCents: fromCentsColumn(invoice.grossCents),
      booksNumber: invoice.booksNumber === null ? null : Number(invoice.booksNumber),
      fiscalYear: invoice.fiscalYear,
      paidCents: fromCentsColumn(invoice.paidCents),
      passedOnCents: fromCentsColumn(invoice.passedOnCents),
    },
  }))
}

type Ended = Pick<AskedCorrection, 'id' | 'invoiceId' | 'entryId' | 'reversal' | 'plan' | 'bookingDate'>

/**
 * The wrong entry is out of the way: the invoice is handed over as it was shown, or set aside when there is nothing to book.
 * What was paid on it stays known: its entries are followed together from then on.
 */
export const recordReversed = async (
  { tx, workspaceId }: Scope,
  { id, invoiceId, entryId, reversal, plan, bookingDate }: Ended,
  at: { now: Date; deadline: Date },
): Promise<void> => {
  const isCredit = reversal === 'credit'
  await tx.correction.updateMany({ where: { workspaceId, id }, data: { state: 'done', endedAt: at.now } })
  await tx.posting.updateMany({
    where: { workspaceId, id: entryId, invoiceId },
    data: { state: isCredit ? 'reversed' : 'removed' },
  })
  await tx.invoice.updateMany({
    where: { workspaceId, id: invoiceId, entryId },
    data: {
      state: plan === null ? 'ignored' : 'offered',
      offeredPlan: plan ?? Prisma.DbNull,
      offeredAt: plan === null ? null : at.now,
      deadlineAt: plan === null ? null : at.deadline,
      ...(isCredit && plan !== null
        ? {
            chosenNumber: plan.entry.invoiceNumber,
            bookingDate: bookingDate === null ? null : toDateColumn(bookingDate),
          }
        : {}),
      ...{ reasonCode: null, reasonParams: Prisma.DbNull, lastRunId: null, bookedAt: null, bookedFingerprint: null },
      ...{ entryId: null, booksNumber: null, booksDebtorId: null, administrationRef: null, fiscalYear: null },
      isSettled: false,
    },
  })
}

/** It could not be carried out: the entry stands as it did, and the reason says what was in the way. */
export const withdrawCorrection = async (
  { tx, workspaceId }: Scope,
  { id, invoiceId, entryId }: Pick<Ended, 'id' | 'invoiceId' | 'entryId'>,
  { reason, now }: { reason: StoredReason; now: Date },
): Promise<void> => {
  await tx.correction.updateMany({
    where: { workspaceId, id },
    data: {
      ...{ state: 'withdrawn', endedAt: now, reasonCode: reason.code },
      reasonParams: reason.params as Prisma.InputJsonObject,
    },
  })
  await tx.posting.updateMany({ where: { workspaceId, id: entryId, state: 'removing' }, data: { state: 'verified' } })
  await tx.invoice.updateMany({ where: { workspaceId, id: invoiceId, entryId }, data: { deadlineAt: null } })
}

/** Marks the entry as being removed; false when it is no longer the one that stands for the invoice. */
export const beginRemoval = async (
  { tx, workspaceId }: Scope,
  { invoiceId, entryId }: Pick<Ended, 'invoiceId' | 'entryId'>,
): Promise<boolean> => {
  const { count } = await tx.posting.updateMany({
    where: { workspaceId, id: entryId, invoiceId, state: { in: ['verified', 'removing'] } },
    data: { state: 'removing' },
  })
  return count === 1
}

/** From now on the source's present version counts as what was booked: a person, or the books, make no difference of it. */
export const acceptVersions = async ({ tx, workspaceId }: Scope, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return
  await tx.$executeRaw`
    UPDATE "Invoice" SET "bookedFingerprint" = fingerprint,
      "reasonCode" = CASE WHEN "reasonCode" = 'changed-after-booking' THEN NULL ELSE "reasonCode" END,
      "reasonParams" = CASE WHEN "reasonCode" = 'changed-after-booking' THEN NULL ELSE "reasonParams" END,
      "updatedAt" = now()
    WHERE id = ANY(${[...ids]}::uuid[]) AND "workspaceId" = ${workspaceId}::uuid AND state = 'booked'`
}

/** What each of these booked invoices said when it was booked; those of which that was not kept are left out. */
export const findBookedVersions = async (
  { tx, workspaceId }: Scope,
  invoiceIds: readonly string[],
): Promise<Map<string, Invoice>> => {
  if (invoiceIds.length === 0) return new Map()
  const rows = await tx.posting.findMany({
    where: { workspaceId, invoiceId: { in: [...invoiceIds] }, role: 'entry', state: 'verified' },
    select: { invoiceId: true, document: true },
    orderBy: { revision: 'asc' },
  })
  return new Map(
    rows.flatMap(({ invoiceId, document }) =>
      document === null ? [] : [[invoiceId, parseInvoiceDocument(document)] as const],
    ),
  )
}

/** A person said that the entry is right as the books hold it: it is no longer compared, and nothing is said of it. */
export const leaveEntry = async (
  { tx, workspaceId }: Scope,
  { id, entryId, reasonCode }: Pick<CorrectableInvoice, 'id' | 'entryId' | 'reasonCode'>,
  now: Date,
): Promise<void> => {
  if (reasonCode === 'read-back-differs')
    await tx.posting.updateMany({ where: { workspaceId, id: entryId }, data: { acceptedAt: now } })
  await tx.invoice.updateMany({
    where: { workspaceId, id, entryId },
    data: { reasonCode: null, reasonParams: Prisma.DbNull },
  })
}

/** The entry is gone from the books on purpose: nothing of the invoice is booked, and it waits for nothing. */
export const letEntryGo = async (
  { tx, workspaceId }: Scope,
  { id, entryId }: Pick<CorrectableInvoice, 'id' | 'entryId'>,
): Promise<void> => {
  await tx.posting.updateMany({ where: { workspaceId, id: entryId }, data: { state: 'removed' } })
  await tx.invoice.updateMany({
    where: { workspaceId, id, entryId },
    data: {
      state: 'ignored',
      ...{ reasonCode: null, reasonParams: Prisma.DbNull, bookedAt: null, bookedFingerprint: null, entryId: null },
      ...{ booksNumber: null, booksDebtorId: null, administrationRef: null, fiscalYear: null, deadlineAt: null },
    },
  })
}
