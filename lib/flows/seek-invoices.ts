import { withWorkspace, type Scope } from '@/lib/db/client'
import { addInvoiceEvents, markDrift } from '@/lib/db/invoice-actions'
import { listToSeek, markFound, markGone, recordSought, type SoughtInvoice } from '@/lib/db/sweeps'
import type { Reason } from '@/lib/sync/reasons'
import { recordWork, type RunWork } from './run-work'
import { count, toStored } from './tally'

/** Ten calls a night; a mirror of ten thousand has been asked for whole within three weeks. */
const atMost = 500

/** Asks the source whether it still has the invoices that were longest not asked for. */
export const seekInvoices = async (work: RunWork): Promise<void> => {
  const { flows, workspaceId, combi } = work
  const sought = await withWorkspace(flows.db, workspaceId, (scope) => listToSeek(scope, combi.id, atMost))
  if (sought.length === 0) return
  const absent = new Set(await findAbsent(work, sought))
  await recordWork(work, async (scope) => {
    const now = flows.now()
    const ids = sought.map(({ id }) => id)
    await recordSought(scope, ids, now)
    await recordGone(
      work,
      scope,
      sought.filter(({ id }) => absent.has(id)),
    )
    const back = sought.filter(({ id, goneAt }) => goneAt !== null && !absent.has(id)).map(({ id }) => id)
    await markFound(scope, back)
    await markDrift(scope, back)
    await addInvoiceEvents(
      scope,
      back.map((invoiceId) => ({ invoiceId, at: now, actorId: null, kind: 'found-in-source' })),
    )
  })
}

type Sought = Pick<SoughtInvoice, 'id' | 'sourceRef'>

/**
 * Which of these the source does not have, by our ids. It has no list of what was deleted: what is absent from an answer is
 * asked for once more before it is believed. One that cannot be read is there.
 */
export const findAbsent = async ({ source }: Pick<RunWork, 'source'>, sought: readonly Sought[]): Promise<string[]> => {
  let absent = sought
  for (let times = 0; times < 2 && absent.length > 0; times += 1) {
    const { items, rejected } = await source.getInvoices(absent.map(({ sourceRef }) => sourceRef))
    const met = new Set([...items, ...rejected].map(({ ref }) => ref))
    absent = absent.filter(({ sourceRef }) => !met.has(sourceRef))
  }
  return absent.map(({ id }) => id)
}

/**
 * Says of invoices that the source has them no more: on each of them, in its history and in the run.
 * @returns the ids of those of which that was not known, and that are certain not to be on their way to the books.
 */
export const recordGone = async (
  work: RunWork,
  scope: Scope,
  gone: readonly Omit<SoughtInvoice, 'goneAt' | 'state'>[],
): Promise<ReadonlySet<string>> => {
  const { flows, tally } = work
  const now = flows.now()
  const reasonOf = (number: string) => toStored({ code: 'deleted-in-source', params: { number } } satisfies Reason)
  const marked = await markGone(
    scope,
    gone.map(({ id, number }) => ({ id, reason: reasonOf(number) })),
    now,
  )
  const changed = gone.filter(({ id }) => marked.has(id))
  count(tally, 'actionCount', changed.length)
  for (const { id, sourceRef, number, debtorName, grossCents } of changed)
    tally.items.push({
      ...{ at: now, kind: 'invoice', ref: sourceRef, invoiceId: id, label: number, debtorName },
      ...{ amountCents: grossCents, bookingDate: null, outcome: 'action', reason: reasonOf(number) },
    })
  await addInvoiceEvents(
    scope,
    changed.map(({ id }) => ({ invoiceId: id, at: now, actorId: null, kind: 'deleted-in-source' })),
  )
  return marked
}
