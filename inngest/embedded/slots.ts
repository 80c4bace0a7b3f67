import type { Sql } from './database'
import { readPath } from './expression'
import type { EngineFunction } from './function-config'
import type { EngineEvent } from './protocol'
import type { CallJob, Queue } from './queue'
import { canonicalJson } from './signature'

/** The keys under which a run's calls are counted, one for each concurrency limit of its function, in its order. */
export const slotKeysOf = (fn: EngineFunction, event: EngineEvent): string[] =>
  fn.concurrency.map(({ key }, index) => {
    const place = `${fn.id}#${index}`
    return key === null ? place : `${place}#${canonicalJson(readPath(event, key) ?? null)}`
  })

/**
 * Holds the keys until the transaction ends, so that counting and taking are one: without it a call that parks could
 * miss the last place that is given back. Sorted, so that two holders never wait for each other.
 */
export const lockSlots = async (sql: Sql, keys: readonly string[]): Promise<void> => {
  for (const key of [...keys].sort()) await sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [key])
}

/** The first of the keys without a free place; null when the call may go ahead. */
export const findFullSlot = async (sql: Sql, fn: EngineFunction, keys: readonly string[]): Promise<string | null> => {
  for (const [index, { limit }] of fn.concurrency.entries()) {
    const key = keys[index]
    if (key === undefined) continue
    const [row] = await sql<{ full: boolean }>(
      'SELECT count(*) >= $2 AS full FROM embedded.calls WHERE $1 = ANY (slot_keys)',
      [key, limit],
    )
    if (row?.full) return key
  }
  return null
}

export const park = async (sql: Sql, job: CallJob, key: string): Promise<void> => {
  await sql('INSERT INTO embedded.waiting (slot_key, run_id, job, priority) VALUES ($1, $2, $3, $4)', [
    key,
    job.runId,
    JSON.stringify(job),
    job.priority,
  ])
}

/**
 * Puts the first that waits for each key back in the queue. Whoever gives a place back, or takes a job without using
 * its places, calls this: the place would otherwise stay empty with somebody waiting for it.
 */
export const wakeWaiting = async (sql: Sql, queue: Queue, keys: readonly string[]): Promise<void> => {
  for (const key of keys) {
    const [next] = await sql<{ job: CallJob }>(
      `DELETE FROM embedded.waiting WHERE id =
         (SELECT id FROM embedded.waiting WHERE slot_key = $1 ORDER BY priority DESC, id LIMIT 1)
       RETURNING job`,
      [key],
    )
    if (next) await queue.add(sql, next.job)
  }
}

/** Puts everything that waits back in the queue: after a registration the limits may be others. */
export const wakeAllWaiting = async (sql: Sql, queue: Queue): Promise<void> => {
  const rows = await sql<{ job: CallJob }>('DELETE FROM embedded.waiting RETURNING job')
  for (const { job } of rows) await queue.add(sql, job)
}
