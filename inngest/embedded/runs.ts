import { v7 as newId } from 'uuid'
import type { Sql } from './database'
import { isMet } from './expression'
import type { EngineFunction } from './function-config'
import { discoveryStepId, type EngineEvent, functionFailedEvent, type SdkError, type StepOutput } from './protocol'
import type { Queue } from './queue'
import { slotKeysOf } from './slots'

/** What the engine holds while it works on its tables. */
export type Desk = { sql: Sql; queue: Queue; functions: ReadonlyMap<string, EngineFunction>; now: Date }

export type Run = {
  id: string
  number: number
  functionId: string
  status: 'queued' | 'running' | 'completed' | 'failed'
  slotKeys: string[]
  stepCount: number
  stateBytes: number
  event: EngineEvent
}

const runColumns = `r.id, r.number, r.function_id AS "functionId", r.status, r.slot_keys AS "slotKeys",
  r.step_count AS "stepCount", r.state_bytes AS "stateBytes",
  (SELECT e.payload FROM embedded.events e WHERE e.id = r.event_id) AS event`

/** The run, held until the transaction ends; null when it is pruned. */
export const lockRun = async (sql: Sql, runId: string): Promise<Run | null> => {
  const [run] = await sql<Run>(`SELECT ${runColumns} FROM embedded.runs r WHERE r.id = $1 FOR UPDATE`, [runId])
  return run ?? null
}

export type SettledStep = { id: string; output: StepOutput }

/** The run, held, with its settled steps in the order of their settling. */
export const lockRunWithSteps = async (sql: Sql, runId: string): Promise<(Run & { steps: SettledStep[] }) | null> => {
  const [run] = await sql<Run & { steps: SettledStep[] }>(
    `SELECT ${runColumns}, coalesce(
       (SELECT json_agg(json_build_object('id', s.id, 'output', s.output) ORDER BY s.place)
        FROM embedded.steps s WHERE s.run_id = r.id AND s.place IS NOT NULL), '[]') AS steps
     FROM embedded.runs r WHERE r.id = $1 FOR UPDATE OF r`,
    [runId],
  )
  return run ?? null
}

export const hasEnded = (run: Run): boolean => run.status === 'completed' || run.status === 'failed'

/** Older runs go first, as on the real server. */
export const priorityOf = (run: { number: number }): number => -run.number

/** A run of one function for one stored event, with its first call due at once. */
export const startRun = async (
  { sql, queue }: Desk,
  fn: EngineFunction,
  stored: { id: string; event: EngineEvent },
): Promise<string> => {
  const runId = newId()
  const [row] = await sql<{ number: number }>(
    'INSERT INTO embedded.runs (id, function_id, event_id, slot_keys) VALUES ($1, $2, $3, $4) RETURNING number',
    [runId, fn.id, stored.id, slotKeysOf(fn, stored.event)],
  )
  const priority = priorityOf(row ?? { number: 0 })
  await queue.add(sql, { kind: 'call', runId, stepId: discoveryStepId, attempt: 0, priority })
  return runId
}

/** Stores an event; null when one with the same dedupe id came within the last day. */
export const storeEvent = async (
  sql: Sql,
  id: string,
  entry: { dedupeId: string | null; event: EngineEvent },
): Promise<string | null> => {
  if (entry.dedupeId !== null)
    await sql(
      `UPDATE embedded.events SET dedupe_id = NULL
       WHERE dedupe_id = $1 AND received_at <= now() - interval '24 hours'`,
      [entry.dedupeId],
    )
  const [row] = await sql<{ id: string }>(
    `INSERT INTO embedded.events (id, dedupe_id, payload) VALUES ($1, $2, $3)
     ON CONFLICT (dedupe_id) DO NOTHING RETURNING id`,
    [id, entry.dedupeId, JSON.stringify(entry.event)],
  )
  return row?.id ?? null
}

/** Starts a run of every function that the event triggers. */
export const triggerRuns = async (desk: Desk, stored: { id: string; event: EngineEvent }): Promise<void> => {
  for (const fn of desk.functions.values()) {
    const isTriggered = fn.events.some(
      ({ name, condition }) => name === stored.event.name && (condition === null || isMet(condition, stored.event)),
    )
    if (isTriggered) await startRun(desk, fn, stored)
  }
}

export const completeRun = async ({ sql }: Desk, run: Run, output: unknown): Promise<void> => {
  await sql(`UPDATE embedded.runs SET status = 'completed', ended_at = now(), output = $2 WHERE id = $1`, [
    run.id,
    JSON.stringify(output ?? null),
  ])
}

/** Ends the run as failed and sends `inngest/function.failed`, on which failure handlers run. */
export const failRun = async (desk: Desk, run: Run, error: SdkError): Promise<void> => {
  const { sql, now } = desk
  await sql(`UPDATE embedded.runs SET status = 'failed', ended_at = now(), error = $2 WHERE id = $1`, [
    run.id,
    JSON.stringify(error),
  ])
  await sql('DELETE FROM embedded.waiting WHERE run_id = $1', [run.id])
  // The failure of a failure handler triggers nothing: it could go round for ever.
  if (run.event.name === functionFailedEvent) return
  const id = newId()
  const event: EngineEvent = {
    id: run.id,
    name: functionFailedEvent,
    data: {
      function_id: run.functionId,
      run_id: run.id,
      event: run.event,
      events: [run.event],
      error: { error: error.message, ...error },
    },
    user: {},
    ts: now.getTime(),
  }
  if ((await storeEvent(sql, id, { dedupeId: run.id, event })) !== null) await triggerRuns(desk, { id, event })
}
