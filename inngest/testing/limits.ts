import type { FailureEventArgs } from 'inngest'
import { expect, it } from 'vitest'
import { createGate, createRecorder } from './recorder'
import type { AppNames, OpenApp } from './target'

/** How much, how many and how often. */
export const describeLimits = (open: OpenApp): void => {
  it('under a limit of one for each key, one run of a key executes at once, and others go on', async () => {
    const seen = createRecorder<string>()
    const gate = createGate()
    const app = await open(({ client, event }) => [keyed({ client, event }, { seen, gate })])
    const go = (key: string, label: string) => ({ name: app.event('go'), data: { key, label } })
    await app.client.send(go('A', 'A1'))
    await seen.until(1)
    for (const label of ['A2', 'A3']) await app.client.send(go('A', label))
    await app.client.send(go('B', 'B1'))
    expect(await seen.until(2)).toEqual(['start A1', 'start B1'])
    gate.open()
    const all = await seen.until(4, (item) => item.startsWith('end'))
    const ofA = all.filter((item) => item.includes('A'))
    // Which of the two that waited goes first is not promised; that nobody comes between start and end is.
    const next = ofA[2]?.slice('start '.length) ?? ''
    const last = next === 'A2' ? 'A3' : 'A2'
    expect(ofA).toEqual(['A1', next, last].flatMap((label) => [`start ${label}`, `end ${label}`]))
  })

  it('the same event id starts its runs once', async () => {
    const seen = createRecorder<string>()
    const app = await open(({ client, event }) => [
      client.createFunction(
        { id: 'once', triggers: [{ event: event('go') }], concurrency: 1 },
        ({ event: { data } }) => {
          seen.add(String(data.label))
        },
      ),
    ])
    const id = `${app.client.id}-order-1`
    await app.client.send({ id, name: app.event('go'), data: { label: 'first' } })
    await seen.until(1)
    await app.client.send({ id, name: app.event('go'), data: { label: 'again' } })
    await app.client.send({ name: app.event('go'), data: { label: 'other' } })
    expect(await seen.until(2)).toEqual(['first', 'other'])
  })

  it('a step output over 4 MB fails the run and says so', async () => {
    const seen = createRecorder<string>()
    const app = await open(({ client, event }) => [
      client.createFunction(
        {
          id: 'big',
          triggers: [{ event: event('go') }],
          retries: 0,
          onFailure: ({ error }: FailureEventArgs) => {
            seen.add(`${error.name} ${error.message}`)
          },
        },
        async ({ step }) => {
          await step.run('big', () => 'x'.repeat(5 * 1024 * 1024))
        },
      ),
    ])
    await app.client.send({ name: app.event('go') })
    const [message] = await seen.until(1)
    expect(message).toMatch(/too large|greater than the limit/)
  })

  it('more than 1,000 steps fail the run and say so', async () => {
    const seen = createRecorder<string>()
    const app = await open(({ client, event }) => [
      client.createFunction(
        {
          id: 'many',
          triggers: [{ event: event('go') }],
          retries: 0,
          onFailure: ({ error }: FailureEventArgs) => {
            seen.add(error.message)
          },
        },
        async ({ step }) => {
          await Promise.all(Array.from({ length: 1001 }, (_, index) => step.run(`step-${index}`, () => index)))
        },
      ),
    ])
    await app.client.send({ name: app.event('go') })
    expect((await seen.until(1))[0]).toMatch(/step limit of 1000 steps/)
  })
}

const keyed = (
  { client, event }: AppNames,
  { seen, gate }: { seen: ReturnType<typeof createRecorder<string>>; gate: ReturnType<typeof createGate> },
) =>
  client.createFunction(
    {
      id: 'keyed',
      triggers: [{ event: event('go') }],
      concurrency: [{ key: 'event.data.key', limit: 1 }],
    },
    async ({ event: { data }, step }) => {
      await step.run('work', async () => {
        seen.add(`start ${String(data.label)}`)
        await gate.opened
        seen.add(`end ${String(data.label)}`)
      })
    },
  )
