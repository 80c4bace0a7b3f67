import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Checkpoint } from '../contract'
import { ConnectorError } from '../errors'
import { parseJson } from './json'
import { connectorId } from './settings'

/** Simplicate gives 100 rows at most. */
export const pageSize = 100

/**
 * How much earlier than expected a stamp may turn up: an hour because stamps carry no zone and one hour repeats when
 * summer time ends, and half an hour for a change that was stamped well before it could be seen.
 */
const overlapMs = 90 * 60_000

/** More rows than this with one stamp are delivered twice rather than remembered: a checkpoint stays small. */
const mostSeen = 500

const position = z.object({
  /** Only what the filter of the last read could see was read. */
  issuedFrom: z.string().nullable(),
  /** Rows from this stamp on are read; null reads from the beginning. */
  from: z.string().nullable(),
  /** Rows to pass over, within rows of one and the same stamp only. */
  offset: z.int().min(0),
  /** The last row of the page before, where `offset` is used: it must be met again. */
  anchor: z.string().nullable(),
  /** Rows with the stamp `from` that were delivered already. */
  seen: z.array(z.string()),
  /** The latest stamp met so far, and our time when it was first met. */
  high: z.string().nullable(),
  highAtMs: z.number(),
  /** Our time when reading began, this time and the last time that it came to an end. */
  startedAtMs: z.number(),
  readAtMs: z.number(),
  isDone: z.boolean(),
})

/** Where a list that is sorted by change stamp was left. */
export type Position = z.infer<typeof position>

export type Resume = { issuedFrom: string | null; nowMs: number }

const beginning = ({ issuedFrom, nowMs }: Resume): Position => ({
  issuedFrom,
  from: null,
  offset: 0,
  anchor: null,
  seen: [],
  high: null,
  highAtMs: nowMs,
  startedAtMs: nowMs,
  readAtMs: nowMs,
  isDone: false,
})

/**
 * Where to read on. A list that was read to its end is taken up a little before its end, since a change may carry an older
 * stamp than one that was read before it. How much before shrinks with the time that passed without anything new: a quiet
 * account is not read again and again. A checkpoint that is not ours, or from a later start date, begins anew.
 */
export const resumeAt = (checkpoint: Checkpoint | null, resume: Resume): Position => {
  const left = checkpoint === null ? null : readCheckpoint(checkpoint)
  if (left === null || (resume.issuedFrom ?? '') < (left.issuedFrom ?? '')) return beginning(resume)
  const { issuedFrom, nowMs } = resume
  if (!left.isDone) return { ...left, issuedFrom }
  const backMs = Math.max(0, overlapMs - quietMs(left))
  return {
    ...left,
    issuedFrom,
    from: left.high === null ? null : earlier(left.high, backMs),
    offset: 0,
    anchor: null,
    // What is met again may have changed once more within its second: only a quiet account is spared the repetition.
    seen: backMs === 0 ? left.seen : [],
    startedAtMs: nowMs,
    isDone: false,
  }
}

const checkpointText = z.string().transform(parseJson).pipe(position)

const readCheckpoint = (checkpoint: Checkpoint): Position | null => checkpointText.safeParse(checkpoint).data ?? null

/**
 * How long the list was known to bring nothing after its latest stamp; negative by as long as reading took before that
 * stamp was met: what changed meanwhile may have landed behind the place where we were.
 */
const quietMs = ({ readAtMs, highAtMs }: Position): number => readAtMs - highAtMs

const earlier = (stamp: string, milliseconds: number): string =>
  Temporal.PlainDateTime.from(stamp.replace(' ', 'T'))
    .subtract({ milliseconds })
    .toString({ smallestUnit: 'second' })
    .replace('T', ' ')

/** A row as far as paging needs it; a row without a stamp is only met when reading from the beginning. */
export type Row = { id: string | null; stamp: string | null }

export type TurnedPage = { isNew: (row: Row) => boolean; checkpoint: Checkpoint; hasMore: boolean }

/**
 * Which rows of a page were not delivered yet, and where to go on. The filter moves, not the offset, so that a row that is
 * changed meanwhile is met again at its new place; only where a page brings no later stamp does the offset move, and
 * then the page must begin with the row that the last one ended with.
 * @throws ConnectorError `unexpected` when the rows are not in the order that was asked for: going on would lose some.
 */
export const turnPage = (at: Position, rows: readonly Row[], nowMs: number): TurnedPage => {
  const stamps = rows.flatMap(({ stamp }) => stamp ?? [])
  if (stamps.some((stamp, index) => index > 0 && stamp < (stamps[index - 1] ?? '')))
    throw new ConnectorError('unexpected', 'simplicate: the list is not sorted by change', { connectorId })
  const seen = new Set(at.seen)
  const isNew = ({ id, stamp }: Row): boolean => id === null || stamp !== at.from || !seen.has(id)
  const last = stamps.at(-1) ?? null
  const isHigher = last !== null && (at.high === null || last > at.high)
  const read = { ...at, high: isHigher ? last : at.high, highAtMs: isHigher ? nowMs : at.highAtMs }
  const idsAt = (stamp: string | null) =>
    rows.flatMap((row) => (row.stamp === stamp && row.id !== null ? [row.id] : []))
  const seenAtFrom = keepLast([...new Set([...at.seen, ...idsAt(at.from)])])

  const goOn = (next: Partial<Position>): TurnedPage => ({
    isNew,
    checkpoint: toCheckpoint({ ...read, anchor: null, offset: 0, ...next }),
    hasMore: true,
  })
  // Rows went away and pulled others forward, past the place where we are.
  if (at.offset > 0 && !isAnchored(at, rows[0])) return goOn({ seen: seenAtFrom })
  if (rows.length >= pageSize)
    return last !== null && (at.from === null || last > at.from)
      ? goOn({ from: last, seen: keepLast(idsAt(last)) })
      : goOn({ offset: at.offset + rows.length - 1, anchor: rows.at(-1)?.id ?? null, seen: seenAtFrom })
  const isStillQuiet = !isHigher && quietMs(at) >= overlapMs
  return {
    isNew,
    checkpoint: toCheckpoint({
      ...read,
      from: null,
      offset: 0,
      anchor: null,
      seen: read.high === at.from ? seenAtFrom : keepLast(idsAt(read.high)),
      // Left as they are when nothing happened for long: the checkpoint then stays the same text.
      startedAtMs: isStillQuiet ? at.readAtMs : at.startedAtMs,
      readAtMs: isStillQuiet ? at.readAtMs : at.startedAtMs,
      isDone: true,
    }),
    hasMore: false,
  }
}

const isAnchored = ({ anchor, seen }: Position, first: Row | undefined): boolean =>
  first !== undefined && (anchor === null || first.id === anchor || (first.id !== null && seen.includes(first.id)))

const keepLast = (ids: readonly string[]): string[] => ids.slice(-mostSeen)

const toCheckpoint = (left: Position): Checkpoint => JSON.stringify(left) as Checkpoint
