import { v7 as newId } from 'uuid'
import { nextTick } from './cron'
import { databaseNow } from './database'
import {
  type CallBody,
  discoveryStepId,
  maxStepsPerRun,
  scheduledTimerEvent,
  type SdkError,
  stepLimitError,
} from './protocol'
import { type CallJob, type Job, tickPriority } from './queue'
import {
  type Desk,
  failRun,
  hasEnded,
  lockRun,
  lockRunWithSteps,
  priorityOf,
  type Run,
  type SettledStep,
  startRun,
  storeEvent,
} from './runs'
import { findFullSlot, lockSlots, park, wakeWaiting } from './slots'
import { settleStep } from './steps'

/** A call that this engine has taken on. */
export type Call = { jobId: string; job: CallJob; url: string; maxAttempts: number; functionId: string; body: CallBody }

/** `null`: nothing is due. `done`: the job needed no call, or waits for a place. */
export type Claimed = Call | 'done' | null

type ClaimedJob<Kind extends Job['kind']> = { id: string; job: Extract<Job, { kind: Kind }> }

const tick = async (desk: Desk, { id, job }: ClaimedJob<'tick'>): Promise<void> => {
  const { sql, queue, functions } = desk
  const now = await databaseNow(sql)
  await queue.drop(sql, id)
  const [cron] = await sql(
    'SELECT 1 FROM embedded.crons WHERE function_id = $1 AND expression = $2 AND job_id = $3 FOR UPDATE',
    [job.functionId, job.expression, id],
  )
  const fn = functions.get(job.functionId)
  if (!cron || !fn) return
  // Counted from now, not from the tick that was due: ticks missed while nothing ran collapse into this one.
  const next = nextTick(job.expression, now)
  if (next) {
    const nextId = await queue.add(sql, { ...job, priority: tickPriority }, { delayMs: next.getTime() - now.getTime() })
    await sql('UPDATE embedded.crons SET job_id = $3 WHERE function_id = $1 AND expression = $2', [
      job.functionId,
      job.expression,
      nextId,
    ])
  }
  const eventId = newId()
  const data = { cron: job.expression }
  const event = { id: eventId, name: scheduledTimerEvent, data, user: {}, ts: now.getTime() }
  await storeEvent(sql, eventId, { dedupeId: null, event })
  await startRun(desk, fn, { id: eventId, event })
}

const wake = async (desk: Desk, { id, job }: ClaimedJob<'wake'>): Promise<void> => {
  await desk.queue.drop(desk.sql, id)
  const run = await lockRun(desk.sql, job.runId)
  if (!run || hasEnded(run)) return
  await settleStep(desk, run, { id: job.stepId, name: job.stepId, output: { type: 'data', data: null } })
}

const bodyOf = (run: Run & { steps: SettledStep[] }, job: CallJob, maxAttempts: number): CallBody => {
  const stack = run.steps.map(({ id }) => id)
  return {
    event: run.event,
    events: [run.event],
    steps: Object.fromEntries(run.steps.map(({ id, output }) => [id, output])),
    ctx: {
      run_id: run.id,
      attempt: job.attempt,
      max_attempts: maxAttempts,
      disable_immediate_execution: job.stepId !== discoveryStepId,
      use_api: false,
      stack: { stack, current: stack.length },
    },
    use_api: false,
    version: -1,
  }
}

const refusal = (desk: Desk, run: Run): SdkError | null => {
  if (!desk.functions.has(run.functionId))
    return { name: 'function_not_found', message: `Function "${run.functionId}" is no longer served.` }
  return run.stepCount >= maxStepsPerRun ? stepLimitError : null
}

const take = async (desk: Desk, { id, job }: ClaimedJob<'call'>, engineId: string): Promise<Claimed> => {
  const { sql, queue } = desk
  const run = await lockRunWithSteps(sql, job.runId)
  const slotKeys = run?.slotKeys ?? []
  await lockSlots(sql, slotKeys)
  const refused = run && !hasEnded(run) ? refusal(desk, run) : null
  const fn = run ? desk.functions.get(run.functionId) : undefined
  if (run && refused) await failRun(desk, run, refused)
  if (!run || hasEnded(run) || refused || !fn) {
    await queue.drop(sql, id)
    await wakeWaiting(sql, queue, slotKeys)
    return 'done'
  }
  const full = await findFullSlot(sql, fn, slotKeys)
  if (full !== null) {
    await queue.drop(sql, id)
    await park(sql, { ...job, priority: priorityOf(run) }, full)
    await wakeWaiting(
      sql,
      queue,
      slotKeys.filter((key) => key !== full),
    )
    return 'done'
  }
  await sql(
    `WITH started AS (
       UPDATE embedded.runs SET status = 'running', started_at = now() WHERE id = $3 AND status = 'queued')
     INSERT INTO embedded.calls (job_id, engine_id, run_id, step_id, job, slot_keys) VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, engineId, run.id, job.stepId, JSON.stringify(job), slotKeys],
  )
  const { url, maxAttempts } = fn
  return { jobId: id, job, url, maxAttempts, functionId: fn.id, body: bodyOf(run, job, maxAttempts) }
}

/**
 * Claims the first job that is due and does what it asks for, short of calling the SDK. One transaction: a crash
 * leaves the job as it was, or a call under this engine's name.
 */
export const claimNext = async (desk: Desk, engineId: string): Promise<Claimed> => {
  const claimed = await desk.queue.claim(desk.sql)
  if (!claimed) return null
  const { id, job } = claimed
  switch (job.kind) {
    case 'tick':
      await tick(desk, { id, job })
      return 'done'
    case 'wake':
      await wake(desk, { id, job })
      return 'done'
    case 'call':
      return take(desk, { id, job }, engineId)
  }
}
