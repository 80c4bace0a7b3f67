import { listSilentBulkActions } from '@/lib/db/bulk-actions'
import { withSystem, withWorkspace } from '@/lib/db/client'
import { findCombi } from '@/lib/db/combis'
import { findUnfinishedRun, insertRun, joinRun, listSilentRuns, startDueRuns, type RunToSend } from '@/lib/db/runs'
import { listCombisWithDueNotes } from '@/lib/db/timeline-notes'
import type { FlowContext } from './context'

export type SyncRequest = {
  workspaceId: string
  combiId: string
  userId: string | null
  trigger: 'manual' | 'schedule'
}

export type SyncAnswer =
  { ok: true; runId: string; joined: boolean } | { ok: false; reason: 'not-found' | 'paused' | 'reconnect' }

/** How often two who start and end at the same moment may miss each other before something is wrong. */
const mostTries = 5

/**
 * Starts a synchronisation, or joins the one under way: there is never a second. The caller sends the event that makes it
 * run; should that fail, the next round of the scheduler does.
 */
export const requestSync = async (flows: FlowContext, request: SyncRequest): Promise<SyncAnswer> => {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const answer = await tryRequest(flows, request)
    if (answer !== null) return answer
  }
  throw new Error(`Combi ${request.combiId} has a run that can neither be joined nor be replaced`)
}

const tryRequest = (
  flows: FlowContext,
  { workspaceId, combiId, userId, trigger }: SyncRequest,
): Promise<SyncAnswer | null> =>
  withWorkspace(flows.db, workspaceId, async (scope) => {
    const combi = await findCombi(scope, combiId)
    if (combi === null || combi.state === 'removed') return { ok: false, reason: 'not-found' }
    if (combi.state !== 'active') return { ok: false, reason: combi.state }
    const running = await findUnfinishedRun(scope, combiId)
    if (running !== null)
      return (await joinRun(scope, running.id, trigger)) ? { ok: true, runId: running.id, joined: true } : null
    const id = flows.newId()
    const isStarted = await insertRun(scope, { id, combiId, trigger, requestedBy: userId, now: flows.now() })
    return isStarted ? { ok: true, runId: id, joined: false } : null
  })

export type DueWork = {
  /** Runs to send off: new ones, and ones that fell silent. */
  runs: RunToSend[]
  /** Combi's with a message whose turn it is. */
  timelines: { combiId: string; workspaceId: string }[]
  /** What people do with many invoices, as far as it fell silent. */
  bulkActions: { id: string; workspaceId: string }[]
}

/** A run that has been silent this long has lost its event or its worker: a slice never takes half of it. */
const silentMs = 10 * 60_000
/** A part of a bulk action takes seconds. */
const silentBulkMs = 60_000
/** One round's worth; what is over comes a minute later, oldest first. */
const mostPerRound = 500

/** Everything that is due now, across workspaces: four statements, whatever the number of combi's. */
export const startDueWork = (flows: FlowContext): Promise<DueWork> => {
  const now = flows.now()
  return withSystem(flows.db, async (tx) => ({
    runs: [
      ...(await startDueRuns(tx, now, mostPerRound)),
      ...(await listSilentRuns(tx, { now, before: new Date(now.getTime() - silentMs) }, mostPerRound)),
    ],
    timelines: await listCombisWithDueNotes(tx, now, mostPerRound),
    bulkActions: await listSilentBulkActions(tx, new Date(now.getTime() - silentBulkMs), mostPerRound),
  }))
}
