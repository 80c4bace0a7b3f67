import { describe, expect, it } from 'vitest'
import { type Answer, type CallFacts, type Outcome, readOutcome } from './outcome'

const call: CallFacts = {
  stepId: 'step',
  attempt: 0,
  maxAttempts: 3,
  now: new Date('2026-11-25T10:00:00Z'),
  random: () => 0,
}

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => ({
  kind: 'answer',
  status,
  headers: { 'x-inngest-sdk': 'inngest-js:v4.24.0', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
})

const error = { name: 'Error', message: 'no luck', stack: 'at here' }

describe('what an answer means', () => {
  it('status 200 ends the run with its output', () => {
    expect(readOutcome(answer(200, { booked: 3 }), call)).toEqual({ kind: 'completed', output: { booked: 3 } })
  })

  it('a step that ran is settled with its data, and null when it gave none', () => {
    const ran = (data?: unknown) =>
      readOutcome(answer(206, [{ id: 'a', op: 'StepRun', displayName: 'page 1', data }]), call)
    const step = { id: 'a', name: 'page 1' }
    expect(ran(7)).toEqual({ kind: 'settled', step, output: { type: 'data', data: 7 } })
    expect(ran()).toEqual({ kind: 'settled', step, output: { type: 'data', data: null } })
  })

  it('a step error is retried with back-off while attempts are left, then handed to the function', () => {
    const failed = answer(206, [{ id: 'a', op: 'StepError', error }], { 'x-inngest-no-retry': 'false' })
    expect(readOutcome(failed, call)).toMatchObject({ kind: 'retry', delayMs: 15_000 })
    expect(readOutcome(failed, { ...call, attempt: 1 })).toMatchObject({ kind: 'retry', delayMs: 30_000 })
    expect(readOutcome(failed, { ...call, attempt: 2 })).toMatchObject({
      kind: 'settled',
      output: { type: 'error', error },
    })
  })

  it('the delay that the answer asks for goes before back-off', () => {
    const busy = answer(206, [{ id: 'a', op: 'StepError', error }], { 'retry-after': '60' })
    expect(readOutcome(busy, call)).toMatchObject({ kind: 'retry', delayMs: 60_000 })
    expect(readOutcome(answer(500, error, { 'retry-after': '60' }), call)).toMatchObject({
      kind: 'retry',
      delayMs: 60_000,
    })
  })

  it('a step that failed for good is handed to the function at once', () => {
    const failed = answer(206, [{ id: 'a', op: 'StepFailed', error }], { 'x-inngest-no-retry': 'true' })
    expect(readOutcome(failed, call)).toMatchObject({ kind: 'settled', output: { type: 'error', error } })
  })

  it('an error of the function itself is retried, and ends the run when it may not be or was the last', () => {
    expect(readOutcome(answer(500, error), call)).toMatchObject({ kind: 'retry', error })
    expect(readOutcome(answer(500, error), { ...call, attempt: 2 })).toEqual({ kind: 'failed', error })
    expect(readOutcome(answer(400, error, { 'x-inngest-no-retry': 'true' }), call)).toEqual({ kind: 'failed', error })
  })

  it('several operations are a plan', () => {
    const operations = [
      { id: 'a', op: 'StepPlanned', name: 'first' },
      { id: 'b', op: 'Sleep', name: '1m', displayName: 'nap' },
    ]
    expect(readOutcome(answer(206, operations), call)).toEqual({
      kind: 'planned',
      operations: [
        { id: 'a', name: 'first', kind: 'run' },
        { id: 'b', name: 'nap', kind: 'sleep', delayMs: 60_000 },
      ],
    })
  })

  it.each<[string, Answer, Partial<Outcome>]>([
    ['no answer', { kind: 'none', reason: 'ECONNREFUSED' }, { kind: 'retry' }],
    ['an answer of somebody else', { kind: 'answer', status: 200, headers: {}, body: 'welcome' }, { kind: 'retry' }],
    ['operations that cannot be read', answer(206, 'oops'), { kind: 'retry' }],
    ['nothing to do next', answer(206, []), { kind: 'failed' }],
    ['an answer without end', { kind: 'too-large' }, { kind: 'failed' }],
    [
      'the old way with parallel steps',
      answer(
        206,
        [
          { id: 'a', op: 'Sleep' },
          { id: 'b', op: 'Sleep' },
        ],
        { 'x-inngest-req-version': '1' },
      ),
      { kind: 'failed' },
    ],
  ])('%s does not pass for success', (_, given, expected) => {
    expect(readOutcome(given, call)).toMatchObject(expected)
  })

  it('a planned step is never answered with another plan', () => {
    const planned = answer(206, [{ id: 'b', op: 'StepPlanned' }])
    expect(readOutcome(planned, { ...call, stepId: 'a' })).toMatchObject({
      kind: 'failed',
      error: { name: 'no_progress' },
    })
  })

  it('exactly 4 MB of output is kept, a byte more is not', () => {
    const text = (bytes: number) => 'x'.repeat(bytes - 2)
    const limit = 4 * 1024 * 1024
    const ran = (data: string) => readOutcome(answer(206, [{ id: 'a', op: 'StepRun', data }]), call)
    expect(ran(text(limit)).kind).toBe('settled')
    expect(ran(text(limit + 1))).toMatchObject({ kind: 'failed', error: { name: 'output_too_large' } })
    expect(readOutcome(answer(200, text(limit + 1)), call)).toMatchObject({ error: { name: 'output_too_large' } })
  })
})
