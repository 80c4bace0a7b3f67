import type { Call } from './claim'
import type { Outcome } from './outcome'
import { completeRun, type Desk, failRun, hasEnded, lockRun, type Run } from './runs'
import { lockSlots, wakeWaiting } from './slots'
import { planSteps, settleStep } from './steps'

const apply = async (desk: Desk, run: Run, settled: { call: Call; outcome: Outcome }): Promise<void> => {
  const { call, outcome } = settled
  switch (outcome.kind) {
    case 'planned':
      return planSteps(desk, run, outcome.operations)
    case 'settled':
      return settleStep(desk, run, { ...outcome.step, output: outcome.output })
    case 'retry':
      await desk.queue.add(desk.sql, { ...call.job, attempt: call.job.attempt + 1 }, { delayMs: outcome.delayMs })
      return
    case 'completed':
      return completeRun(desk, run, outcome.output)
    case 'failed':
      return failRun(desk, run, outcome.error)
  }
}

/**
 * Writes down what a call brought, in one transaction with what follows from it. A call that was taken over by another
 * engine in the meantime, or whose run has ended, changes nothing.
 * @returns whether the call was still this engine's.
 */
export const settleCall = async (desk: Desk, engineId: string, settled: { call: Call; outcome: Outcome }) => {
  const { sql, queue } = desk
  const { jobId, job } = settled.call
  const run = await lockRun(sql, job.runId)
  const own = await sql<{ slotKeys: string[] }>(
    'DELETE FROM embedded.calls WHERE job_id = $1 AND engine_id = $2 RETURNING slot_keys AS "slotKeys"',
    [jobId, engineId],
  )
  const [call] = own
  if (!call) return false
  await queue.drop(sql, jobId)
  await lockSlots(sql, call.slotKeys)
  if (run && !hasEnded(run)) await apply(desk, run, settled)
  await wakeWaiting(sql, queue, call.slotKeys)
  return true
}
