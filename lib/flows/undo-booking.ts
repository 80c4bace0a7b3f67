import { ConnectorError } from '@/lib/connectors/errors'
import { withWorkspace } from '@/lib/db/client'
import { findCombi, releaseLease, takeLease, type CombiRecord } from '@/lib/db/combis'
import { addInvoiceEvents } from '@/lib/db/invoice-actions'
import { beginUndo, findUndoable, recordUndone, withdrawUndo, type UndoableBooking } from '@/lib/db/undo'
import type { FlowContext } from './context'
import { leaseEnd } from './run-work'

export type UndoRefusal =
  /** The workspace has no such invoice. */
  | 'not-found'
  /** Nothing of it stands in the books. */
  | 'not-booked'
  /** Money was received on it, according to the portal or to the books. */
  | 'entry-paid'
  | 'period-closed'
  /** The books refuse for a reason of their own, which `text` holds. */
  | 'books-refused'
  /** A synchronisation is at work on this combi. */
  | 'combi-busy'
  | 'combi-reconnect'
  /** Whether the entry is gone is unknown; asking again finds out. */
  | 'vendor-unavailable'
  | 'vendor-busy'

export type UndoAnswer = { ok: true } | { ok: false; reason: UndoRefusal; text: string }

type Asked = { workspaceId: string; userId: string; invoiceId: string }

const refuse = (reason: UndoRefusal, text = ''): UndoAnswer => ({ ok: false, reason, text })

/**
 * Takes a booking back: removes its entry from the books while nothing was paid on it and its period is open, and has the
 * invoice wait for a decision again. That it is to be removed is written down first; whether it is gone is looked up, not
 * believed. What is booked later gets another revision, and with it another id: books may never take a used one again.
 */
export const undoBooking = async (flows: FlowContext, asked: Asked): Promise<UndoAnswer> => {
  const { workspaceId, invoiceId } = asked
  const found = await withWorkspace(flows.db, workspaceId, async (scope) => {
    const booking = await findUndoable(scope, invoiceId)
    return booking === null ? null : { booking, combi: await findCombi(scope, booking.combiId) }
  })
  if (found?.combi == null) return refuse('not-found')
  const { booking, combi } = found
  if (booking.entryId === null || booking.administrationRef === null) return refuse('not-booked')
  if (booking.paidCents !== 0 || booking.passedOnCents !== 0) return refuse('entry-paid')
  if (combi.state === 'removed' || combi.books.state !== 'active') return refuse('combi-reconnect')
  const lease = flows.newId()
  const now = flows.now()
  const isOurs = await withWorkspace(flows.db, workspaceId, (scope) =>
    takeLease(scope, combi.id, { token: lease, now, until: leaseEnd(now) }),
  )
  if (!isOurs) return refuse('combi-busy')
  try {
    return await remove(flows, asked, { combi, booking })
  } finally {
    await withWorkspace(flows.db, workspaceId, (scope) => releaseLease(scope, combi.id, lease))
  }
}

type Removing = { combi: CombiRecord; booking: UndoableBooking }

const remove = async (flows: FlowContext, asked: Asked, { combi, booking }: Removing): Promise<UndoAnswer> => {
  const { workspaceId, userId, invoiceId } = asked
  const { entryId, administrationRef, booksNumber, booksDebtorId, fiscalYear } = booking
  if (entryId === null || administrationRef === null || booksDebtorId === null) return refuse('not-booked')
  const { id, connectorId, accountRef } = combi.books
  const books = flows.openBooks({ workspaceId, connectionId: id, connectorId, accountRef }, () => undefined)
  try {
    // Money may have come in since the last synchronisation, and books may remove an entry that was paid.
    const [balance] = await books.readBalances(administrationRef, [
      {
        ...{ entryId, debtorId: booksDebtorId, invoiceNumber: booksNumber ?? 0, fiscalYear: fiscalYear ?? 0 },
        ...{ knownPaidCents: 0, isSettled: false },
      },
    ])
    if (balance?.state === 'known' && balance.paidCents !== 0) return refuse('entry-paid')
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    return toRefusal(error)
  }
  const isBegun = await withWorkspace(flows.db, workspaceId, async (scope) => {
    const begun = await beginUndo(scope, { invoiceId, entryId })
    if (begun) await addInvoiceEvents(scope, [{ invoiceId, at: flows.now(), actorId: userId, kind: 'undo-asked' }])
    return begun
  })
  // Somebody else took it back, or it was booked anew, since it was looked at.
  if (!isBegun) return refuse('not-booked')
  const withdraw = () => withWorkspace(flows.db, workspaceId, (scope) => withdrawUndo(scope, entryId))
  let refusal: ConnectorError | null = null
  try {
    await books.removeEntry(administrationRef, entryId)
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    refusal = error
  }
  try {
    if ((await books.getEntry(administrationRef, entryId)) !== null) {
      await withdraw()
      return toRefusal(refusal)
    }
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    // It stays written down as being removed: whoever asks again is told what became of it.
    return toRefusal(error)
  }
  await withWorkspace(flows.db, workspaceId, async (scope) => {
    await recordUndone(scope, { invoiceId, entryId })
    const params = { entryId, booksNumber }
    await addInvoiceEvents(scope, [{ invoiceId, at: flows.now(), actorId: userId, kind: 'undone', params }])
  })
  return { ok: true }
}

/** Why an entry still stands; null is books that said yes and did nothing. */
const toRefusal = (error: ConnectorError | null): UndoAnswer => {
  const text = error?.details.vendorText ?? ''
  switch (error?.kind) {
    case undefined:
      return refuse('books-refused')
    case 'auth':
      return refuse('combi-reconnect')
    case 'rate-limit':
      return refuse('vendor-busy')
    case 'unavailable':
      return refuse('vendor-unavailable')
    case 'invalid':
    case 'conflict':
    case 'unexpected':
      if (error.details.reason === 'entry-paid') return refuse('entry-paid', text)
      return refuse(error.details.reason === 'period-closed' ? 'period-closed' : 'books-refused', text)
  }
}
