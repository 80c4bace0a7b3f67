import { dayInAmsterdam, type Day } from '@/lib/domain/day'
import type { CombiState, ConnectionState, Prisma } from '@/prisma/generated/client'
import { toAlert, type AlertRow } from './alerts'
import { fromDateColumn } from './day-column'

type Tx = Prisma.TransactionClient

/** What is known of a combi to decide what people hear of it, and how mails call it. */
export type AlertFacts = {
  combiId: string
  workspaceId: string
  combi: string
  workspace: string
  source: string
  books: string
  circumstances: {
    state: CombiState
    times: {
      intervalMinutes: number
      nextSyncAt: Date
      run: { startedAt: Date | null; heartbeatAt: Date; waitingUntil: Date | null } | null
    }
    lostSides: ('source' | 'books')[]
    keys: { connector: string; expiresOn: Day }[]
    today: Day
    lastRuns: { isFailed: boolean; code: string | null }[]
    held: { code: string; count: number; isAction: boolean }[]
    overdueCount: number
    unreadableCount: number
  }
  alerts: AlertRow[]
}

type CombiRow = {
  combiId: string
  workspaceId: string
  combi: string
  workspace: string
  state: CombiState
  intervalMinutes: number
  nextSyncAt: Date
  source: string
  sourceState: ConnectionState
  sourceExpiresOn: Date | null
  books: string
  booksState: ConnectionState
  booksExpiresOn: Date | null
  runId: string | null
  startedAt: Date | null
  heartbeatAt: Date | null
  waitingUntil: Date | null
  lastRuns: { isFailed: boolean; code: string | null }[] | null
}

/** How long ago somebody may have been told of something for it to matter now. */
const rememberedMs = 24 * 60 * 60_000

type Which = { combiIds: readonly string[] } | { after: string | null; limit: number }

/**
 * The facts of these combi's, or of a batch of all those that run or of which something is still to be told, in the order
 * of their ids, across workspaces. A number of queries that does not grow with the number of combi's.
 */
export const readAlertFacts = async (tx: Tx, which: Which, now: Date): Promise<AlertFacts[]> => {
  const rows = await listCombis(tx, which)
  if (rows.length === 0) return []
  const combiIds = rows.map(({ combiId }) => combiId)
  const workspaceIds = [...new Set(rows.map(({ workspaceId }) => workspaceId))]
  const held = await countHeld(tx, { combiIds, workspaceIds })
  const of = { workspaceId: { in: workspaceIds }, combiId: { in: combiIds } }
  const overdue = await tx.invoice.groupBy({
    by: ['combiId'],
    where: { ...of, state: { in: ['offered', 'processing'] }, deadlineAt: { lt: now } },
    _count: true,
  })
  const unreadable = await tx.rejectedRecord.groupBy({
    by: ['combiId'],
    where: { ...of, resolvedAt: null },
    _count: true,
  })
  const alerts = await tx.alert.findMany({
    where: {
      ...of,
      OR: [
        { resolvedAt: null },
        { recoveryDueAt: { not: null } },
        { mailedAt: { gte: new Date(now.getTime() - rememberedMs) } },
      ],
    },
    orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
  })
  const countOf = (counts: readonly { combiId: string; _count: number }[], combiId: string) =>
    counts.find((count) => count.combiId === combiId)?._count ?? 0
  return rows.map((row): AlertFacts => ({
    ...{ combiId: row.combiId, workspaceId: row.workspaceId, combi: row.combi, workspace: row.workspace },
    ...{ source: row.source, books: row.books },
    circumstances: {
      state: row.state,
      times: { intervalMinutes: row.intervalMinutes, nextSyncAt: row.nextSyncAt, run: runOf(row) },
      lostSides: (['source', 'books'] as const).filter((side) => row[`${side}State`] === 'reconnect'),
      keys: (['source', 'books'] as const).flatMap((side) => {
        const expiresOn = row[`${side}ExpiresOn`]
        return expiresOn === null || row[`${side}State`] !== 'active'
          ? []
          : [{ connector: row[side], expiresOn: fromDateColumn(expiresOn) }]
      }),
      today: dayInAmsterdam(now),
      lastRuns: row.lastRuns ?? [],
      held: held
        .filter(({ combiId }) => combiId === row.combiId)
        .map(({ code, count, isAction }) => ({ code, count, isAction })),
      overdueCount: countOf(overdue, row.combiId),
      unreadableCount: countOf(unreadable, row.combiId),
    },
    alerts: alerts.filter(({ combiId }) => combiId === row.combiId).map(toAlert),
  }))
}

const runOf = ({ runId, startedAt, heartbeatAt, waitingUntil }: CombiRow) =>
  runId === null || heartbeatAt === null ? null : { startedAt, heartbeatAt, waitingUntil }

const listCombis = (tx: Tx, which: Which): Promise<CombiRow[]> => {
  const ids = 'combiIds' in which ? [...which.combiIds] : null
  const after = 'after' in which ? which.after : null
  const limit = 'limit' in which ? which.limit : which.combiIds.length
  return tx.$queryRaw<CombiRow[]>`
    SELECT c.id AS "combiId", c."workspaceId", c.name AS combi, w.name AS workspace, c.state, c."intervalMinutes",
      c."nextSyncAt", s."connectorId" AS source, s.state AS "sourceState", s."expiresOn" AS "sourceExpiresOn",
      b."connectorId" AS books, b.state AS "booksState", b."expiresOn" AS "booksExpiresOn",
      run.id AS "runId", run."startedAt", run."heartbeatAt", run."waitingUntil", ended.runs AS "lastRuns"
    FROM "Combi" AS c
    JOIN "Workspace" AS w ON w.id = c."workspaceId"
    JOIN "Connection" AS s ON s.id = c."sourceConnectionId" AND s."workspaceId" = c."workspaceId"
    JOIN "Connection" AS b ON b.id = c."booksConnectionId" AND b."workspaceId" = c."workspaceId"
    LEFT JOIN "SyncRun" AS run
      ON run."combiId" = c.id AND run."workspaceId" = c."workspaceId" AND run."finishedAt" IS NULL
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('isFailed', r.outcome = 'failed', 'code', r."reasonCode")) AS runs
      FROM (SELECT outcome, "reasonCode" FROM "SyncRun"
        WHERE "workspaceId" = c."workspaceId" AND "combiId" = c.id AND "finishedAt" IS NOT NULL
        ORDER BY "requestedAt" DESC, id DESC LIMIT 2) AS r) AS ended ON true
    WHERE (${ids}::uuid[] IS NULL OR c.id = ANY (${ids}::uuid[])) AND (${after}::uuid IS NULL OR c.id > ${after}::uuid)
      AND (c.state IN ('active', 'reconnect') OR EXISTS (
        SELECT FROM "Alert" AS a WHERE a."workspaceId" = c."workspaceId" AND a."combiId" = c.id
          AND (a."resolvedAt" IS NULL OR a."recoveryDueAt" IS NOT NULL)))
    ORDER BY c.id LIMIT ${limit}`
}

type HeldRow = { combiId: string; code: string; count: number; isAction: boolean }

const countHeld = (
  tx: Tx,
  { combiIds, workspaceIds }: { combiIds: string[]; workspaceIds: string[] },
): Promise<HeldRow[]> =>
  tx.$queryRaw<HeldRow[]>`
    SELECT "combiId", coalesce("reasonCode", 'unknown') AS code, count(*)::int AS count,
      bool_or(state = 'action') AS "isAction"
    FROM "Invoice"
    WHERE "workspaceId" = ANY (${workspaceIds}::uuid[]) AND "combiId" = ANY (${combiIds}::uuid[])
      AND state IN ('action', 'failed')
    GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2`
