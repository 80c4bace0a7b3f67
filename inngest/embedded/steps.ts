import type { Planned } from './outcome'
import { discoveryStepId, maxRunStateBytes, type StepOutput } from './protocol'
import { type Desk, failRun, priorityOf, type Run } from './runs'

/**
 * Stores a step's output, once: a later answer for the same step changes nothing. When nothing that was planned is
 * open any more, the function is asked what comes next: parallel steps come together again here, so at any moment a
 * run has one call of discovery or its planned steps, never both.
 */
export const settleStep = async (
  desk: Desk,
  run: Run,
  step: { id: string; name: string; output: StepOutput },
): Promise<void> => {
  const { sql, queue } = desk
  const output = JSON.stringify(step.output)
  const size = Buffer.byteLength(output)
  if (run.stateBytes + size > maxRunStateBytes) {
    const message = `The function run exceeded the state size limit of ${maxRunStateBytes} bytes.`
    return failRun(desk, run, { name: 'state_overflowed', message })
  }
  const [row] = await sql<{ isOpen: boolean }>(
    `WITH settled AS (
       INSERT INTO embedded.steps AS s (run_id, id, name, place, output) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (run_id, id) DO UPDATE SET place = excluded.place, output = excluded.output WHERE s.place IS NULL
       RETURNING 1),
     counted AS (
       UPDATE embedded.runs SET step_count = step_count + 1, state_bytes = state_bytes + $6
       WHERE id = $1 AND EXISTS (SELECT 1 FROM settled))
     SELECT EXISTS (SELECT 1 FROM embedded.steps WHERE run_id = $1 AND id <> $2 AND place IS NULL) AS "isOpen"`,
    [run.id, step.id, step.name, run.stepCount, output, size],
  )
  if (row?.isOpen) return
  await queue.add(sql, { kind: 'call', runId: run.id, stepId: discoveryStepId, attempt: 0, priority: priorityOf(run) })
}

/** Writes down what was planned and makes it due. What was planned before stays as it is. */
export const planSteps = async (desk: Desk, run: Run, operations: readonly Planned[]): Promise<void> => {
  const { sql, queue } = desk
  const priority = priorityOf(run)
  let planned = 0
  for (const operation of operations) {
    const isNew = await sql(
      'INSERT INTO embedded.steps (run_id, id, name) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1',
      [run.id, operation.id, operation.name],
    )
    if (isNew.length === 0) continue
    planned += 1
    const stepId = operation.id
    if (operation.kind === 'run') await queue.add(sql, { kind: 'call', runId: run.id, stepId, attempt: 0, priority })
    else await queue.add(sql, { kind: 'wake', runId: run.id, stepId, priority }, { delayMs: operation.delayMs })
  }
  if (planned === 0)
    await failRun(desk, run, {
      name: 'no_progress',
      message: 'The function planned only steps that it planned before.',
    })
}
