import { describe, expect, it } from 'vitest'
import { readFunction } from './function-config'

const now = new Date('2026-11-25T10:00:00Z')
const registered = (more: object = {}) => ({
  id: 'app-fn',
  name: 'fn',
  triggers: [{ event: 'app/go' }],
  steps: { step: { id: 'step', name: 'step', runtime: { type: 'http', url: 'http://127.0.0.1:3001/api/inngest' } } },
  ...more,
})
const withRetries = (attempts: number) => {
  const { step } = registered().steps
  return registered({ steps: { step: { ...step, retries: { attempts } } } })
}

describe('a registered function', () => {
  it('is called once more than it is retried, and five times when it does not say', () => {
    expect(readFunction(registered(), now).maxAttempts).toBe(5)
    expect(readFunction(withRetries(0), now).maxAttempts).toBe(1)
    expect(readFunction(withRetries(20), now).maxAttempts).toBe(21)
  })

  it('keeps its triggers and limits in their order', () => {
    const read = readFunction(
      registered({
        triggers: [
          { event: 'app/go', expression: `event.data.kind == 'a'` },
          { cron: 'TZ=Europe/Amsterdam 0 6 * * *' },
        ],
        concurrency: [{ limit: 5 }, { limit: 1, key: 'event.data.combiId', scope: 'fn' }],
      }),
      now,
    )
    expect(read).toMatchObject({
      events: [{ name: 'app/go', condition: { path: ['data', 'kind'], equals: 'a' } }],
      crons: ['TZ=Europe/Amsterdam 0 6 * * *'],
      concurrency: [
        { limit: 5, key: null },
        { limit: 1, key: ['data', 'combiId'] },
      ],
    })
    expect(readFunction(registered({ concurrency: 3 }), now).concurrency).toEqual([{ limit: 3, key: null }])
  })

  it.each([
    ['somethingNew', registered({ somethingNew: { limit: 1 } })],
    ['triggers.jitter', registered({ triggers: [{ cron: '* * * * *', jitter: '10s' }] })],
    ['triggers.somethingNew', registered({ triggers: [{ event: 'app/go', somethingNew: 1 }] })],
    ['triggers.event', registered({ triggers: [{ event: 'inngest/function.finished' }] })],
    ['concurrency', registered({ concurrency: 0 })],
    ['retries', withRetries(21)],
    ['steps', registered({ steps: {} })],
  ])('option "%s" is refused by its name, also where the engine has never heard of it', (name, raw) => {
    expect(() => readFunction(raw, now)).toThrow(`Function "app-fn": option "${name}`)
  })
})
