import { type CallBody, discoveryStepId, maxStepsPerRun, type SdkError, stepLimitError } from './protocol'
import { type CallJob, type Job, lookAgainMs } from './queue'
import { type Desk, failRun, hasEnded, lockRun, lockRunWithSteps, priorityOf, type Run, type SettledStep } from './runs'
import { tick } from './schedules'
import { findFullSlot, lockSlots, park, wakeWaiting } from './slots'
import { settleStep } from './steps'

/** A call that this engine has taken on. */
export type Call = { jobId: string; job: CallJob; url: string; maxAttempts: number; functionId: string; body: CallBody }

/** `null`: nothing is due. `done`: the job needed no call, or waits for a place. */
export type Claimed = Call | 'done' | null

type ClaimedJob<Kind extends Job['kind']> = { id: string; job: Extract<Job, { kind: Kind }> }

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

/** How often a call is put off for an engine that serves its function: some minutes, in which versions may overlap. */
const mostPostponements = 60

/** Why the call cannot be made at all, or not here, or null. */
const obstacle = (desk: Desk, run: Run, job: CallJob): SdkError | 'elsewhere' | null => {
  if (run.stepCount >= maxStepsPerRun) return stepLimitError
  if (desk.functions.has(run.functionId)) return null
  if ((job.postponed ?? 0) < mostPostponements) return 'elsewhere'
  return { name: 'function_not_found', message: `Function "${run.functionId}" is no longer served.` }
}

const take = async (desk: Desk, { id, job }: ClaimedJob<'call'>, engineId: string): Promise<Claimed> => {
  const { sql, queue } = desk
  const run = await lockRunWithSteps(sql, job.runId)
  const slotKeys = run?.slotKeys ?? []
  await lockSlots(sql, slotKeys)
  const stopped = run && !hasEnded(run) ? obstacle(desk, run, job) : null
  const fn = run ? desk.functions.get(run.functionId) : undefined
  if (stopped === 'elsewhere')
    await queue.add(sql, { ...job, postponed: (job.postponed ?? 0) + 1 }, { delayMs: lookAgainMs })
  else if (run && stopped) await failRun(desk, run, stopped)
  if (!run || hasEnded(run) || stopped || !fn) {
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
