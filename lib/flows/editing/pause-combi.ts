import { addAuditEntry, type Actor } from '@/lib/db/audit'
import { withWorkspace } from '@/lib/db/client'
import { lockCombi, setCombiState } from '@/lib/db/combi-lifecycle'
import { findUnfinishedRun, finishRun, insertRun, joinRun } from '@/lib/db/runs'
import type { FlowContext } from '../context'

/** Who changes which combi. */
export type Editing = { workspaceId: string; combiId: string; actor: NonNullable<Actor> }

/**
 * Has the combi start nothing until somebody resumes it. A slice that is being worked on is left to end by itself, so that
 * nothing stays half-written; a run that waits ends here. Twice is once. @returns false: there is no such combi.
 */
export const pauseCombi = (flows: FlowContext, { workspaceId, combiId, actor }: Editing): Promise<boolean> =>
  withWorkspace(flows.db, workspaceId, async (scope) => {
    const combi = await lockCombi(scope, combiId)
    if (combi === null) return false
    if (combi.state === 'paused') return true
    const now = flows.now()
    await setCombiState(scope, combiId, { state: 'paused', now })
    const run = await findUnfinishedRun(scope, combiId)
    const isAtWork = combi.leaseUntil !== null && combi.leaseUntil > now
    if (run !== null && !isAtWork)
      await finishRun(scope, run.id, {
        ...{ now, counts: {}, outcome: null, isForced: true },
        reason: { code: 'combi-paused', params: {} },
      })
    await addAuditEntry(scope, { kind: 'combi-paused', actor, at: now, params: { combi: combi.name } })
    return true
  })

export type Resumed =
  | { ok: false }
  /** `runId`: the run to send off; null when one is at work, or an account must be connected again first. */
  | { ok: true; runId: string | null }

/** Has a paused combi go on, at once. */
export const resumeCombi = (flows: FlowContext, { workspaceId, combiId, actor }: Editing): Promise<Resumed> =>
  withWorkspace(flows.db, workspaceId, async (scope) => {
    const combi = await lockCombi(scope, combiId)
    if (combi === null) return { ok: false }
    if (combi.state !== 'paused') return { ok: true, runId: null }
    const now = flows.now()
    await setCombiState(scope, combiId, { state: combi.isConnected ? 'active' : 'reconnect', now })
    await addAuditEntry(scope, { kind: 'combi-resumed', actor, at: now, params: { combi: combi.name } })
    if (!combi.isConnected) return { ok: true, runId: null }
    const running = await findUnfinishedRun(scope, combiId)
    // A slice that began before the pause is still being worked on: its run goes on by itself.
    if (running !== null && (await joinRun(scope, running.id, 'manual'))) return { ok: true, runId: null }
    const id = flows.newId()
    const isStarted = await insertRun(scope, { id, combiId, trigger: 'manual', requestedBy: actor.id, now })
    return { ok: true, runId: isStarted ? id : null }
  })
