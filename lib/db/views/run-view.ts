import type { Prisma } from '@/prisma/generated/client'
import { toReasonView } from './stored-reason'

/** A slice of a run is far shorter, and a wait that a vendor asked for is announced: beyond this something is wrong. */
const silentAfterMs = 90_000

export const runColumns = {
  id: true,
  combiId: true,
  trigger: true,
  phase: true,
  outcome: true,
  requestedAt: true,
  startedAt: true,
  heartbeatAt: true,
  finishedAt: true,
  waitingUntil: true,
  readCount: true,
  newCount: true,
  updatedCount: true,
  bookedCount: true,
  paymentCount: true,
  debtorCount: true,
  failedCount: true,
  actionCount: true,
  rejectedCount: true,
  callCount: true,
  waitMs: true,
  reasonCode: true,
  reasonParams: true,
} as const satisfies Prisma.SyncRunSelect

type RunRow = Prisma.SyncRunGetPayload<{ select: typeof runColumns }>

const lastSignOfLife = (row: RunRow): number =>
  Math.max(row.heartbeatAt.getTime(), row.waitingUntil?.getTime() ?? Number.NEGATIVE_INFINITY)

/** A run as a screen shows it: JSON-safe, instants as ISO text. */
export const toRunView = (row: RunRow, now: Date) => ({
  id: row.id,
  combiId: row.combiId,
  trigger: row.trigger,
  phase: row.phase,
  outcome: row.outcome,
  requestedAt: row.requestedAt.toISOString(),
  startedAt: row.startedAt?.toISOString() ?? null,
  finishedAt: row.finishedAt?.toISOString() ?? null,
  waitingUntil:
    row.waitingUntil !== null && row.waitingUntil.getTime() > now.getTime() ? row.waitingUntil.toISOString() : null,
  isSilent: row.finishedAt === null && now.getTime() - lastSignOfLife(row) > silentAfterMs,
  counts: {
    read: row.readCount,
    new: row.newCount,
    updated: row.updatedCount,
    booked: row.bookedCount,
    payments: row.paymentCount,
    debtors: row.debtorCount,
    failed: row.failedCount,
    action: row.actionCount,
    rejected: row.rejectedCount,
  },
  callCount: row.callCount,
  waitMs: row.waitMs,
  reason: toReasonView(row.reasonCode, row.reasonParams),
})

export type RunView = ReturnType<typeof toRunView>
