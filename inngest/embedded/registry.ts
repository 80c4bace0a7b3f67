import { databaseNow, type Sql } from './database'
import { nextTick } from './cron'
import { type EngineFunction, readFunction, RefusedOption } from './function-config'
import { registrationSchema } from './protocol'
import { type Queue, tickPriority } from './queue'
import { wakeAllWaiting } from './slots'

export type Registration = { appId: string; functions: EngineFunction[] }

/**
 * Reads what the SDK registers.
 * @throws RefusedOption on the first option that this engine would not honour.
 */
export const readRegistration = (body: unknown, now: Date): Registration => {
  const parsed = registrationSchema.safeParse(body)
  if (!parsed.success) throw new RefusedOption('?', parsed.error.issues[0]?.path.join('.') ?? '', 'is not understood')
  return { appId: parsed.data.appName, functions: parsed.data.functions.map((raw) => readFunction(raw, now)) }
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
    const jobId = await queue.add(
      sql,
      { kind: 'tick', functionId, expression, priority: tickPriority },
      { delayMs: next.getTime() - now.getTime() },
    )
    await sql('UPDATE embedded.crons SET job_id = $3 WHERE function_id = $1 AND expression = $2', [
      functionId,
      expression,
      jobId,
    ])
  }
  await wakeAllWaiting(sql, queue)
}
