import type { Sql } from './database'
import type { CallJob, Queue } from './queue'
import { lockSlots, wakeWaiting } from './slots'

/**
 * Where an engine sits: an address that two living processes cannot have at once. Whoever sits down there knows that
 * the one before is gone, and need not wait for its lease to run out.
 */
export type Seat = string

export const registerEngine = async (sql: Sql, engine: { id: string; seat: Seat; leaseMs: number }): Promise<void> => {
  await sql(`UPDATE embedded.engines SET expires_at = '-infinity' WHERE seat = $1`, [engine.seat])
  await sql(
    `INSERT INTO embedded.engines (id, seat, expires_at) VALUES ($1, $2, now() + $3 * interval '1 millisecond')`,
    [engine.id, engine.seat, engine.leaseMs],
  )
}

export type Beat = { isOurs: boolean; othersExpired: boolean }

/** Prolongs the lease by the database's clock. `isOurs` is false once others took this engine for dead. */
export const beat = async (sql: Sql, engineId: string, leaseMs: number): Promise<Beat> => {
  const [row] = await sql<Beat>(
    `WITH beat AS (
       UPDATE embedded.engines SET expires_at = now() + $2 * interval '1 millisecond' WHERE id = $1 RETURNING 1)
     SELECT EXISTS (SELECT 1 FROM beat) AS "isOurs",
            EXISTS (SELECT 1 FROM embedded.engines WHERE id <> $1 AND expires_at < now()) AS "othersExpired"`,
    [engineId, leaseMs],
  )
  return row ?? { isOurs: false, othersExpired: false }
}

/**
 * Puts the calls of engines whose lease ran out back in the queue, with the attempt they had: they are executed again,
 * and an answer that still comes for the old call is ignored.
 * @returns how many calls were taken over.
 */
export const takeOverExpired = async (sql: Sql, queue: Queue): Promise<number> => {
  const dead = await sql<{ id: string }>(
    'SELECT id FROM embedded.engines WHERE expires_at < now() ORDER BY id FOR UPDATE SKIP LOCKED',
  )
  const ids = dead.map(({ id }) => id)
  if (ids.length === 0) return 0
  const calls = await sql<{ jobId: string; job: CallJob; slotKeys: string[] }>(
    `DELETE FROM embedded.calls WHERE engine_id = ANY ($1)
     RETURNING job_id AS "jobId", job, slot_keys AS "slotKeys"`,
    [ids],
  )
  await lockSlots(sql, [...new Set(calls.flatMap(({ slotKeys }) => slotKeys))])
  for (const { jobId, job, slotKeys } of calls) {
    await queue.drop(sql, jobId)
    await queue.add(sql, job)
    await wakeWaiting(sql, queue, slotKeys)
  }
  await sql('DELETE FROM embedded.engines WHERE id = ANY ($1)', [ids])
  return calls.length
}

/**
 * Leaves. Calls still under way stay leased for a moment, in which this process must be gone, and are then taken over.
 */
export const leave = async (sql: Sql, engineId: string): Promise<void> => {
  await sql(
    `WITH left_over AS (
       UPDATE embedded.engines SET expires_at = now() + interval '1 second'
       WHERE id = $1 AND EXISTS (SELECT 1 FROM embedded.calls WHERE engine_id = $1) RETURNING 1)
     DELETE FROM embedded.engines WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM left_over)`,
    [engineId],
  )
}
