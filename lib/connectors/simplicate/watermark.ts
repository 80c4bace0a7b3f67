import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Checkpoint } from '../contract'

/** Simplicate gives 100 rows at most. */
export const pageSize = 100

/** Stamps carry no zone: when summer time ends an hour repeats, so what looks older by an hour may be new. */
const overlapMinutes = 90

/** While more rows share a stamp than fit on a page, pages overlap by half: rows that move away pull others forward. */
const offsetStep = pageSize / 2

const position = z.object({
  /** Rows from this stamp on are read; null reads from the beginning. */
  from: z.string().nullable(),
  /** Within rows of one and the same stamp only. */
  offset: z.int().min(0).default(0),
  /** Rows with the stamp `from` that were delivered already. */
  seen: z.array(z.string()).default([]),
  /** The latest stamp met so far. */
  high: z.string().nullable(),
  isDone: z.boolean(),
})

/** Where a list that is sorted by change stamp was left. */
export type Position = z.infer<typeof position>

const start: Position = { from: null, offset: 0, seen: [], high: null, isDone: false }

const toCheckpoint = (left: Position): Checkpoint => JSON.stringify(left) as Checkpoint

/** Where to read on. A list that was read to its end is taken up again a little before its end. */
export const resumeAt = (checkpoint: Checkpoint | null): Position => {
  if (checkpoint === null) return start
  const left = position.parse(JSON.parse(checkpoint))
  if (!left.isDone) return left
  return { ...start, from: left.high === null ? null : before(left.high), high: left.high }
}

const before = (stamp: string): string =>
  Temporal.PlainDateTime.from(stamp.replace(' ', 'T'))
    .subtract({ minutes: overlapMinutes })
    .toString({ smallestUnit: 'second' })
    .replace('T', ' ')

/** A row as far as paging needs it; a row without a stamp is only met when reading from the beginning. */
export type Row = { id: string | null; stamp: string | null }

/** Which rows of a page were not delivered yet, and where to go on. */
export const turnPage = (
  at: Position,
  rows: readonly Row[],
): { isNew: (row: Row) => boolean; checkpoint: Checkpoint; hasMore: boolean } => {
  const seen = new Set(at.seen)
  const isNew = ({ id }: Row): boolean => id === null || !seen.has(id)
  const stamps = rows.flatMap(({ stamp }) => stamp ?? [])
  const high = stamps.reduce((latest, stamp) => (latest === null || stamp > latest ? stamp : latest), at.high)
  if (rows.length < pageSize)
    return { isNew, checkpoint: toCheckpoint({ ...start, high, isDone: true }), hasMore: false }
  const last = rows.at(-1)?.stamp ?? null
  const isOneStamp = last === at.from && rows.every(({ stamp }) => stamp === last)
  const delivered = rows.filter(({ stamp }) => stamp === last).flatMap(({ id }) => id ?? [])
  const next: Position = isOneStamp
    ? {
        from: last,
        offset: at.offset + offsetStep,
        seen: [...seen, ...delivered.filter((id) => !seen.has(id))],
        high,
        isDone: false,
      }
    : { from: last, offset: last === null ? at.offset + offsetStep : 0, seen: delivered, high, isDone: false }
  return { isNew, checkpoint: toCheckpoint(next), hasMore: true }
}
