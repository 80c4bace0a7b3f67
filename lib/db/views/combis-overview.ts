import type { AlertCause, AlertParams } from '@/lib/domain/alert'
import { byUrgency, combiStatusOf } from '@/lib/domain/combi-status'
import { startOfMonthInAmsterdam } from '@/lib/domain/day'
import type { ConnectionState, InvoiceState } from '@/prisma/generated/client'
import type { OverviewScope } from '../client'
import { readOpenAlerts } from './open-alerts'
import { runColumns, toRunView, type RunView } from './run-view'

const waitingStates = ['pending', 'offered', 'processing', 'failed', 'action'] as const satisfies InvoiceState[]
type WaitingState = (typeof waitingStates)[number]

const connectionColumns = { connectorId: true, label: true, state: true } as const

const listCombis = ({ tx, workspaceIds }: OverviewScope) =>
  tx.combi.findMany({
    where: { workspaceId: { in: [...workspaceIds] }, removedAt: null },
    select: {
      id: true,
      workspaceId: true,
      name: true,
      state: true,
      intervalMinutes: true,
      offering: true,
      offeringConfirmedAt: true,
      lastSyncAt: true,
      nextSyncAt: true,
      sourceConnection: { select: connectionColumns },
      booksConnection: { select: connectionColumns },
      profiles: {
        select: { id: true, companyProfileName: true, administrationName: true },
        orderBy: { companyProfileName: 'asc' },
      },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })

/** The run under way and the last one that ended, of every combi. */
const listLatestRuns = async ({ tx, workspaceIds }: OverviewScope, now: Date): Promise<RunView[]> => {
  const latest = await tx.$queryRaw<{ id: string }[]>`
    SELECT r.id FROM "SyncRun" AS r WHERE r."workspaceId" = ANY (${workspaceIds}::uuid[]) AND r."finishedAt" IS NULL
    UNION ALL
    SELECT last.id FROM "Combi" AS c CROSS JOIN LATERAL (
      SELECT r.id FROM "SyncRun" AS r
      WHERE r."workspaceId" = c."workspaceId" AND r."combiId" = c.id AND r."finishedAt" IS NOT NULL
      ORDER BY r."requestedAt" DESC, r.id DESC LIMIT 1) AS last
    WHERE c."workspaceId" = ANY (${workspaceIds}::uuid[])`
  const rows = await tx.syncRun.findMany({
    where: { workspaceId: { in: [...workspaceIds] }, id: { in: latest.map(({ id }) => id) } },
    select: runColumns,
  })
  return rows.map((row) => toRunView(row, now))
}

/** How many invoices wait per combi and state, how many beyond their deadline, and how many were booked this month. */
const countInvoices = async ({ tx, workspaceIds }: OverviewScope, now: Date) => {
  const workspaceId = { in: [...workspaceIds] }
  const waiting = await tx.invoice.groupBy({
    by: ['combiId', 'state'],
    where: { workspaceId, state: { in: [...waitingStates] } },
    _count: true,
  })
  const overdue = await tx.invoice.groupBy({
    by: ['combiId'],
    // What waits for a person is counted as such; these should have moved by themselves.
    where: { workspaceId, state: { in: ['offered', 'processing'] }, deadlineAt: { lt: now } },
    _count: true,
  })
  const booked = await tx.invoice.groupBy({
    by: ['combiId'],
    where: { workspaceId, bookedAt: { gte: startOfMonthInAmsterdam(now) } },
    _count: true,
  })
  const countOf = (rows: readonly { combiId: string; _count: number }[], combiId: string) =>
    rows.find((row) => row.combiId === combiId)?._count ?? 0
  return (combiId: string) => {
    const inState = (state: WaitingState) =>
      countOf(
        waiting.filter((row) => row.state === state),
        combiId,
      )
    return {
      pending: inState('pending'),
      offered: inState('offered') + inState('processing'),
      failed: inState('failed'),
      action: inState('action'),
      overdue: countOf(overdue, combiId),
      bookedThisMonth: countOf(booked, combiId),
    }
  }
}

/** The key that soon works no longer. */
const expiringKeyOf = (params: AlertParams | undefined) =>
  params === undefined ? null : { connector: String(params.connector), expiresOn: String(params.expiresOn) }

const toSide = (connection: { connectorId: string; label: string; state: ConnectionState }) => ({
  connector: connection.connectorId,
  account: connection.label,
  needsReconnect: connection.state === 'reconnect',
})

/** Everything that "Mijn combi's" shows, in a number of queries that does not grow with the number of combi's. */
export const readCombisOverview = async (scope: OverviewScope, now: Date) => {
  const combis = await listCombis(scope)
  const runs = await listLatestRuns(scope, now)
  const countsOf = await countInvoices(scope, now)
  const alerts = await readOpenAlerts(scope.tx, scope.workspaceIds)
  const items = combis.map((combi) => {
    const counts = countsOf(combi.id)
    const source = toSide(combi.sourceConnection)
    const books = toSide(combi.booksConnection)
    const activeRun = runs.find((run) => run.combiId === combi.id && run.finishedAt === null) ?? null
    const lastRun = runs.find((run) => run.combiId === combi.id && run.finishedAt !== null) ?? null
    const isPaused = combi.state === 'paused'
    const alertOf = (cause: AlertCause) => alerts.find((alert) => alert.combiId === combi.id && alert.cause === cause)
    const lateSince = isPaused ? null : (alertOf('late')?.since ?? null)
    const circumstances = {
      isPaused,
      needsReconnect: combi.state === 'reconnect' || source.needsReconnect || books.needsReconnect,
      isBusy: activeRun !== null,
      stuckCount: counts.failed + counts.action,
      overdueCount: counts.overdue,
      isLate: lateSince !== null,
      lastRunFailed: lastRun?.outcome === 'failed',
    }
    const view = {
      id: combi.id,
      workspaceId: combi.workspaceId,
      name: combi.name,
      status: combiStatusOf(circumstances),
      source,
      books,
      profiles: combi.profiles.map((profile) => ({
        id: profile.id,
        companyProfile: profile.companyProfileName,
        administration: profile.administrationName,
      })),
      intervalMinutes: combi.intervalMinutes,
      lastSyncAt: combi.lastSyncAt?.toISOString() ?? null,
      nextSyncAt: isPaused ? null : combi.nextSyncAt.toISOString(),
      counts,
      lateSince,
      isOfferingAwaited: combi.offering === 'automatic' && combi.offeringConfirmedAt === null,
      expiringKey: expiringKeyOf(alertOf('key-expires')?.params),
      activeRun,
      lastRun,
    }
    // Placed by how it stands apart from the run: a card must not jump when a run starts or ends.
    return { view, placedBy: combiStatusOf({ ...circumstances, isBusy: false }) }
  })
  return {
    items: items.toSorted((one, other) => byUrgency(one.placedBy, other.placedBy)).map(({ view }) => view),
  }
}
