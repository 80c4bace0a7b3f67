import { v7 as newId } from 'uuid'
import { z } from 'zod'
import type { Day } from '@/lib/domain/day'
import { Prisma, type ReconciliationState } from '@/prisma/generated/client'
import type { Scope } from './client'
import { fromDateColumn, toDateColumn } from './day-column'
import type { StoredReason } from './invoices'
import { bookedEntryShape } from './posting-read-back'

const stated = z.object({
  ref: z.string(),
  number: z.string(),
  debtorName: z.string(),
  issuedOn: z.string(),
  fingerprint: z.string(),
  sourceUrl: z.string().nullable(),
  companyProfileRef: z.string(),
  netCents: z.int(),
  vatCents: z.int(),
  grossCents: z.int(),
})
export type ReadInvoice = z.infer<typeof stated>

const unreadable = z.array(z.object({ ref: z.string().nullable(), label: z.string().nullable() }))

const result = z.object({
  invoices: z.array(stated),
  unreadable,
  /** Held invoices of the month that the source dates elsewhere. */
  movedRefs: z.array(z.string()),
  /** Entries of ours. */
  entries: z.array(bookedEntryShape),
  /** Sales entries dated in the month that are not ours. */
  others: z.object({ count: z.int(), grossCents: z.int() }),
})
/** A month as both sides showed it. */
export type MonthReading = z.infer<typeof result>

const draft = z.object({
  invoices: z.array(stated),
  unreadable,
  checkpoint: z.string().nullable(),
  isRead: z.boolean(),
})
/** What was read of the source so far. */
export type ReadingDraft = z.infer<typeof draft>

export type ReconciliationPlace = { combiId: string; administrationRef: string; month: Day }

export type ReconciliationRecord = ReconciliationPlace & {
  id: string
  state: ReconciliationState
  requestedAt: Date
  heartbeatAt: Date
  waitingUntil: Date | null
  draft: ReadingDraft | null
  readAt: Date | null
  result: MonthReading | null
  callCount: number
  reasonCode: string | null
  reasonParams: Prisma.JsonValue
}

const columns = {
  id: true,
  combiId: true,
  administrationRef: true,
  month: true,
  state: true,
  requestedAt: true,
  heartbeatAt: true,
  waitingUntil: true,
  draft: true,
  readAt: true,
  result: true,
  callCount: true,
  reasonCode: true,
  reasonParams: true,
} as const satisfies Prisma.ReconciliationSelect

type Row = Prisma.ReconciliationGetPayload<{ select: typeof columns }>

const toRecord = (row: Row): ReconciliationRecord => ({
  ...row,
  month: fromDateColumn(row.month),
  draft: row.draft === null ? null : draft.parse(row.draft),
  result: row.result === null ? null : result.parse(row.result),
})

/** The reading of this month, or null when it was never read afresh. */
export const findReconciliation = async (
  { tx, workspaceId }: Scope,
  { combiId, administrationRef, month }: ReconciliationPlace,
): Promise<ReconciliationRecord | null> => {
  const row = await tx.reconciliation.findFirst({
    where: { workspaceId, combiId, administrationRef, month: toDateColumn(month) },
    select: columns,
  })
  return row && toRecord(row)
}

export const findReconciliationById = async (
  { tx, workspaceId }: Scope,
  id: string,
): Promise<ReconciliationRecord | null> => {
  const row = await tx.reconciliation.findFirst({ where: { workspaceId, id }, select: columns })
  return row && toRecord(row)
}

/**
 * Begins a reading, unless one is under way that gave a sign of life since `silentBefore`. Null: there is one, and whoever
 * asks may watch that.
 */
export const beginReconciliation = async (
  { tx, workspaceId }: Scope,
  { combiId, administrationRef, month }: ReconciliationPlace,
  at: { now: Date; silentBefore: Date },
): Promise<string | null> => {
  const [begun] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "Reconciliation" AS r (id, "workspaceId", "combiId", "administrationRef", month, state, "requestedAt", "heartbeatAt")
    VALUES (${newId()}::uuid, ${workspaceId}::uuid, ${combiId}::uuid, ${administrationRef}, ${month}::date, 'reading', ${at.now}, ${at.now})
    ON CONFLICT ("combiId", "administrationRef", month) DO UPDATE SET
      state = 'reading', "requestedAt" = ${at.now}, "heartbeatAt" = ${at.now}, draft = NULL, "callCount" = 0,
      "waitingUntil" = NULL, "reasonCode" = NULL, "reasonParams" = NULL
    WHERE r.state <> 'reading' OR greatest(r."heartbeatAt", r."waitingUntil") < ${at.silentBefore}
    RETURNING r.id`
  return begun?.id ?? null
}

/** Keeps what was read so far, and says until when nothing more can be asked. False: the reading has ended meanwhile. */
export const keepDraft = async (
  { tx, workspaceId }: Scope,
  id: string,
  kept: { draft: ReadingDraft; calls: number; now: Date; waitingUntil: Date | null },
): Promise<boolean> => {
  const { count } = await tx.reconciliation.updateMany({
    where: { workspaceId, id, state: 'reading' },
    data: {
      draft: kept.draft,
      callCount: { increment: kept.calls },
      heartbeatAt: kept.now,
      waitingUntil: kept.waitingUntil,
    },
  })
  return count === 1
}

/** Ends a reading with what both sides showed. */
export const endReconciliation = async (
  { tx, workspaceId }: Scope,
  id: string,
  ended: { result: MonthReading; calls: number; now: Date },
): Promise<void> => {
  await tx.reconciliation.updateMany({
    where: { workspaceId, id, state: 'reading' },
    data: {
      state: 'done',
      result: ended.result,
      readAt: ended.now,
      heartbeatAt: ended.now,
      callCount: { increment: ended.calls },
      draft: Prisma.DbNull,
      waitingUntil: null,
    },
  })
}

/** Ends a reading that did not succeed; the last one that did stays. */
export const failReconciliation = async (
  { tx, workspaceId }: Scope,
  id: string,
  failed: { reason: StoredReason; calls: number; now: Date },
): Promise<void> => {
  await tx.reconciliation.updateMany({
    where: { workspaceId, id, state: 'reading' },
    data: {
      state: 'failed',
      reasonCode: failed.reason.code,
      reasonParams: failed.reason.params as Prisma.InputJsonObject,
      heartbeatAt: failed.now,
      callCount: { increment: failed.calls },
      draft: Prisma.DbNull,
      waitingUntil: null,
    },
  })
}
