import type { Sql } from './database'

/** Forgets runs that ended, and events without a run, more than `keepDays` ago. */
export const prune = async (sql: Sql, keepDays: number): Promise<void> => {
  await sql(`DELETE FROM embedded.runs WHERE ended_at < now() - $1 * interval '1 day'`, [keepDays])
  await sql(
    `DELETE FROM embedded.events e WHERE e.received_at < now() - $1 * interval '1 day'
       AND NOT EXISTS (SELECT 1 FROM embedded.runs r WHERE r.event_id = e.id)`,
    [keepDays],
  )
}
