import { withWorkspace, type Scope } from '@/lib/db/client'
import {
  addInvoiceEvents,
  findInvoiceStates,
  setAside,
  setOffered,
  type ChangedInvoice,
} from '@/lib/db/invoice-actions'
import { addTimelineNotes } from '@/lib/db/timeline-notes'
import type { Day } from '@/lib/domain/day'
import { statesFor, type InvoiceAction } from '@/lib/sync/invoice-transitions'
import type { FlowContext } from './context'
import { offerDeadline } from './deadlines'

export type Refused = { id: string; reason: 'not-found' | 'not-now' }

type By = { workspaceId: string; userId: string; ids: readonly string[] }

/** Which of the asked ones did not change, and why: gone, or in a state that does not allow it. */
export const refusedAmong = async (
  scope: Scope,
  ids: readonly string[],
  changed: readonly { id: string }[],
): Promise<Refused[]> => {
  const done = new Set(changed.map(({ id }) => id))
  const left = [...new Set(ids)].filter((id) => !done.has(id))
  if (left.length === 0) return []
  const states = await findInvoiceStates(scope, left)
  return left.map((id) => ({ id, reason: states.has(id) ? 'not-now' : 'not-found' }))
}

const from = (action: InvoiceAction) => statesFor(action)

/**
 * Hands invoices over to the bookkeeping, each under its invoice date or under one given day. Asking twice is harmless;
 * what is being booked or was booked is refused. The next synchronisation books them.
 */
export const offerInvoices = (
  flows: FlowContext,
  { workspaceId, userId, ids, bookingDate }: By & { bookingDate: Day | null },
): Promise<{ offered: string[]; refused: Refused[] }> =>
  withWorkspace(flows.db, workspaceId, async (scope) => {
    const changed = await handOver(flows, scope, { userId, ids, bookingDate, plans: null })
    return { offered: changed.map(({ id }) => id), refused: await refusedAmong(scope, ids, changed) }
  })

type HandOver = Omit<By, 'workspaceId'> & {
  bookingDate: Day | null
  /** The entry that a person was shown of each; null when nobody looked. */
  plans: ReadonlyMap<string, unknown> | null
}

/** Hands invoices over within a transaction, and says so in their history; those in another state stay as they are. */
export const handOver = async (
  flows: FlowContext,
  scope: Scope,
  { userId, ids, bookingDate, plans }: HandOver,
): Promise<ChangedInvoice[]> => {
  const now = flows.now()
  const changed = await setOffered(scope, ids, {
    ...{ from: from('offer'), bookingDate, now, deadline: offerDeadline(now), ...(plans !== null && { plans }) },
  })
  const params = { bookingDate, ...(plans !== null && { isPreviewed: true }) }
  await addInvoiceEvents(
    scope,
    changed.map(({ id }) => ({ invoiceId: id, at: now, actorId: userId, kind: 'offered', params })),
  )
  return changed
}

export type SetAsideAnswer = {
  changed: string[]
  refused: Refused[]
  /** Combi's that now have a message to deliver to the timeline in the source. */
  combiIds: string[]
}

/** Decides that invoices will never be booked, and puts that in line for their timeline in the source. */
export const ignoreInvoices = (flows: FlowContext, request: By & { reason: string | null }): Promise<SetAsideAnswer> =>
  putAsideNow(flows, { ...request, action: 'ignore' })

/** Takes ignoring back; the invoices wait for a decision again, and their timeline says so. */
export const unignoreInvoices = (flows: FlowContext, request: By): Promise<SetAsideAnswer> =>
  putAsideNow(flows, { ...request, reason: null, action: 'unignore' })

const kinds = {
  ignore: { to: 'ignored', kind: 'ignored' },
  unignore: { to: 'pending', kind: 'unignored' },
} as const

type PutAside = Omit<By, 'workspaceId'> & { reason: string | null; action: 'ignore' | 'unignore' }

const putAsideNow = (flows: FlowContext, { workspaceId, ...request }: PutAside & By): Promise<SetAsideAnswer> =>
  withWorkspace(flows.db, workspaceId, async (scope) => {
    const changed = await putAside(flows, scope, request)
    return {
      changed: changed.map(({ id }) => id),
      refused: await refusedAmong(scope, request.ids, changed),
      combiIds: [...new Set(changed.map(({ combiId }) => combiId))],
    }
  })

/** Puts invoices aside or back within a transaction, in their history and in line for their timelines. */
export const putAside = async (
  flows: FlowContext,
  scope: Scope,
  { userId, ids, reason, action }: PutAside,
): Promise<ChangedInvoice[]> => {
  const now = flows.now()
  const { to, kind } = kinds[action]
  const changed = await setAside(scope, ids, { from: from(action), to })
  await addInvoiceEvents(
    scope,
    changed.map(({ id }) => ({ invoiceId: id, at: now, actorId: userId, kind, params: { reason } })),
  )
  await addTimelineNotes(
    scope,
    changed.map(({ id, combiId }) => ({
      ...{ combiId, invoiceId: id, marker: flows.newId(), kind, params: { reason }, now },
    })),
  )
  return changed
}
