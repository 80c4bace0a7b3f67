import { withWorkspace, type Scope } from '@/lib/db/client'
import { addInvoiceEvents, findInvoiceStates, setAside, setOffered } from '@/lib/db/invoice-actions'
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
    const now = flows.now()
    const changed = await setOffered(scope, ids, {
      from: from('offer'),
      bookingDate,
      now,
      deadline: offerDeadline(now),
    })
    await addInvoiceEvents(
      scope,
      changed.map(({ id }) => ({ invoiceId: id, at: now, actorId: userId, kind: 'offered', params: { bookingDate } })),
    )
    return { offered: changed.map(({ id }) => id), refused: await refusedAmong(scope, ids, changed) }
  })

export type SetAsideAnswer = {
  changed: string[]
  refused: Refused[]
  /** Combi's that now have a message to deliver to the timeline in the source. */
  combiIds: string[]
}

/** Decides that invoices will never be booked, and puts that in line for their timeline in the source. */
export const ignoreInvoices = (flows: FlowContext, request: By & { reason: string | null }): Promise<SetAsideAnswer> =>
  putAside(flows, { ...request, action: 'ignore' })

/** Takes ignoring back; the invoices wait for a decision again, and their timeline says so. */
export const unignoreInvoices = (flows: FlowContext, request: By): Promise<SetAsideAnswer> =>
  putAside(flows, { ...request, reason: null, action: 'unignore' })

const kinds = {
  ignore: { to: 'ignored', kind: 'ignored' },
  unignore: { to: 'pending', kind: 'unignored' },
} as const

const putAside = (
  flows: FlowContext,
  { workspaceId, userId, ids, reason, action }: By & { reason: string | null; action: 'ignore' | 'unignore' },
): Promise<SetAsideAnswer> =>
  withWorkspace(flows.db, workspaceId, async (scope) => {
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
        combiId,
        invoiceId: id,
        marker: flows.newId(),
        kind,
        params: { reason },
        now,
      })),
    )
    return {
      changed: changed.map(({ id }) => id),
      refused: await refusedAmong(scope, ids, changed),
      combiIds: [...new Set(changed.map(({ combiId }) => combiId))],
    }
  })
