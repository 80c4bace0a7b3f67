import { v7 as newId } from 'uuid'
import type { Cents } from '@/lib/domain/money'
import type { Day } from '@/lib/domain/day'
import { Prisma, type RunOutcome, type RunPhase, type RunTrigger } from '@/prisma/generated/client'
import type { Scope } from './client'
import type { StoredReason } from './invoices'

export type RunRecord = {
  id: string
  trigger: RunTrigger
  phase: RunPhase
  again: boolean
  startedAt: Date | null
  finishedAt: Date | null
  /** Why it last could not go on. */
  reasonCode: string | null
  reasonParams: Prisma.JsonValue
}

const columns = {
  id: true,
  trigger: true,
  phase: true,
  again: true,
  startedAt: true,
  finishedAt: true,
  reasonCode: true,
  reasonParams: true,
} as const

/** The run of the combi that has not ended; there is at most one. */
export const findUnfinishedRun = ({ tx, workspaceId }: Scope, combiId: string): Promise<RunRecord | null> =>
  tx.syncRun.findFirst({ where: { workspaceId, combiId, finishedAt: null }, select: columns })

export const findRun = ({ tx, workspaceId }: Scope, runId: string): Promise<RunRecord | null> =>
  tx.syncRun.findFirst({ where: { workspaceId, id: runId }, select: columns })

/** Starts a run unless one is under way. False: somebody else's run is there, join that one. */
export const insertRun = async (
  { tx, workspaceId }: Scope,
  run: { id: string; combiId: string; trigger: RunTrigger; requestedBy: string | null; now: Date },
): Promise<boolean> => {
  const { count } = await tx.syncRun.createMany({
    data: {
      id: run.id,
      workspaceId,
      combiId: run.combiId,
      trigger: run.trigger,
      requestedBy: run.requestedBy,
      requestedAt: run.now,
      heartbeatAt: run.now,
    },
    // The partial unique index (one unfinished run per combi) decides between two who start at once.
    skipDuplicates: true,
  })
  return count === 1
}

/** Joins a run under way: before it ends it will look once more, with the care of a run that a person asked for. */
export const joinRun = async ({ tx, workspaceId }: Scope, runId: string, trigger: RunTrigger): Promise<boolean> => {
  const { count } = await tx.syncRun.updateMany({
    where: { id: runId, workspaceId, finishedAt: null },
    data: { again: true, ...(trigger === 'manual' ? { trigger } : {}) },
  })
  return count === 1
}

export type Counts = {
  readCount: number
  newCount: number
  updatedCount: number
  bookedCount: number
  paymentCount: number
  debtorCount: number
  failedCount: number
  actionCount: number
  rejectedCount: number
  callCount: number
  waitMs: number
}

export type RunProgress = {
  phase: RunPhase
  counts: Partial<Counts>
  now: Date
  waitingUntil?: Date | null
  reason?: StoredReason | null
  again?: boolean
}

const increments = (counts: Partial<Counts>): Prisma.SyncRunUpdateManyMutationInput =>
  Object.fromEntries(Object.entries(counts).map(([name, increment]) => [name, { increment }]))

const toJson = (reason: StoredReason | null | undefined) =>
  reason === undefined
    ? {}
    : {
        reasonCode: reason?.code ?? null,
        reasonParams: reason === null ? Prisma.DbNull : (reason.params as Prisma.InputJsonObject),
      }

/** Adds to the run's counts and says where it is; the page shows it while it runs. */
export const advanceRun = async ({ tx, workspaceId }: Scope, runId: string, progress: RunProgress): Promise<void> => {
  await tx.syncRun.updateMany({
    where: { id: runId, workspaceId, finishedAt: null },
    data: {
      ...increments(progress.counts),
      phase: progress.phase,
      heartbeatAt: progress.now,
      waitingUntil: progress.waitingUntil ?? null,
      ...(progress.again === undefined ? {} : { again: progress.again }),
      ...toJson(progress.reason),
    },
  })
}

export const setRunStarted = async ({ tx, workspaceId }: Scope, runId: string, now: Date): Promise<void> => {
  await tx.syncRun.updateMany({
    where: { id: runId, workspaceId, startedAt: null },
    data: { startedAt: now, phase: 'invoices', heartbeatAt: now },
  })
}

/** Ends the run, unless somebody joined it since `again` was last looked at. False: go round once more. */
export const finishRun = async (
  { tx, workspaceId }: Scope,
  runId: string,
  end: {
    now: Date
    counts: Partial<Counts>
    outcome: RunOutcome | null
    reason?: Pick<StoredReason, 'code'> & { params: unknown }
    isForced?: boolean
  },
): Promise<boolean> => {
  const finished = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "SyncRun" SET
      "finishedAt" = ${end.now}, "heartbeatAt" = ${end.now}, phase = 'done', "waitingUntil" = NULL,
      "callCount" = "callCount" + ${end.counts.callCount ?? 0}, "waitMs" = "waitMs" + ${end.counts.waitMs ?? 0},
      outcome = coalesce(${end.outcome}::"RunOutcome", CASE
        WHEN "failedCount" + "actionCount" + "rejectedCount" > 0 THEN 'partial'::"RunOutcome" ELSE 'succeeded' END),
      "reasonCode" = ${end.reason?.code ?? null},
      "reasonParams" = ${end.reason === undefined ? null : JSON.stringify(end.reason.params)}::jsonb
    WHERE id = ${runId}::uuid AND "workspaceId" = ${workspaceId}::uuid AND "finishedAt" IS NULL
      AND (NOT again OR ${end.isForced ?? false})
    RETURNING id`
  return finished.length === 1
}

export type RunItemRow = {
  at: Date
  kind: 'invoice' | 'debtor' | 'payment' | 'record' | 'file'
  ref: string | null
  invoiceId: string | null
  label: string
  debtorName: string | null
  amountCents: Cents | null
  bookingDate: Day | null
  outcome:
    | 'booked'
    | 'updated'
    | 'created'
    | 'matched'
    | 'registered'
    | 'attached'
    | 'failed'
    | 'action'
    | 'waiting'
    | 'rejected'
    | 'note'
  reason: StoredReason | null
}

/** Adds what the run did, record by record, in one statement. */
export const addRunItems = async (
  { tx, workspaceId }: Scope,
  runId: string,
  items: readonly RunItemRow[],
): Promise<void> => {
  if (items.length === 0) return
  const rows = JSON.stringify(
    items.map(({ reason, ...item }) => ({
      id: newId(),
      ...item,
      reasonCode: reason?.code ?? null,
      reasonParams: reason?.params ?? null,
    })),
  )
  await tx.$executeRaw`
    INSERT INTO "RunItem" (id, "workspaceId", "combiId", "runId", at, kind, ref, "invoiceId", label, "debtorName", "amountCents",
      "bookingDate", outcome, "reasonCode", "reasonParams")
    SELECT r.id, ${workspaceId}::uuid, run."combiId", run.id, r.at, r.kind, r.ref, r."invoiceId", r.label, r."debtorName",
      r."amountCents", r."bookingDate", r.outcome, r."reasonCode", r."reasonParams"
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(
      id uuid, at timestamptz, kind text, ref text, "invoiceId" uuid, label text, "debtorName" text,
      "amountCents" bigint, "bookingDate" date, outcome text, "reasonCode" text, "reasonParams" jsonb)
    JOIN "SyncRun" AS run ON run.id = ${runId}::uuid AND run."workspaceId" = ${workspaceId}::uuid`
}

export type RunToSend = { runId: string; combiId: string; workspaceId: string }

/**
 * Starts a run for every active combi that is due and has none, across workspaces, in one statement.
 * The order is by due time, so that a backlog cannot starve anybody.
 */
export const startDueRuns = (tx: Prisma.TransactionClient, now: Date, limit: number): Promise<RunToSend[]> =>
  tx.$queryRaw<RunToSend[]>`
    INSERT INTO "SyncRun" (id, "workspaceId", "combiId", trigger, "requestedAt", "heartbeatAt")
    SELECT gen_random_uuid(), c."workspaceId", c.id, 'schedule', ${now}, ${now}
    FROM "Combi" AS c
    WHERE c.state = 'active' AND c."nextSyncAt" <= ${now}
      AND NOT EXISTS (SELECT FROM "SyncRun" AS r WHERE r."combiId" = c.id AND r."finishedAt" IS NULL)
    ORDER BY c."nextSyncAt" LIMIT ${limit}
    ON CONFLICT DO NOTHING
    RETURNING id AS "runId", "combiId", "workspaceId"`

/** Unfinished runs that have given no sign of life since `before`: their event was lost, or their worker died. */
export const listSilentRuns = (
  tx: Prisma.TransactionClient,
  at: { now: Date; before: Date },
  limit: number,
): Promise<RunToSend[]> =>
  tx.$queryRaw<RunToSend[]>`
    UPDATE "SyncRun" AS r SET "sentAgainAt" = ${at.now}
    WHERE r.id IN (
      SELECT id FROM "SyncRun"
      WHERE "finishedAt" IS NULL AND "heartbeatAt" < ${at.before}
        AND ("sentAgainAt" IS NULL OR "sentAgainAt" < ${at.before})
        AND ("waitingUntil" IS NULL OR "waitingUntil" < ${at.before})
      ORDER BY "heartbeatAt" LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING r.id AS "runId", r."combiId", r."workspaceId"`
