import type { EntryKey } from '@/lib/domain/books'
import type { Cents } from '@/lib/domain/money'
import type { Day } from '@/lib/domain/day'
import { fromCentsColumn } from './cents-column'
import type { Scope } from './client'
import { fromDateColumn, toDateColumn } from './day-column'
import type { StoredReason } from './invoices'
import { parsePostingRequest } from './posting-request'

export type OpenItemRow = {
  id: string
  sourceRef: string
  number: string
  debtorName: string
  entryId: string
  booksDebtorId: string
  booksNumber: number
  fiscalYear: number
  grossCents: Cents
  paidCents: Cents
  passedOnCents: Cents
  isSettled: boolean
  reasonCode: string | null
  /** Paid on its own entry; only kept where others stand beside it. */
  ownPaidCents: Cents
  /** Entries that were set off when it was corrected, and their opposites. */
  beside: (EntryKey & { grossCents: Cents; paidCents: Cents })[]
}

/**
 * Booked invoices of an administration whose money is still expected, and those for which money was passed on since
 * `passedOnSince`: it may be taken back.
 */
export const listOpenItems = async (
  { tx, workspaceId }: Scope,
  { passedOnSince, ...books }: { combiId: string; administrationRef: string; passedOnSince: Date },
): Promise<OpenItemRow[]> => {
  const rows = await tx.invoice.findMany({
    where: {
      workspaceId,
      ...books,
      state: 'booked',
      OR: [{ isSettled: false }, { payments: { some: { registeredAt: { gte: passedOnSince } } } }],
    },
    select: {
      id: true,
      sourceRef: true,
      number: true,
      debtorName: true,
      entryId: true,
      booksDebtorId: true,
      booksNumber: true,
      fiscalYear: true,
      grossCents: true,
      paidCents: true,
      passedOnCents: true,
      isSettled: true,
      reasonCode: true,
    },
    orderBy: { id: 'asc' },
  })
  const families = await listFamilies(
    { tx, workspaceId },
    rows.map(({ id }) => id),
  )
  return rows.flatMap((row) => {
    const { entryId, booksDebtorId, booksNumber, fiscalYear } = row
    const family = families.get(row.id) ?? []
    if (entryId === null || booksDebtorId === null || booksNumber === null || fiscalYear === null) return []
    return [
      {
        ...row,
        entryId,
        booksDebtorId,
        booksNumber: Number(booksNumber),
        fiscalYear,
        grossCents: fromCentsColumn(row.grossCents),
        paidCents: fromCentsColumn(row.paidCents),
        passedOnCents: fromCentsColumn(row.passedOnCents),
        ownPaidCents: family.find((one) => one.entryId === entryId)?.paidCents ?? 0,
        beside: family.filter((one) => one.entryId !== entryId),
      },
    ]
  })
}

/** All entries of those of these invoices that have several; most have one, and are left out. */
const listFamilies = async (
  { tx, workspaceId }: Scope,
  invoiceIds: readonly string[],
): Promise<Map<string, OpenItemRow['beside']>> => {
  if (invoiceIds.length === 0) return new Map()
  const corrected = await tx.posting.findMany({
    where: { workspaceId, invoiceId: { in: [...invoiceIds] }, state: 'reversed' },
    select: { invoiceId: true },
  })
  if (corrected.length === 0) return new Map()
  const rows = await tx.posting.findMany({
    where: {
      ...{ workspaceId, invoiceId: { in: corrected.map(({ invoiceId }) => invoiceId) } },
      state: { in: ['reversed', 'verified'] },
    },
    select: { id: true, invoiceId: true, request: true, paidCents: true },
    orderBy: { id: 'asc' },
  })
  const families = new Map<string, OpenItemRow['beside']>()
  for (const { id, invoiceId, request, paidCents } of rows) {
    const { debtorId, invoiceNumber, period, grossCents } = parsePostingRequest(request)
    const entry = { entryId: id, debtorId, invoiceNumber, fiscalYear: period.fiscalYear, grossCents }
    const known = families.get(invoiceId) ?? []
    families.set(invoiceId, [...known, { ...entry, paidCents: fromCentsColumn(paidCents) }])
  }
  return families
}

/** Remembers what is paid on each of several entries of an invoice. */
export const recordEntryPaid = async (
  { tx, workspaceId }: Scope,
  paid: readonly { entryId: string; paidCents: Cents }[],
): Promise<void> => {
  if (paid.length === 0) return
  await tx.$executeRaw`
    UPDATE "Posting" AS p SET "paidCents" = r."paidCents"
    FROM jsonb_to_recordset(${JSON.stringify(paid)}::jsonb) AS r("entryId" uuid, "paidCents" bigint)
    WHERE p.id = r."entryId" AND p."workspaceId" = ${workspaceId}::uuid`
}

export type ItemReading = {
  id: string
  paidCents: Cents
  passedOnCents: Cents
  isSettled: boolean
  reason: StoredReason | null
  /** Whether the reason asks something of a person, rather than only saying how the money came in. */
  isQuestion: boolean
}

/** Remembers what the books said of open items, and how much of it the source has. */
export const recordReadings = async ({ tx, workspaceId }: Scope, readings: readonly ItemReading[]): Promise<void> => {
  if (readings.length === 0) return
  const rows = JSON.stringify(
    readings.map(({ reason, ...reading }) => ({
      ...reading,
      reasonCode: reason?.code ?? null,
      reasonParams: reason?.params ?? null,
    })),
  )
  await tx.$executeRaw`
    UPDATE "Invoice" AS i SET
      "paidCents" = r."paidCents", "passedOnCents" = r."passedOnCents", "isSettled" = r."isSettled",
      -- A remark about the money must not hush up a question about the entry or the invoice; a question about it may.
      "reasonCode" = CASE
        WHEN r."isQuestion" THEN r."reasonCode"
        WHEN i."reasonCode" IN ('deleted-in-source', 'read-back-differs') THEN i."reasonCode"
        WHEN i.fingerprint <> i."bookedFingerprint" THEN 'changed-after-booking'
        ELSE r."reasonCode" END,
      "reasonParams" = CASE
        WHEN r."isQuestion" THEN r."reasonParams"
        WHEN i."reasonCode" IN ('deleted-in-source', 'read-back-differs') THEN i."reasonParams"
        WHEN i.fingerprint <> i."bookedFingerprint" THEN jsonb_build_object('number', i.number)
        ELSE r."reasonParams" END,
      "updatedAt" = now()
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(
      id uuid, "paidCents" bigint, "passedOnCents" bigint, "isSettled" boolean, "isQuestion" boolean,
      "reasonCode" text, "reasonParams" jsonb)
    WHERE i.id = r.id AND i."workspaceId" = ${workspaceId}::uuid`
}

export type PaymentIntentRow = {
  id: string
  invoiceId: string
  marker: string
  amountCents: Cents
  paidOn: Day
  isPaidOnKnown: boolean
  /** What the invoice's reading becomes once this payment is registered. */
  paidCents: Cents
  receivedCents: Cents
  isSettled: boolean
}

/** Writes payments down before they are registered. One with the same marker is the same payment. */
export const recordPaymentIntents = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  intents: readonly PaymentIntentRow[],
): Promise<void> => {
  if (intents.length === 0) return
  await tx.passedPayment.createMany({
    data: intents.map((intent) => ({
      id: intent.id,
      workspaceId,
      combiId,
      invoiceId: intent.invoiceId,
      marker: intent.marker,
      amountCents: intent.amountCents,
      paidOn: toDateColumn(intent.paidOn),
      isPaidOnKnown: intent.isPaidOnKnown,
      paidCents: intent.paidCents,
      receivedCents: intent.receivedCents,
      isSettled: intent.isSettled,
    })),
    skipDuplicates: true,
  })
}

export type OpenPaymentIntent = PaymentIntentRow & { sourceRef: string; number: string; debtorName: string }

/** Payments that were written down and not seen registered: they are looked for and registered first. */
export const listOpenPaymentIntents = async (
  { tx, workspaceId }: Scope,
  combiId: string,
): Promise<OpenPaymentIntent[]> => {
  const rows = await tx.passedPayment.findMany({
    where: { workspaceId, combiId, state: 'intended' },
    include: { invoice: { select: { sourceRef: true, number: true, debtorName: true } } },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ invoice, ...row }) => ({
    id: row.id,
    invoiceId: row.invoiceId,
    marker: row.marker,
    amountCents: fromCentsColumn(row.amountCents),
    paidOn: fromDateColumn(row.paidOn),
    isPaidOnKnown: row.isPaidOnKnown,
    paidCents: fromCentsColumn(row.paidCents),
    receivedCents: fromCentsColumn(row.receivedCents),
    isSettled: row.isSettled,
    ...invoice,
  }))
}

/** Closes payment intents: registered under the source's id, or withdrawn because the source refused them. */
export const closePaymentIntents = async (
  { tx, workspaceId }: Scope,
  closed: { registered: readonly { id: string; sourcePaymentId: string }[]; withdrawn: readonly string[] },
  now: Date,
): Promise<void> => {
  if (closed.registered.length > 0)
    await tx.$executeRaw`
      UPDATE "PassedPayment" AS p SET state = 'registered', "sourcePaymentId" = r."sourcePaymentId", "registeredAt" = ${now}
      FROM jsonb_to_recordset(${JSON.stringify(closed.registered)}::jsonb) AS r(id uuid, "sourcePaymentId" text)
      WHERE p.id = r.id AND p."workspaceId" = ${workspaceId}::uuid`
  if (closed.withdrawn.length > 0)
    await tx.passedPayment.deleteMany({ where: { workspaceId, id: { in: [...closed.withdrawn] }, state: 'intended' } })
}
