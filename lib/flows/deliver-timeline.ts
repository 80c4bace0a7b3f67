import { ConnectorError } from '@/lib/connectors/errors'
import { withWorkspace } from '@/lib/db/client'
import { findCombi } from '@/lib/db/combis'
import { listWaitingNotes, setNotePostponed, setNoteWritten, type WaitingNote } from '@/lib/db/timeline-notes'
import { timelineText } from '@/lib/i18n/timeline'
import type { FlowContext } from './context'

/** One round of a combi; more waits for the next, so that one busy combi does not keep the others waiting. */
const batchSize = 50
const minuteMs = 60_000
/** A source that is down for days is still asked four times a day. */
const longestPauseMs = 6 * 60 * minuteMs

const pauseAfter = (attempts: number): number => Math.min(2 ** attempts * minuteMs, longestPauseMs)

/**
 * Writes waiting messages on the timelines of their invoices in the source, those of an invoice in order. One that does not arrive is tried
 * again with growing pauses and never given up: what a person decided must be readable there.
 * @returns how many arrived, and whether there are more for now.
 */
export const deliverTimeline = async (
  flows: FlowContext,
  { workspaceId, combiId }: { workspaceId: string; combiId: string },
): Promise<{ written: number; hasMore: boolean }> => {
  const loaded = await withWorkspace(flows.db, workspaceId, async (scope) => ({
    combi: await findCombi(scope, combiId),
    notes: await listWaitingNotes(scope, combiId, { now: flows.now(), limit: batchSize }),
  }))
  if (loaded.combi === null || loaded.notes.length === 0) return { written: 0, hasMore: false }
  const { id, connectorId, accountRef } = loaded.combi.source
  const source = flows.openSource({ workspaceId, connectionId: id, connectorId, accountRef }, () => undefined)
  let written = 0
  const postponed = new Set<string>()
  for (const note of loaded.notes) {
    // What comes after a message that has to wait would tell the story in the wrong order.
    if (postponed.has(note.invoiceId)) continue
    try {
      const { id: messageId } = await source.putTimelineMessage({
        marker: note.marker,
        invoiceRef: note.sourceRef,
        ...timelineText(note.kind === 'ignored' ? 'ignored' : 'unignored', note),
      })
      written += 1
      await withWorkspace(flows.db, workspaceId, (scope) =>
        setNoteWritten(scope, note.id, { messageId, now: flows.now() }),
      )
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error
      await postpone(flows, { workspaceId, note, error })
      postponed.add(note.invoiceId)
      // The rest would meet the same answer; they keep their turn.
      if (error.kind === 'auth' || error.isRetryable) return { written, hasMore: false }
    }
  }
  return { written, hasMore: loaded.notes.length === batchSize }
}

const postpone = (
  flows: FlowContext,
  { workspaceId, note, error }: { workspaceId: string; note: WaitingNote; error: ConnectorError },
): Promise<void> => {
  const pauseMs = error.details.retryAfterMs ?? pauseAfter(note.attempts)
  return withWorkspace(flows.db, workspaceId, (scope) =>
    setNotePostponed(scope, note.id, {
      nextAttemptAt: new Date(flows.now().getTime() + pauseMs),
      problem: error.details.vendorText ?? error.message,
    }),
  )
}
