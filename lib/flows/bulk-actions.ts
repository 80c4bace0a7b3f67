import {
  insertBulkAction,
  recordBulkPart,
  takeBulkPart,
  type BulkPart,
  type NewBulkAction,
} from '@/lib/db/bulk-actions'
import { withWorkspace, type Scope } from '@/lib/db/client'
import type { FlowContext } from './context'
import { handOver, putAside } from './offer-invoices'
import { requestSync } from './request-sync'

/** As many at once as one request may name; more than this goes part by part in the background. */
export const mostInOneGo = 500

export type BulkStarted = { id: string; total: number }

/** Keeps what is to be done with these invoices; the caller sends the event that has it done, or else the scheduler does. */
export const startBulkAction = async (
  flows: FlowContext,
  { workspaceId, ...wanted }: Omit<NewBulkAction, 'id' | 'now'> & { workspaceId: string },
): Promise<BulkStarted> => {
  const id = flows.newId()
  await withWorkspace(flows.db, workspaceId, (scope) => insertBulkAction(scope, { ...wanted, id, now: flows.now() }))
  return { id, total: wanted.items.length }
}

export type BulkSlice = {
  isDone: boolean
  /** Runs that this began, which book what was handed over. */
  runs: { workspaceId: string; combiId: string; runId: string }[]
  /** Combi's that have a message for a timeline now. */
  timelines: { workspaceId: string; combiId: string }[]
}

const nothing: BulkSlice = { isDone: true, runs: [], timelines: [] }

/**
 * Does the next part of something that a person does with many invoices, and says so in the same transaction: a part is done
 * once and whole, however often this is asked and wherever it breaks off. What was handed over is booked from the first part on.
 */
export const workBulkAction = async (
  flows: FlowContext,
  { workspaceId, actionId }: { workspaceId: string; actionId: string },
): Promise<BulkSlice> => {
  const part = await withWorkspace(flows.db, workspaceId, async (scope) => {
    const found = await takeBulkPart(scope, actionId, mostInOneGo)
    if (found === null) return null
    const changed = await carryOut(flows, scope, found)
    const doneCount = found.doneCount + found.items.length
    const isDone = doneCount >= found.totalCount
    await recordBulkPart(scope, actionId, {
      ...{ doneCount, changed: changed.length, isFinished: isDone, now: flows.now() },
    })
    return { ...found, isDone, combiIds: [...new Set(changed.map(({ combiId }) => combiId))] }
  })
  if (part === null) return nothing
  const { kind, userId, isDone, combiIds } = part
  if (kind !== 'offer') return { isDone, runs: [], timelines: combiIds.map((combiId) => ({ workspaceId, combiId })) }
  const runs: BulkSlice['runs'] = []
  for (const combiId of combiIds) {
    const asked = await requestSync(flows, { workspaceId, combiId, userId, trigger: 'manual' })
    if (asked.ok && !asked.joined) runs.push({ workspaceId, combiId, runId: asked.runId })
  }
  return { isDone, runs, timelines: [] }
}

const carryOut = (flows: FlowContext, scope: Scope, { kind, userId, reason, bookingDate, items }: BulkPart) => {
  const ids = items.map(({ invoiceId }) => invoiceId)
  if (kind !== 'offer') return putAside(flows, scope, { userId, ids, reason, action: kind })
  const plans = new Map(items.flatMap(({ invoiceId, plan }) => (plan === null ? [] : [[invoiceId, plan] as const])))
  return handOver(flows, scope, { userId, ids, bookingDate, plans })
}
