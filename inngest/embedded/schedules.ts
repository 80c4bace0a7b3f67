import { v7 as newId } from 'uuid'
import { nextTick } from './cron'
import { databaseNow, type Sql } from './database'
import { scheduledTimerEvent } from './protocol'
import { lookAgainMs, type Queue, type TickJob, tickPriority } from './queue'
import type { Registration } from './registry'
import { type Desk, startRun, storeEvent } from './runs'
import { wakeAllWaiting } from './slots'

const planTick = async (
  { sql, queue }: { sql: Sql; queue: Queue },
  { functionId, expression }: Pick<TickJob, 'functionId' | 'expression'>,
  delayMs: number,
): Promise<void> => {
  const jobId = await queue.add(sql, { kind: 'tick', functionId, expression, priority: tickPriority }, { delayMs })
  await sql('UPDATE embedded.crons SET job_id = $3 WHERE function_id = $1 AND expression = $2', [
    functionId,
    expression,
    jobId,
  ])
}

/** Brings the schedules in line with the registration; one that stays keeps its pending tick, also one that is overdue. */
export const keepSchedules = async (
  { sql, queue }: { sql: Sql; queue: Queue },
  { appId, functions }: Registration,
): Promise<void> => {
  const now = await databaseNow(sql)
  const wanted = functions.flatMap((fn) => fn.crons.map((expression) => ({ functionId: fn.id, expression })))
  const gone = await sql<{ jobId: string }>(
    `DELETE FROM embedded.crons WHERE app_id = $1 AND (function_id, expression) NOT IN
       (SELECT * FROM unnest($2::text[], $3::text[]))
     RETURNING job_id AS "jobId"`,
    [appId, wanted.map(({ functionId }) => functionId), wanted.map(({ expression }) => expression)],
  )
  for (const { jobId } of gone) await queue.drop(sql, jobId)
  for (const { functionId, expression } of wanted) {
    const [isNew] = await sql(
      `INSERT INTO embedded.crons (function_id, expression, app_id, job_id)
       VALUES ($1, $2, $3, gen_random_uuid()) ON CONFLICT DO NOTHING RETURNING 1`,
      [functionId, expression, appId],
    )
    const next = nextTick(expression, now)
    if (!isNew || !next) continue
    await planTick({ sql, queue }, { functionId, expression }, next.getTime() - now.getTime())
  }
  await wakeAllWaiting(sql, queue)
}

/** Starts the run of a tick that is due and makes the next one due. */
export const tick = async (desk: Desk, { id, job }: { id: string; job: TickJob }): Promise<void> => {
  const { sql, queue, functions } = desk
  const now = await databaseNow(sql)
  await queue.drop(sql, id)
  const [cron] = await sql(
    'SELECT 1 FROM embedded.crons WHERE function_id = $1 AND expression = $2 AND job_id = $3 FOR UPDATE',
    [job.functionId, job.expression, id],
  )
  if (!cron) return
  const fn = functions.get(job.functionId)
  // Counted from now, not from the tick that was due: ticks missed while nothing ran collapse into this one.
  const next = nextTick(job.expression, now)
  // A schedule that only another engine serves, as while versions overlap, is left to it.
  if (!fn) await planTick({ sql, queue }, job, lookAgainMs)
  else if (next) await planTick({ sql, queue }, job, next.getTime() - now.getTime())
  if (!fn) return
  const eventId = newId()
  const data = { cron: job.expression }
  const event = { id: eventId, name: scheduledTimerEvent, data, user: {}, ts: now.getTime() }
  await storeEvent(sql, eventId, { dedupeId: null, event })
  await startRun(desk, fn, { id: eventId, event })
}
