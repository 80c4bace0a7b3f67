import { ConnectorError } from '@/lib/connectors/errors'
import type { HttpCall } from '@/lib/connectors/http'
import { withWorkspace } from '@/lib/db/client'
import { findCombi, recordSynced, releaseLease, setReconnect, takeLease, type CombiRecord } from '@/lib/db/combis'
import { forgetAttempts } from '@/lib/db/invoice-actions'
import { hasUntriedOffer } from '@/lib/db/invoices'
import { advanceRun, findRun, finishRun, setRunStarted, type RunRecord } from '@/lib/db/runs'
import { addVendorCalls } from '@/lib/db/vendor-calls'
import type { Reason } from '@/lib/sync/reasons'
import { tellAfterRun } from './alerts/after-run'
import { attachFiles } from './attach-files'
import type { FlowContext } from './context'
import { followDebtors } from './follow-debtors'
import { mirrorInvoices } from './mirror-invoices'
import { pullPayments } from './pull-payments'
import { pushBookings } from './push-bookings'
import { sweepCombi } from './sweep-combi'
import { leaseEnd, LeaseLost, recordWork, type RunWork } from './run-work'
import { countCall, emptyTally, newTally, toStored } from './tally'

export type RunKey = { workspaceId: string; combiId: string; runId: string }

/** `waitMs` above zero: sleep that long before the next slice. Nothing failed. */
export type SliceResult = { done: boolean; waitMs: number }

/** A slice ends after this many vendor calls, so that a step stays short and a crash repeats little. */
const callsPerSlice = 120
/** When another execution holds the combi: its lease ends by itself, so looking again soon is enough. */
const busyWaitMs = 15_000
/** Shorter pauses would spend more on steps than they save. */
const leastWaitMs = 1_000

type RunPhase = RunRecord['phase']
type WorkPhase = Exclude<RunPhase, 'queued' | 'done'>

const phases: Record<WorkPhase, (work: RunWork) => Promise<'more' | 'next'>> = {
  invoices: mirrorInvoices,
  debtors: async (work) => {
    for (const kind of ['organization', 'person'] as const) {
      // Pages of one kind are read to the end before the other begins; a pause starts at the stored checkpoint.
      while ((await followDebtors(work, kind)) === 'more');
    }
    return 'next'
  },
  bookings: pushBookings,
  payments: async (work) => {
    await pullPayments(work)
    await sweepCombi(work)
    return 'next'
  },
  files: attachFiles,
}

const following: Record<WorkPhase, RunPhase> = {
  invoices: 'debtors',
  debtors: 'bookings',
  bookings: 'payments',
  payments: 'files',
  files: 'done',
}

/**
 * Carries a run on for one slice: read changed invoices, follow debtors, book what is offered, bring payments back, and put
 * PDF's with their entries.
 * All progress is in the database, so a slice that dies is simply followed by another.
 * @throws ConnectorError `unavailable` when a vendor does not answer, for the caller to try again later.
 */
export const runSyncSlice = async (flows: FlowContext, key: RunKey): Promise<SliceResult> => {
  const result = await carryOn(flows, key)
  if (result.done) await tellAfterRun(flows, key.combiId)
  return result
}

const carryOn = async (flows: FlowContext, key: RunKey): Promise<SliceResult> => {
  const opened = await openRun(flows, key)
  if (opened.kind !== 'open') return opened.result
  const { work } = opened
  try {
    return await workThrough(work)
  } catch (error) {
    return await handleStop(work, error)
  } finally {
    await withWorkspace(flows.db, key.workspaceId, async (scope) => {
      await addVendorCalls(scope, key, work.calls)
      await releaseLease(scope, key.combiId, work.lease.token)
    })
  }
}

type Opened = { kind: 'closed'; result: SliceResult } | { kind: 'open'; work: RunWork }

const openRun = async (flows: FlowContext, { workspaceId, combiId, runId }: RunKey): Promise<Opened> => {
  const now = flows.now()
  const leaseToken = flows.newId()
  const opened = await withWorkspace(flows.db, workspaceId, async (scope) => {
    const run = await findRun(scope, runId)
    const combi = await findCombi(scope, combiId)
    if (run === null || combi === null || run.finishedAt !== null) return 'ended'
    if (combi.state === 'paused' || combi.state === 'removed') {
      const reason = { code: `combi-${combi.state}`, params: {} }
      await finishRun(scope, runId, { now, counts: {}, outcome: null, reason, isForced: true })
      return 'ended'
    }
    if (!(await takeLease(scope, combiId, { token: leaseToken, now, until: leaseEnd(now) }))) return 'busy'
    if (run.phase === 'queued') {
      await setRunStarted(scope, runId, now)
      run.phase = 'invoices'
    }
    return { run, combi }
  })
  if (opened === 'ended') return { kind: 'closed', result: { done: true, waitMs: 0 } }
  if (opened === 'busy') return { kind: 'closed', result: { done: false, waitMs: busyWaitMs } }
  return { kind: 'open', work: toWork({ flows, workspaceId, lease: { token: leaseToken, renewedAt: now } }, opened) }
}

const toWork = (
  { flows, workspaceId, lease }: Pick<RunWork, 'flows' | 'workspaceId' | 'lease'>,
  { run, combi }: { run: RunRecord; combi: CombiRecord },
): RunWork => {
  const tally = newTally()
  const calls: HttpCall[] = []
  const observe = (call: HttpCall): void => {
    calls.push(call)
    countCall(tally, call)
  }
  const keyOf = ({ id, connectorId, accountRef }: CombiRecord['source']) => ({
    workspaceId,
    connectionId: id,
    connectorId,
    accountRef,
  })
  return {
    flows,
    workspaceId,
    combi,
    run,
    lease,
    tally,
    relinked: new Set(),
    calls,
    source: flows.openSource(keyOf(combi.source), observe),
    books: flows.openBooks(keyOf(combi.books), observe),
  }
}

const workThrough = async (work: RunWork): Promise<SliceResult> => {
  while (work.run.phase !== 'done' && work.run.phase !== 'queued') {
    const phase: WorkPhase = work.run.phase
    const outcome = await phases[phase](work)
    if (outcome === 'next') work.run.phase = following[phase]
    if (work.run.phase !== 'done' && work.calls.length >= callsPerSlice) {
      await recordWork(work, () => Promise.resolve())
      return { done: false, waitMs: 0 }
    }
  }
  return end(work)
}

/** Ends the run, unless something was offered or somebody joined since it began: then it goes round once more. */
const end = async (work: RunWork): Promise<SliceResult> => {
  const { flows, workspaceId, combi, run, tally } = work
  const now = flows.now()
  const isFinished = await withWorkspace(flows.db, workspaceId, async (scope) => {
    const isUntried = await hasUntriedOffer(scope, combi.id, run.id)
    if (!isUntried && (await finishRun(scope, run.id, { now, counts: tally.counts, outcome: null }))) {
      await recordSynced(scope, combi.id, { at: now, nextSyncAt: nextSyncAt(work, now), isSuccess: true })
      return true
    }
    await forgetAttempts(scope, { combiId: combi.id, runId: run.id })
    await advanceRun(scope, run.id, { phase: 'invoices', counts: tally.counts, now, again: false })
    return false
  })
  emptyTally(tally)
  // Also for another round: what somebody changed in the books meanwhile may be why he asked.
  forgetCharts(flows, run.id)
  return { done: isFinished, waitMs: 0 }
}

/** Up to a minute early, at random, so that combi's that began together drift apart instead of calling in chorus. */
const nextSyncAt = ({ flows, combi }: RunWork, now: Date): Date => {
  const minutes = combi.intervalMinutes - flows.random()
  return new Date(now.getTime() + Math.max(minutes, 1) * 60_000)
}

const forgetCharts = ({ charts }: FlowContext, runId: string): void => {
  for (const key of charts.keys()) if (key.startsWith(`${runId} `)) charts.delete(key)
}

/** What an error means for the run: wait, end and ask for a new connection, or be tried again by the caller. */
const handleStop = async (work: RunWork, error: unknown): Promise<SliceResult> => {
  if (error instanceof LeaseLost) return { done: false, waitMs: busyWaitMs }
  const { flows, workspaceId, run } = work
  const now = flows.now()
  const { callCount = 0, waitMs = 0 } = work.tally.counts
  if (error instanceof ConnectorError && error.kind === 'rate-limit') {
    const pauseMs = Math.max(error.details.retryAfterMs ?? 60_000, leastWaitMs)
    await withWorkspace(flows.db, workspaceId, (scope) =>
      advanceRun(scope, run.id, {
        phase: run.phase,
        counts: { callCount, waitMs: waitMs + pauseMs },
        now,
        waitingUntil: new Date(now.getTime() + pauseMs),
      }),
    )
    return { done: false, waitMs: pauseMs }
  }
  if (error instanceof ConnectorError && error.kind === 'auth') {
    await endWithReconnect(work, error)
    return { done: true, waitMs: 0 }
  }
  await withWorkspace(flows.db, workspaceId, (scope) =>
    advanceRun(scope, run.id, {
      phase: run.phase,
      counts: { callCount, waitMs },
      now,
      reason: toStored(toRunReason(error)),
    }),
  )
  throw error
}

const toRunReason = (error: unknown): Reason => {
  if (error instanceof ConnectorError && error.kind === 'unavailable')
    return { code: 'not-answered', params: { text: error.message } }
  if (error instanceof ConnectorError && error.details.reason === 'no-rights')
    return { code: 'rights-missing', params: { text: error.details.vendorText ?? error.message } }
  // The words of a defect are for the log of the operator, not for the screen.
  return { code: 'run-stopped', params: { text: error instanceof ConnectorError ? error.message : '' } }
}

const endWithReconnect = async (work: RunWork, error: ConnectorError): Promise<void> => {
  const { flows, workspaceId, combi, run } = work
  const isSource = error.details.connectorId === combi.source.connectorId
  const connection = isSource ? combi.source : combi.books
  const now = flows.now()
  const reason: Reason = {
    code: isSource ? 'reconnect-source' : 'reconnect-books',
    params: { text: error.details.vendorText ?? '' },
  }
  await withWorkspace(flows.db, workspaceId, async (scope) => {
    await setReconnect(scope, combi.id, connection.id)
    await finishRun(scope, run.id, {
      now,
      counts: work.tally.counts,
      outcome: 'failed',
      reason: toStored(reason),
      isForced: true,
    })
    await recordSynced(scope, combi.id, { at: now, nextSyncAt: nextSyncAt(work, now), isSuccess: false })
  })
  forgetCharts(flows, run.id)
}

/**
 * Ends a run that was tried as often as makes sense. What it had not done yet stays offered and is done by the next run,
 * at the usual time.
 */
export const endFailedRun = async (flows: FlowContext, { workspaceId, combiId, runId }: RunKey): Promise<void> => {
  const now = flows.now()
  await withWorkspace(flows.db, workspaceId, async (scope) => {
    const combi = await findCombi(scope, combiId)
    if (combi === null) return
    const run = await findRun(scope, runId)
    const reason = { code: run?.reasonCode ?? 'run-stopped', params: run?.reasonParams ?? { text: '' } }
    await finishRun(scope, runId, { now, counts: {}, outcome: 'failed', reason, isForced: true })
    const nextAt = new Date(now.getTime() + combi.intervalMinutes * 60_000)
    await recordSynced(scope, combiId, { at: now, nextSyncAt: nextAt, isSuccess: false })
  })
  forgetCharts(flows, runId)
  await tellAfterRun(flows, combiId)
}
