import { withWorkspace, type Scope } from '@/lib/db/client'
import { findCombi } from '@/lib/db/combis'
import { setFileAsked } from '@/lib/db/entry-files'
import { addInvoiceEvents } from '@/lib/db/invoice-actions'
import { findRetriedRecord, setOfferedAgain, type RetriedRecord } from '@/lib/db/retries'
import type { FlowContext } from './context'
import { offerDeadline } from './deadlines'
import { requestSync } from './request-sync'

type RetryRequest = {
  workspaceId: string
  userId: string
  combiId: string
  /** A record of the log, or a cause: then every invoice of the combi that waits with it. */
  what: { recordId: string } | { reason: string }
}

/** Why the record was left as it is. `by-itself`: every synchronisation tries that kind of record again. */
export type RetryRefusal = 'booked' | 'busy' | 'ignored' | 'pending' | 'by-itself'

export type RetryAnswer = {
  offered: number
  refused: RetryRefusal | null
  sync: 'started' | 'joined' | 'paused' | 'reconnect' | 'none'
  /** The run to announce; null when none was started. */
  runId: string | null
}

/** From where something is offered again; what is being booked, or was, is out of reach. */
const from = ['failed', 'action'] as const

/** The file of an invoice's entry is asked for again, whatever has become of the invoice. */
const askFileAgain = async (
  scope: Scope,
  { userId }: RetryRequest,
  { invoiceId, now }: { invoiceId: string; now: Date },
): Promise<Offered> => {
  const asked = await setFileAsked(scope, { invoiceId, now })
  if (asked === null) return { count: 0, refused: 'pending' }
  if (asked.isAttached) return { count: 0, refused: 'booked' }
  await addInvoiceEvents(scope, [{ invoiceId, at: now, actorId: userId, kind: 'file-asked' }])
  return { count: 0, refused: 'by-itself' }
}

const refusalOf = ({ kind, state }: RetriedRecord): RetryRefusal | null => {
  if (kind !== 'invoice' || state === null) return 'by-itself'
  switch (state) {
    case 'failed':
    case 'action':
      return null
    case 'offered':
    case 'processing':
      return 'busy'
    case 'booked':
    case 'ignored':
    case 'pending':
      return state
  }
}

type Offered = { count: number; refused: RetryRefusal | null }

const offerAgain = async (flows: FlowContext, scope: Scope, request: RetryRequest): Promise<Offered | null> => {
  const { userId, combiId, what } = request
  const now = flows.now()
  const record = 'recordId' in what ? await findRetriedRecord(scope, { combiId, recordId: what.recordId }) : null
  if ('recordId' in what && record === null) return null
  if (record?.kind === 'file' && record.invoiceId !== null)
    return askFileAgain(scope, request, { invoiceId: record.invoiceId, now })
  const refused = record === null ? null : refusalOf(record)
  if (refused !== null) return { count: 0, refused }
  const changed = await setOfferedAgain(scope, {
    combiId,
    which: 'reason' in what ? { reasonCode: what.reason } : { invoiceId: record?.invoiceId ?? '' },
    from: [...from],
    now,
    deadline: offerDeadline(now),
  })
  await addInvoiceEvents(
    scope,
    changed.map(({ id }) => ({ invoiceId: id, at: now, actorId: userId, kind: 'offered', params: { isRetry: true } })),
  )
  // Somebody else was first, between the look and the change.
  return { count: changed.length, refused: record !== null && changed.length === 0 ? 'busy' : null }
}

/**
 * Tries a record of the log again, or all invoices with the same cause: they are offered again under the booking date that
 * they had, and a synchronisation is asked for. Asking twice is harmless: what was offered by the first is not by the second.
 * @returns null when the workspace has no such combi or record.
 */
export const retryRecords = async (flows: FlowContext, request: RetryRequest): Promise<RetryAnswer | null> => {
  const { workspaceId, combiId, userId } = request
  const offered = await withWorkspace(flows.db, workspaceId, async (scope) => {
    const combi = await findCombi(scope, combiId)
    return combi === null || combi.state === 'removed' ? null : offerAgain(flows, scope, request)
  })
  if (offered === null) return null
  const { count, refused } = offered
  const answer = { offered: count, refused }
  // What is booked, ignored or not yet decided on gains nothing by a synchronisation.
  if (count === 0 && refused !== 'busy' && refused !== 'by-itself') return { ...answer, sync: 'none', runId: null }
  const asked = await requestSync(flows, { workspaceId, combiId, userId, trigger: 'manual' })
  if (asked.ok)
    return { ...answer, sync: asked.joined ? 'joined' : 'started', runId: asked.joined ? null : asked.runId }
  if (asked.reason === 'not-found') return null
  return { ...answer, sync: asked.reason, runId: null }
}
