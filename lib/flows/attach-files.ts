import { createHash } from 'node:crypto'
import { ConnectorError } from '@/lib/connectors/errors'
import { withWorkspace, type Scope } from '@/lib/db/client'
import { listDueFiles, setFileAttached, setFileLeaving, setFileMissed, type DueFile } from '@/lib/db/entry-files'
import { addInvoiceEvents } from '@/lib/db/invoice-actions'
import { hasUntriedOffer } from '@/lib/db/invoices'
import { fileNameOf } from '@/lib/domain/document'
import { nextFileAttempt, type MissedAttempt } from '@/lib/sync/file-attempts'
import { missedAtBooks, missedAtSource } from './file-refusals'
import { mostUnanswered } from './refusals'
import { keepLease, recordWork, type RunWork } from './run-work'
import { toStored } from './tally'

/** Four calls each at most: few enough that what is handed over meanwhile does not wait long. */
const batchSize = 10

type Outcome = { kind: 'attached' } | ({ kind: 'missed'; isAway: boolean; isForAll: boolean } & MissedAttempt)

/**
 * Puts the PDF's of booked invoices with their entries, each once; after everything else, since an invoice is booked without
 * as well. One that does not get there is tried again by later runs with growing pauses, a few times, and says why.
 * @returns whether there may be more to do in this run: what was handed over meanwhile goes first.
 */
export const attachFiles = async (work: RunWork): Promise<'more' | 'next'> => {
  const { flows, workspaceId, combi, run } = work
  const due = await withWorkspace(flows.db, workspaceId, (scope) =>
    listDueFiles(scope, { combiId: combi.id, now: flows.now(), limit: batchSize }),
  )
  if (due.length === 0) return 'next'
  let awayCount = 0
  for (const file of due) {
    const outcome = await attach(work, file)
    await recordWork(work, (scope) => record(work, scope, { file, outcome }))
    if (outcome.kind === 'attached') awayCount = 0
    // The others would meet the same answer, and keep their attempts for a run that has better luck.
    else if (outcome.isForAll) return 'next'
    else awayCount = outcome.isAway ? awayCount + 1 : 0
    if (awayCount >= mostUnanswered) return 'next'
  }
  return (await withWorkspace(flows.db, workspaceId, (scope) => hasUntriedOffer(scope, combi.id, run.id)))
    ? 'next'
    : 'more'
}

const missed = (attempt: MissedAttempt, rest: { isAway?: boolean; isForAll?: boolean } = {}): Outcome => ({
  ...{ kind: 'missed', isAway: false, isForAll: false },
  ...attempt,
  ...rest,
})

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/**
 * One attempt. That the file leaves is written down before it does; one that left before without an answer is looked for
 * before it is sent again, and what stands there is never written over.
 * @throws ConnectorError when the run must wait, or end until somebody reconnects.
 */
const attach = async (work: RunWork, file: DueFile): Promise<Outcome> => {
  const { books, source } = work
  const { administrationRef, entryId, invoice } = file
  if (file.sentAt !== null) {
    const standing = await orMissed(missedAtBooks, () => books.findFile(administrationRef, entryId))
    if ('missed' in standing) return standing.missed
    if (standing.value !== null)
      return hashOf(standing.value) === file.contentHash
        ? { kind: 'attached' }
        : missed({ reason: { code: 'file-other', params: {} }, isFinal: true })
  }
  const pdf = await orMissed(missedAtSource, () => source.readInvoicePdf(invoice.sourceRef))
  if ('missed' in pdf) return pdf.missed
  if (pdf.value === null) return missed({ reason: { code: 'file-missing', params: {} }, isFinal: false })
  const bytes = pdf.value
  await keepLease(work)
  await recordLeaving(work, { entryId, contentHash: hashOf(bytes) })
  const sent = await orMissed(missedAtBooks, () =>
    books.attachFile(administrationRef, entryId, {
      name: fileNameOf(invoice.number),
      mimeType: 'application/pdf',
      bytes,
    }),
  )
  return 'missed' in sent ? sent.missed : { kind: 'attached' }
}

const recordLeaving = (
  { flows, workspaceId }: RunWork,
  { entryId, contentHash }: { entryId: string; contentHash: string },
): Promise<void> =>
  withWorkspace(flows.db, workspaceId, (scope) => setFileLeaving(scope, entryId, { now: flows.now(), contentHash }))

type Judge = (error: ConnectorError) => (MissedAttempt & { isForAll: boolean }) | null

/** What was asked for, or what its refusal means for this file. @throws ConnectorError when it is no matter of this file. */
const orMissed = async <T>(judge: Judge, ask: () => Promise<T>): Promise<{ value: T } | { missed: Outcome }> => {
  try {
    return { value: await ask() }
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    const judged = judge(error)
    if (judged === null) throw error
    return { missed: missed(judged, { isAway: error.kind === 'unavailable', isForAll: judged.isForAll }) }
  }
}

const record = async (
  { flows, run, tally }: RunWork,
  scope: Scope,
  { file, outcome }: { file: DueFile; outcome: Outcome },
): Promise<void> => {
  const { entryId, invoiceId, invoice } = file
  const now = flows.now()
  const isAttached = outcome.kind === 'attached'
  const reason = isAttached ? null : toStored(outcome.reason)
  const nextAttemptAt = isAttached ? null : nextFileAttempt(outcome, file.attempts + 1, now)
  if (reason === null) await setFileAttached(scope, entryId, now)
  else await setFileMissed(scope, entryId, { reason, nextAttemptAt })
  tally.items.push({
    ...{ at: now, kind: 'file', ref: invoice.sourceRef, invoiceId },
    ...{ label: invoice.number, debtorName: invoice.debtorName, amountCents: null, bookingDate: null, reason },
    outcome: isAttached ? 'attached' : nextAttemptAt === null ? 'failed' : 'waiting',
  })
  // That it is tried again is no part of an invoice's story; how it ended is.
  if (!isAttached && nextAttemptAt !== null) return
  const kind = isAttached ? 'file-attached' : 'file-failed'
  await addInvoiceEvents(scope, [{ invoiceId, at: now, actorId: null, kind, params: { ...reason, runId: run.id } }])
}
