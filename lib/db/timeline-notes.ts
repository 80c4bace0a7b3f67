import type { Prisma } from '@/prisma/generated/client'
import type { Scope } from './client'

export type NewTimelineNote = {
  combiId: string
  invoiceId: string
  marker: string
  kind: 'ignored' | 'unignored'
  params: { reason: string | null }
  now: Date
}

/** Puts messages in line for the timeline in the source; they stay until they have arrived. */
export const addTimelineNotes = async (
  { tx, workspaceId }: Scope,
  notes: readonly NewTimelineNote[],
): Promise<void> => {
  if (notes.length === 0) return
  await tx.timelineNote.createMany({
    data: notes.map(({ now, ...note }) => ({ ...note, workspaceId, nextAttemptAt: now, createdAt: now })),
  })
}

/**
 * Messages whose turn it is. What comes after a postponed message about the same invoice waits with it; a combi that is
 * paused or removed writes nothing.
 */
const due = (now: Date): Prisma.TimelineNoteWhereInput => ({
  state: 'waiting',
  nextAttemptAt: { lte: now },
  invoice: {
    combi: { state: { in: ['active', 'reconnect'] } },
    timelineNotes: { none: { state: 'waiting', nextAttemptAt: { gt: now } } },
  },
})

export type WaitingNote = {
  id: string
  invoiceId: string
  marker: string
  kind: string
  reason: string | null
  attempts: number
  sourceRef: string
  number: string
}

const readReason = (params: Prisma.JsonValue): string | null =>
  typeof params === 'object' && params !== null && 'reason' in params && typeof params.reason === 'string'
    ? params.reason
    : null

/** Messages of the combi whose turn it is, in the order in which they were written. */
export const listWaitingNotes = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  query: { now: Date; limit: number },
): Promise<WaitingNote[]> => {
  const rows = await tx.timelineNote.findMany({
    where: { workspaceId, combiId, ...due(query.now) },
    include: { invoice: { select: { sourceRef: true, number: true } } },
    orderBy: { id: 'asc' },
    take: query.limit,
  })
  return rows.map(({ invoice, params, ...row }) => ({ ...row, ...invoice, reason: readReason(params) }))
}

/** A message has arrived. */
export const setNoteWritten = async (
  { tx, workspaceId }: Scope,
  noteId: string,
  written: { messageId: string; now: Date },
): Promise<void> => {
  await tx.timelineNote.updateMany({
    where: { id: noteId, workspaceId },
    data: { state: 'written', messageId: written.messageId, writtenAt: written.now, lastProblem: null },
  })
}

/** A message has not arrived; it is tried again at `nextAttemptAt`. */
export const setNotePostponed = async (
  { tx, workspaceId }: Scope,
  noteId: string,
  postponed: { nextAttemptAt: Date; problem: string },
): Promise<void> => {
  await tx.timelineNote.updateMany({
    where: { id: noteId, workspaceId },
    data: { attempts: { increment: 1 }, nextAttemptAt: postponed.nextAttemptAt, lastProblem: postponed.problem },
  })
}

/** Combi's, across workspaces, that have a message whose turn it is. */
export const listCombisWithDueNotes = async (
  tx: Prisma.TransactionClient,
  now: Date,
  limit: number,
): Promise<{ combiId: string; workspaceId: string }[]> =>
  tx.timelineNote.findMany({
    where: due(now),
    distinct: ['combiId'],
    select: { combiId: true, workspaceId: true },
    take: limit,
  })
