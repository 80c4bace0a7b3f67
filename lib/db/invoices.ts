import { v7 as newId } from 'uuid'
import type { Cents } from '@/lib/domain/money'
import type { Day } from '@/lib/domain/day'
import type { Invoice } from '@/lib/domain/invoice'
import type { Prisma, InvoiceState } from '@/prisma/generated/client'
import { fromCentsColumn } from './cents-column'
import type { Scope } from './client'
import { fromDateColumn } from './day-column'
import { parseInvoiceDocument } from './invoice-document'
import { rememberTerms } from './invoice-terms'
import { parseOfferedPlan, type StoredPlan } from './offered-plan'
import { parsePostingRequest } from './posting-request'

/** A cause as it is stored: a code with parameters; the words are in the message files. */
export type StoredReason = { code: string; params: Record<string, unknown> }

export type MirroredInvoice = {
  id: string
  sourceRef: string
  state: InvoiceState
  fingerprint: string
  sourceUpdatedAt: string
  outstandingCents: Cents
  sourceState: string
  bookedFingerprint: string | null
}

/** What the mirror holds of these invoices, by their id in the source. */
export const findMirrored = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  sourceRefs: readonly string[],
): Promise<Map<string, MirroredInvoice>> => {
  if (sourceRefs.length === 0) return new Map()
  const rows = await tx.invoice.findMany({
    where: { workspaceId, combiId, sourceRef: { in: [...sourceRefs] } },
    select: {
      id: true,
      sourceRef: true,
      state: true,
      fingerprint: true,
      sourceUpdatedAt: true,
      outstandingCents: true,
      sourceState: true,
      bookedFingerprint: true,
    },
  })
  return new Map(
    rows.map((row) => [row.sourceRef, { ...row, outstandingCents: fromCentsColumn(row.outstandingCents) }]),
  )
}

const mirroredColumns = (invoice: Invoice, fingerprint: string) => ({
  companyProfileRef: invoice.companyProfileRef,
  number: invoice.number,
  issuedOn: invoice.issuedOn,
  dueOn: invoice.dueOn,
  debtorRef: invoice.debtor.ref,
  debtorKind: invoice.debtor.kind,
  debtorName: invoice.debtor.name,
  netCents: invoice.netCents,
  vatCents: invoice.vatCents,
  grossCents: invoice.grossCents,
  outstandingCents: invoice.outstandingCents,
  sourceState: invoice.sourceState,
  sourceUrl: invoice.sourceUrl,
  sourceUpdatedAt: invoice.updatedAt,
  document: invoice,
  fingerprint,
})

/**
 * Adds invoices to the mirror in one statement; one that another execution added meanwhile is left alone.
 * @returns the ids of those that were added, by their id in the source.
 */
export const insertMirrored = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  rows: readonly { invoice: Invoice; fingerprint: string }[],
): Promise<Map<string, string>> => {
  if (rows.length === 0) return new Map()
  await rememberTerms(
    { tx, workspaceId },
    combiId,
    rows.map(({ invoice }) => invoice),
  )
  const given = JSON.stringify(
    rows.map(({ invoice, fingerprint }) => ({
      id: newId(),
      sourceRef: invoice.ref,
      ...mirroredColumns(invoice, fingerprint),
    })),
  )
  const added = await tx.$queryRaw<{ id: string; sourceRef: string }[]>`
    INSERT INTO "Invoice" (id, "workspaceId", "combiId", "sourceRef", "companyProfileRef", number, "issuedOn", "dueOn",
      "debtorRef", "debtorKind", "debtorName", "netCents", "vatCents", "grossCents", "outstandingCents", "sourceState",
      "sourceUrl", "sourceUpdatedAt", document, fingerprint, "updatedAt")
    SELECT r.id, ${workspaceId}::uuid, ${combiId}::uuid, r."sourceRef", r."companyProfileRef", r.number, r."issuedOn",
      r."dueOn", r."debtorRef", r."debtorKind", r."debtorName", r."netCents", r."vatCents", r."grossCents",
      r."outstandingCents", r."sourceState", r."sourceUrl", r."sourceUpdatedAt", r.document, r.fingerprint, now()
    FROM jsonb_to_recordset(${given}::jsonb) AS r(
      id uuid, "sourceRef" text, "companyProfileRef" text, number text, "issuedOn" date, "dueOn" date,
      "debtorRef" text, "debtorKind" text, "debtorName" text, "netCents" bigint, "vatCents" bigint,
      "grossCents" bigint, "outstandingCents" bigint, "sourceState" text, "sourceUrl" text, "sourceUpdatedAt" text,
      document jsonb, fingerprint text)
    ON CONFLICT ("combiId", "sourceRef") DO NOTHING
    RETURNING id, "sourceRef"`
  return new Map(added.map(({ id, sourceRef }) => [sourceRef, id]))
}

/** Brings mirrored invoices up to date in one statement, whatever their number. */
export const updateMirrored = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  rows: readonly { id: string; invoice: Invoice; fingerprint: string }[],
): Promise<void> => {
  if (rows.length === 0) return
  await rememberTerms(
    { tx, workspaceId },
    combiId,
    rows.map(({ invoice }) => invoice),
  )
  const changes = JSON.stringify(
    rows.map(({ id, invoice, fingerprint }) => ({ id, ...mirroredColumns(invoice, fingerprint) })),
  )
  await tx.$executeRaw`
    UPDATE "Invoice" AS i SET
      "companyProfileRef" = r."companyProfileRef", number = r.number, "issuedOn" = r."issuedOn", "dueOn" = r."dueOn",
      "debtorRef" = r."debtorRef", "debtorKind" = r."debtorKind", "debtorName" = r."debtorName",
      "netCents" = r."netCents", "vatCents" = r."vatCents", "grossCents" = r."grossCents",
      "outstandingCents" = r."outstandingCents", "sourceState" = r."sourceState", "sourceUrl" = r."sourceUrl",
      "sourceUpdatedAt" = r."sourceUpdatedAt", document = r.document, fingerprint = r.fingerprint, "updatedAt" = now()
    FROM jsonb_to_recordset(${changes}::jsonb) AS r(
      id uuid, "companyProfileRef" text, number text, "issuedOn" date, "dueOn" date, "debtorRef" text,
      "debtorKind" text, "debtorName" text, "netCents" bigint, "vatCents" bigint, "grossCents" bigint,
      "outstandingCents" bigint, "sourceState" text, "sourceUrl" text, "sourceUpdatedAt" text, document jsonb,
      fingerprint text)
    WHERE i.id = r.id AND i."workspaceId" = ${workspaceId}::uuid`
}

export type BookingCandidate = {
  id: string
  state: InvoiceState
  reasonCode: string | null
  invoice: Invoice
  fingerprint: string
  bookingDate: Day | null
  /** Null for an invoice that was handed over without anybody looking. */
  offeredPlan: StoredPlan | null
  /** The number that it has in the books whatever its own is; null: made from its own. */
  chosenNumber: number | null
  /** How often a booking of it was taken back or set off: each booking after that has an id of its own. */
  revision: number
}

const untriedBy = (runId: string): Prisma.InvoiceWhereInput => ({
  OR: [{ lastRunId: null }, { lastRunId: { not: runId } }],
})

/**
 * Invoices that this run has not tried yet and that may be booked now, oldest first, all of one company profile.
 * With `includeHeld` also those that wait for a cure which may have come: a mapping, a reopened period, a new account.
 * An entry that reads back differently is left to a person: writing it again would undo somebody's work in the books. So is
 * one that a removed combi may have written.
 */
export const listBookingCandidates = async (
  { tx, workspaceId }: Scope,
  query: { combiId: string; runId: string; includeHeld: boolean; limit: number },
): Promise<BookingCandidate[]> => {
  const held: Prisma.InvoiceWhereInput[] = query.includeHeld
    ? [{ state: 'action', bookedAt: null, NOT: { reasonCode: { in: ['read-back-differs', 'booked-before'] } } }]
    : []
  const rows = await tx.invoice.findMany({
    where: {
      workspaceId,
      combiId: query.combiId,
      goneAt: null,
      OR: [
        // Left behind by an execution that died: nobody else works on it, since the lease is ours.
        { state: 'processing' },
        { OR: [{ state: 'offered' }, ...held], AND: untriedBy(query.runId) },
      ],
    },
    select: {
      id: true,
      state: true,
      reasonCode: true,
      document: true,
      fingerprint: true,
      bookingDate: true,
      offeredPlan: true,
      companyProfileRef: true,
      chosenNumber: true,
      _count: { select: { postings: { where: { role: 'entry', state: { in: ['removed', 'reversed'] } } } } },
    },
    orderBy: [{ companyProfileRef: 'asc' }, { issuedOn: 'asc' }, { id: 'asc' }],
    take: query.limit,
  })
  return rows
    .filter(({ companyProfileRef }) => companyProfileRef === rows[0]?.companyProfileRef)
    .map((row) => ({
      id: row.id,
      state: row.state,
      reasonCode: row.reasonCode,
      invoice: parseInvoiceDocument(row.document),
      fingerprint: row.fingerprint,
      bookingDate: row.bookingDate === null ? null : fromDateColumn(row.bookingDate),
      offeredPlan: row.offeredPlan === null ? null : parseOfferedPlan(row.offeredPlan),
      chosenNumber: row.chosenNumber === null ? null : Number(row.chosenNumber),
      revision: row._count.postings,
    }))
}

/** Whether anything offered is waiting that this run has not tried. */
export const hasUntriedOffer = async ({ tx, workspaceId }: Scope, combiId: string, runId: string): Promise<boolean> =>
  (await tx.invoice.findFirst({
    where: {
      workspaceId,
      combiId,
      OR: [{ state: 'processing' }, { state: 'offered', AND: untriedBy(runId) }],
    },
    select: { id: true },
  })) !== null

/**
 * Which invoice holds each of these numbers in an administration, by the number: as its own, or with an entry that was set
 * off and with the one that did so, which both stay in the books.
 */
export const findHoldersOfNumbers = async (
  { tx, workspaceId }: Scope,
  books: { combiId: string; administrationRef: string },
  numbers: readonly number[],
): Promise<Map<number, { invoiceId: string; number: string }>> => {
  const rows = await tx.invoice.findMany({
    where: { workspaceId, ...books, booksNumber: { in: numbers.map(BigInt) } },
    select: { id: true, number: true, booksNumber: true },
  })
  const beside = await tx.posting.findMany({
    where: { workspaceId, combiId: books.combiId, OR: [{ state: 'reversed' }, { role: 'credit' }] },
    select: { invoiceId: true, request: true, invoice: { select: { number: true } } },
  })
  return new Map([
    ...beside.map(
      ({ invoiceId, request, invoice }) =>
        [parsePostingRequest(request).invoiceNumber, { invoiceId, ...invoice }] as const,
    ),
    ...rows.map((row) => [Number(row.booksNumber), { invoiceId: row.id, number: row.number }] as const),
  ])
}

export type BeginBooking = {
  id: string
  /** The day under which it was planned. */
  bookingDate: Day | null
  administrationRef: string
  booksNumber: number
  booksDebtorId: string
  entryId: string
  fiscalYear: number
}

/**
 * Marks invoices as being booked and reserves their numbers, before anything is sent. An invoice that a person ignored
 * or offered under another day in the meantime is not among the ids returned, and must not be sent.
 */
export const beginBooking = async (
  { tx, workspaceId }: Scope,
  runId: string,
  rows: readonly BeginBooking[],
): Promise<Set<string>> => {
  if (rows.length === 0) return new Set()
  const begun = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Invoice" AS i SET
      state = 'processing', "administrationRef" = r."administrationRef", "booksNumber" = r."booksNumber",
      "booksDebtorId" = r."booksDebtorId", "entryId" = r."entryId", "fiscalYear" = r."fiscalYear",
      "lastRunId" = ${runId}::uuid, attempts = i.attempts + 1, "updatedAt" = now()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(
      id uuid, "bookingDate" date, "administrationRef" text, "booksNumber" bigint, "booksDebtorId" text, "entryId" uuid,
      "fiscalYear" int)
    WHERE i.id = r.id AND i."workspaceId" = ${workspaceId}::uuid AND i.state IN ('offered', 'processing', 'action')
      AND i."bookingDate" IS NOT DISTINCT FROM r."bookingDate"
    RETURNING i.id`
  return new Set(begun.map(({ id }) => id))
}

export type BookingResult = {
  id: string
  /** The day under which it was planned: one that was offered under another since keeps its offer. */
  bookingDate: Day | null
  state: 'booked' | 'offered' | 'action' | 'failed'
  reason: StoredReason | null
  /** Set once booked: what the booking was made from. */
  bookedFingerprint: string | null
  /** Null gives the invoice back to this run: it was not tried. */
  lastRunId: string | null
  /** Whether the number stays reserved: true as long as the entry may stand in the books. */
  keepsNumber: boolean
}

/** Records how the bookings of a batch ended, in one statement. */
export const recordBookingResults = async (
  { tx, workspaceId }: Scope,
  results: readonly BookingResult[],
  at: { now: Date; deadline: Date },
): Promise<void> => {
  if (results.length === 0) return
  const rows = JSON.stringify(
    results.map(({ reason, ...result }) => ({
      ...result,
      reasonCode: reason?.code ?? null,
      reasonParams: reason?.params ?? null,
    })),
  )
  await tx.$executeRaw`
    UPDATE "Invoice" AS i SET
      state = r.state::"InvoiceState", "reasonCode" = r."reasonCode", "reasonParams" = r."reasonParams",
      "bookedFingerprint" = coalesce(r."bookedFingerprint", i."bookedFingerprint"),
      "bookedAt" = CASE WHEN r.state = 'booked' THEN ${at.now} ELSE i."bookedAt" END,
      "deadlineAt" = CASE WHEN r.state = 'booked' THEN NULL WHEN r.state = 'offered' THEN i."deadlineAt" ELSE ${at.deadline} END,
      "lastRunId" = r."lastRunId",
      "booksNumber" = CASE WHEN r."keepsNumber" THEN i."booksNumber" ELSE NULL END,
      "entryId" = CASE WHEN r."keepsNumber" THEN i."entryId" ELSE NULL END,
      "updatedAt" = now()
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(
      id uuid, "bookingDate" date, state text, "reasonCode" text, "reasonParams" jsonb, "bookedFingerprint" text,
      "lastRunId" uuid, "keepsNumber" boolean)
    WHERE i.id = r.id AND i."workspaceId" = ${workspaceId}::uuid AND i.state IN ('offered', 'processing', 'action')
      AND i."bookingDate" IS NOT DISTINCT FROM r."bookingDate"`
}
