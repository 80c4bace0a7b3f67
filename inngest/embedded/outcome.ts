import { z } from 'zod'
import { msUntil } from './duration'
import {
  discoveryStepId,
  maxStepOutputBytes,
  maxStepsPerRun,
  type Operation,
  operationSchema,
  type SdkError,
  type StepOutput,
  stepLimitError,
  toSdkError,
} from './protocol'
import { backoffMs, retryAfterMs } from './retry-delay'

/** What came back from a call over HTTP. */
export type Answer =
  | { kind: 'answer'; status: number; headers: Record<string, string | undefined>; body: string }
  | { kind: 'too-large' }
  | { kind: 'none'; reason: string }

export type Planned =
  { id: string; name: string; kind: 'run' } | { id: string; name: string; kind: 'sleep'; delayMs: number }

/** What a call means for its run. */
export type Outcome =
  | { kind: 'planned'; operations: Planned[] }
  | { kind: 'settled'; step: { id: string; name: string }; output: StepOutput }
  | { kind: 'retry'; delayMs: number; error: SdkError }
  | { kind: 'completed'; output: unknown }
  | { kind: 'failed'; error: SdkError }

/** The call that was made, as far as its answer's meaning depends on it. */
export type CallFacts = { stepId: string; attempt: number; maxAttempts: number; now: Date; random: () => number }

type HttpAnswer = Extract<Answer, { kind: 'answer' }>

const operationsSchema = z.union([
  z.array(operationSchema),
  z.looseObject({ op: z.string() }).transform((one) => [operationSchema.parse(one)]),
])

const failed = (name: string, message: string): Outcome => ({ kind: 'failed', error: { name, message } })

const tryAgain = (error: SdkError, call: CallFacts, answer: HttpAnswer | null): Outcome => {
  const isLast = call.attempt + 1 >= call.maxAttempts
  if (isLast || answer?.headers['x-inngest-no-retry'] === 'true') return { kind: 'failed', error }
  const askedMs = retryAfterMs(answer?.headers['retry-after'], call.now)
  return { kind: 'retry', delayMs: askedMs ?? backoffMs(call.attempt, call.random), error }
}

const parseJson = (text: string): { ok: true; value: unknown } | { ok: false } => {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return { ok: false }
  }
}

const isTooLarge = (value: unknown): boolean =>
  Buffer.byteLength(JSON.stringify(value === undefined ? null : value)) > maxStepOutputBytes

const tooLarge = (what: string): Outcome =>
  failed('output_too_large', `The output of ${what} is too large: at most ${maxStepOutputBytes} bytes are kept.`)

const nameOf = ({ displayName, name, id }: Operation): string => displayName ?? name ?? id

const plan = (operation: Operation, now: Date): Planned | { refused: string } => {
  const { id, op, opts } = operation
  const name = nameOf(operation)
  if (opts?.parallelMode === 'race') return { refused: 'group.parallel in mode "race"' }
  if (op === 'StepPlanned') return { id, name, kind: 'run' }
  if (op !== 'Sleep') return { refused: `the operation "${op}"` }
  const delayMs = msUntil(operation.name ?? '', now)
  return delayMs === null ? { refused: `a sleep of "${operation.name ?? ''}"` } : { id, name, kind: 'sleep', delayMs }
}

const readPlans = (operations: Operation[], call: CallFacts): Outcome => {
  const plans: Planned[] = []
  for (const operation of operations) {
    const planned = plan(operation, call.now)
    if ('refused' in planned)
      return failed(
        'not_supported',
        `The embedded engine does not support ${planned.refused}, asked for by step "${nameOf(operation)}".`,
      )
    plans.push(planned)
  }
  return { kind: 'planned', operations: plans }
}

const readStep = (operation: Operation, call: CallFacts, answer: HttpAnswer): Outcome => {
  const step = { id: operation.id, name: nameOf(operation) }
  if (operation.op === 'StepRun')
    return isTooLarge(operation.data)
      ? tooLarge(`step "${step.name}"`)
      : { kind: 'settled', step, output: { type: 'data', data: operation.data ?? null } }
  const error = toSdkError(operation.error)
  const again: Outcome = operation.op === 'StepError' ? tryAgain(error, call, answer) : { kind: 'failed', error }
  // A step that failed for good does not end its run: the function is told and may catch it.
  return again.kind === 'failed' ? { kind: 'settled', step, output: { type: 'error', error } } : again
}

const stepResults = new Set(['StepRun', 'StepError', 'StepFailed'])

const readOperations = (answer: HttpAnswer, call: CallFacts): Outcome => {
  const json = parseJson(answer.body)
  const parsed = operationsSchema.safeParse(json.ok ? json.value : null)
  if (!parsed.success)
    return tryAgain({ name: 'bad_answer', message: 'The answer has no readable operations.' }, call, answer)
  const operations = parsed.data
  if (answer.headers['x-inngest-req-version'] === '1' && operations.length > 1)
    return failed('not_supported', 'The embedded engine does not support "optimizeParallelism: false".')
  if (operations.length > maxStepsPerRun) return { kind: 'failed', error: stepLimitError }
  const [only] = operations
  if (only !== undefined && operations.length === 1 && stepResults.has(only.op)) return readStep(only, call, answer)
  if (call.stepId !== discoveryStepId || operations.length === 0)
    return failed('no_progress', `The call of step "${call.stepId}" brought neither a result nor anything to do next.`)
  return readPlans(operations, call)
}

/** Reads an answer of the SDK: status 206 carries operations, 200 the function's result, anything else an error. */
export const readOutcome = (answer: Answer, call: CallFacts): Outcome => {
  if (answer.kind === 'too-large') return tooLarge('a call')
  if (answer.kind === 'none') return tryAgain({ name: 'http_unreachable', message: answer.reason }, call, null)
  if (answer.headers['x-inngest-sdk'] === undefined) {
    const message = `Status ${answer.status} did not come from an Inngest SDK, or the SDK refused the signature.`
    return tryAgain({ name: 'not_sdk', message }, call, answer)
  }
  if (answer.status === 206) return readOperations(answer, call)
  const json = parseJson(answer.body)
  if (answer.status !== 200) return tryAgain(toSdkError(json.ok ? json.value : answer.body), call, answer)
  const output = json.ok ? json.value : answer.body
  return isTooLarge(output) ? tooLarge('the function') : { kind: 'completed', output }
}
