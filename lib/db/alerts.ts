import { v7 as newId } from 'uuid'
import { z } from 'zod'
import type { AlertCause, AlertParams } from '@/lib/domain/alert'
import { lateSince } from '@/lib/domain/lateness'
import type { Prisma } from '@/prisma/generated/client'
import type { Scope } from './client'

type Tx = Prisma.TransactionClient

/** An alert as it stands. */
export type AlertRow = {
  id: string
  cause: AlertCause
  params: AlertParams
  openedAt: Date
  mailedAt: Date | null
  isTold: boolean
  toldTo: string[]
  resolvedAt: Date | null
  recoveryDueAt: Date | null
}

const storedParams = z.record(z.string(), z.union([z.string(), z.number()]))

type StoredAlert = Omit<AlertRow, 'cause' | 'params' | 'isTold'> & { cause: string; params: Prisma.JsonValue }

/** Causes are written by this file only; parameters that no sentence can use are left out. */
export const toAlert = (row: StoredAlert): AlertRow => {
  const parsed = storedParams.safeParse(row.params)
  return {
    ...{ id: row.id, cause: row.cause as AlertCause, params: parsed.success ? parsed.data : {} },
    ...{ openedAt: row.openedAt, mailedAt: row.mailedAt, isTold: row.toldTo.length > 0, toldTo: row.toldTo },
    ...{ resolvedAt: row.resolvedAt, recoveryDueAt: row.recoveryDueAt },
  }
}

/**
 * Makes whoever else decides about the alerts of this combi wait until this transaction ends: a run that ends, the
 * scheduler and any number of watching processes may look at the same moment.
 */
export const lockAlerts = async (tx: Tx, combiId: string): Promise<void> => {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`alerts ${combiId}`}, 0))`
}

/** Something is going on. The unique index keeps it to one open alert a cause. */
export const openAlert = async (
  { tx, workspaceId }: Scope,
  { combiId, cause, params, now }: { combiId: string; cause: AlertCause; params: AlertParams; now: Date },
): Promise<void> => {
  await tx.alert.create({ data: { id: newId(), workspaceId, combiId, cause, params, openedAt: now } })
}

type AlertChange = Partial<
  Pick<StoredAlert, 'mailedAt' | 'toldTo' | 'resolvedAt' | 'recoveryDueAt'> & {
    params: AlertParams
    recoveredMailAt: Date
  }
>

/** Writes down what became of an alert. */
export const changeAlert = async ({ tx, workspaceId }: Scope, id: string, change: AlertChange): Promise<void> => {
  await tx.alert.updateMany({ where: { id, workspaceId }, data: change })
}

/** An active combi that is beyond the moment at which it should have synchronised, with the run that may explain it. */
type OverdueRow = {
  intervalMinutes: number
  nextSyncAt: Date
  runId: string | null
  startedAt: Date | null
  heartbeatAt: Date | null
  waitingUntil: Date | null
}

/** Of all workspaces, when each late combi should have synchronised; the longest wait first. */
export const listLateSince = async (tx: Tx, now: Date): Promise<Date[]> => {
  const rows = await tx.$queryRaw<OverdueRow[]>`
    SELECT c."intervalMinutes", c."nextSyncAt", run.id AS "runId", run."startedAt", run."heartbeatAt", run."waitingUntil"
    FROM "Combi" AS c
    LEFT JOIN "SyncRun" AS run
      ON run."combiId" = c.id AND run."workspaceId" = c."workspaceId" AND run."finishedAt" IS NULL
    WHERE c.state = 'active' AND c."nextSyncAt" + make_interval(mins => c."intervalMinutes") <= ${now}
    ORDER BY c."nextSyncAt"`
  return rows.flatMap(({ runId, heartbeatAt, startedAt, waitingUntil, ...times }) => {
    const run = runId === null || heartbeatAt === null ? null : { startedAt, heartbeatAt, waitingUntil }
    return lateSince({ ...times, isActive: true, run }, now) ?? []
  })
}
