import { type FailureEventArgs, NonRetriableError, RetryAfterError } from 'inngest'
import { expect, it } from 'vitest'
import { createRecorder } from './recorder'
import type { OpenApp } from './target'

/** What happens when something fails. */
export const describeRetries = (open: OpenApp): void => {
  it('a failing step is called once and then once for each retry, and the failure handler gets its error', async () => {
    const seen = createRecorder<string>()
    const app = await open(({ client, event }) => [
      client.createFunction(
        {
          id: 'fails',
          triggers: [{ event: event('go') }],
          retries: 2,
          onFailure: ({ error, event: { data } }: FailureEventArgs) => {
            seen.add(`failed: ${error.message} ${JSON.stringify(data.event.data)}`)
          },
        },
        async ({ step, attempt }) => {
          await step.run('try', () => {
            seen.add(`attempt ${attempt}`)
            throw new Error('no luck')
          })
        },
      ),
    ])
    await app.client.send({ name: app.event('go'), data: { invoice: 'F-12' } })
    for (const attempts of [1, 2]) {
      await seen.until(attempts)
      await app.passTime(70_000)
    }
    expect(await seen.until(4)).toEqual(['attempt 0', 'attempt 1', 'attempt 2', 'failed: no luck {"invoice":"F-12"}'])
  })

  it('retries are counted for each step by itself', async () => {
    const seen = createRecorder<string>()
    const app = await open(({ client, event }) => [
      client.createFunction(
        { id: 'shaky', triggers: [{ event: event('go') }], retries: 1 },
        async ({ step, attempt }) => {
          for (const name of ['one', 'two'])
            await step.run(name, () => {
              seen.add(`${name} ${attempt}`)
              if (attempt === 0) throw new Error('once more')
            })
          seen.add('end')
        },
      ),
    ])
    await app.client.send({ name: app.event('go') })
    await seen.until(1)
    await app.passTime(45_000)
    await seen.until(1, (item) => item === 'two 0')
    await app.passTime(45_000)
    expect(await seen.until(1, (item) => item === 'end')).toEqual(['one 0', 'one 1', 'two 0', 'two 1', 'end'])
  })

  it('a function may catch the error of a step that failed for good', async () => {
    const seen = createRecorder<string>()
    const app = await open(({ client, event }) => [
      client.createFunction({ id: 'catches', triggers: [{ event: event('go') }], retries: 0 }, async ({ step }) => {
        const caught = await step
          .run('breaks', () => {
            throw new Error('broken')
          })
          .catch((error: unknown) => (error instanceof Error ? error.message : 'no error'))
        await step.run('mends', () => {
          seen.add(`mended: ${String(caught)}`)
        })
      }),
    ])
    await app.client.send({ name: app.event('go') })
    expect(await seen.until(1)).toEqual(['mended: broken'])
  })

  it('an error that says when to try again is obeyed', async () => {
    const seen = createRecorder<number>()
    const app = await open(({ client, event }) => [
      client.createFunction({ id: 'told', triggers: [{ event: event('go') }] }, async ({ step, attempt }) => {
        await step.run('ask', () => {
          seen.add(app.now())
          if (attempt === 0) throw new RetryAfterError('busy', 3_000)
        })
      }),
    ])
    await app.client.send({ name: app.event('go') })
    await seen.until(1)
    await app.passTime(3_000)
    const [first = 0, second = 0] = await seen.until(2)
    expect(second - first).toBeGreaterThanOrEqual(2_000)
    expect(second - first).toBeLessThan(13_000)
  })

  it('an error that may not be retried ends the run at the first attempt, in a step and outside of one', async () => {
    const seen = createRecorder<string>()
    const end = ({ error }: { error: Error }) => {
      seen.add(`failed: ${error.message}`)
    }
    const app = await open(({ client, event }) => [
      client.createFunction({ id: 'in', triggers: [{ event: event('in') }], onFailure: end }, async ({ step }) => {
        await step.run('refused', () => {
          seen.add('in')
          throw new NonRetriableError('refused in a step')
        })
      }),
      client.createFunction({ id: 'out', triggers: [{ event: event('out') }], onFailure: end }, () => {
        seen.add('out')
        throw new NonRetriableError('refused outside')
      }),
    ])
    await app.client.send({ name: app.event('in') })
    expect(await seen.until(2)).toEqual(['in', 'failed: refused in a step'])
    await app.client.send({ name: app.event('out') })
    expect((await seen.until(4)).slice(2)).toEqual(['out', 'failed: refused outside'])
  })

  it('a parallel step that is retried does not repeat the others', async () => {
    const seen = createRecorder<string>()
    const app = await open(({ client, event }) => [
      client.createFunction(
        { id: 'mixed', triggers: [{ event: event('go') }], retries: 1 },
        async ({ step, attempt }) => {
          await Promise.all([
            step.run('sound', () => {
              seen.add('sound')
            }),
            step.run('shaky', () => {
              seen.add(`shaky ${attempt}`)
              if (attempt === 0) throw new Error('once more')
            }),
          ])
          seen.add('end')
        },
      ),
    ])
    await app.client.send({ name: app.event('go') })
    await seen.until(2)
    await app.passTime(45_000)
    const all = await seen.until(1, (item) => item === 'end')
    expect([...all].sort()).toEqual(['end', 'shaky 0', 'shaky 1', 'sound'])
  })
}
