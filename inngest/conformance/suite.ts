import { type FailureEventArgs, NonRetriableError, RetryAfterError } from 'inngest'
import { afterEach, describe, expect, it } from 'vitest'
import { createGate, createRecorder } from './recorder'
import type { AppNames, ConformanceApp, ConformanceTarget } from './target'

/** What functions may rely on, whichever engine runs them. */
export const describeEngine = (target: ConformanceTarget): void => {
  describe(`functions on ${target.name}`, { timeout: target.timeoutMs }, () => {
    const apps: ConformanceApp[] = []
    const open = async (build: Parameters<ConformanceTarget['open']>[0]) => {
      const app = await target.open(build)
      apps.push(app)
      return app
    }
    afterEach(async () => {
      await Promise.all(apps.splice(0).map((app) => app.close()))
    })

    it('an event starts a run with its data, once', async () => {
      const seen = createRecorder<unknown>()
      const app = await open(({ client, event }) => [
        client.createFunction({ id: 'greet', triggers: [{ event: event('greeted') }] }, ({ event: { name, data } }) => {
          seen.add({ name, data })
        }),
      ])
      await app.client.send({ name: app.event('greeted'), data: { to: 'Ada', text: 'né, ☃ and \u0000' } })
      expect(await seen.until(1)).toEqual([
        { name: app.event('greeted'), data: { to: 'Ada', text: 'né, ☃ and \u0000' } },
      ])
    })

    it('an event of another name starts nothing', async () => {
      const seen = createRecorder<string>()
      const app = await open(({ client, event }) => [
        client.createFunction({ id: 'mine', triggers: [{ event: event('mine') }] }, () => seen.add('mine')),
        client.createFunction({ id: 'other', triggers: [{ event: event('other') }] }, () => seen.add('other')),
      ])
      await app.client.send([{ name: app.event('nobodys') }, { name: app.event('other') }])
      expect(await seen.until(1)).toEqual(['other'])
    })

    it('a step is executed once and its result is the same in every later call', async () => {
      const seen = createRecorder<string>()
      const app = await open(({ client, event }) => [
        client.createFunction({ id: 'steps', triggers: [{ event: event('go') }] }, async ({ step }) => {
          const first = await step.run('first', () => {
            seen.add('first')
            return { value: `né \u0000 ${Math.random()}` }
          })
          const second = await step.run('second', () => {
            seen.add('second')
            return first.value
          })
          const nothing = await step.run('third', () => {
            seen.add('third')
          })
          seen.add(first.value === second && nothing === null ? 'same' : 'different')
        }),
      ])
      await app.client.send({ name: app.event('go') })
      expect(await seen.until(1, (item) => item === 'same')).toEqual(['first', 'second', 'third', 'same'])
    })

    it('a failing step is called once and then once for each retry, and the failure handler gets its error', async () => {
      const seen = createRecorder<string>()
      const app = await open(({ client, event }) => [
        client.createFunction(
          {
            id: 'fails',
            triggers: [{ event: event('go') }],
            retries: 2,
            onFailure: ({ error, event: { data } }: FailureEventArgs) => {
              seen.add(`failed: ${error.message} (${String(data.event.data.invoice)})`)
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
      expect(await seen.until(4)).toEqual(['attempt 0', 'attempt 1', 'attempt 2', 'failed: no luck (F-12)'])
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
          await step.run('mends', () => seen.add(`mended: ${String(caught)}`))
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

    it('a sleeping run goes on when its time has come, and not before', async () => {
      const seen = createRecorder<number>()
      const app = await open(({ client, event }) => [
        client.createFunction({ id: 'sleeps', triggers: [{ event: event('go') }] }, async ({ step }) => {
          await step.run('before', () => seen.add(app.now()))
          await step.sleep('nap', '3s')
          await step.run('after', () => seen.add(app.now()))
        }),
      ])
      await app.client.send({ name: app.event('go') })
      await seen.until(1)
      await app.passTime(3_000)
      const [before = 0, after = 0] = await seen.until(2)
      expect(after - before).toBeGreaterThanOrEqual(3_000)
    })

    it('parallel steps are executed at the same time, each once, and come together again', async () => {
      const seen = createRecorder<string>()
      const names = ['a', 'b', 'c']
      const app = await open(({ client, event }) => [
        client.createFunction({ id: 'fans-out', triggers: [{ event: event('go') }] }, async ({ step }) => {
          const results = await Promise.all(
            names.map((name) =>
              step.run(name, async () => {
                seen.add(name)
                // Each waits for all: one after the other they would wait for ever.
                await seen.until(3)
                return name.toUpperCase()
              }),
            ),
          )
          const joined = await step.run('join', () => results.join(''))
          seen.add(joined)
        }),
      ])
      await app.client.send({ name: app.event('go') })
      const all = await seen.until(4)
      expect([...all.slice(0, 3)].sort()).toEqual(names)
      expect(all[3]).toBe('ABC')
    })

    it('a parallel step that is retried does not repeat the others', async () => {
      const seen = createRecorder<string>()
      const app = await open(({ client, event }) => [
        client.createFunction(
          { id: 'mixed', triggers: [{ event: event('go') }], retries: 1 },
          async ({ step, attempt }) => {
            await Promise.all([
              step.run('sound', () => seen.add('sound')),
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

    it('a step can send an event that starts another function', async () => {
      const seen = createRecorder<unknown>()
      const app = await open(({ client, event }) => [
        client.createFunction({ id: 'first', triggers: [{ event: event('go') }] }, async ({ step }) => {
          const { ids } = await step.sendEvent('tell', { name: event('told'), data: { number: 7 } })
          seen.add(ids.length)
        }),
        client.createFunction({ id: 'second', triggers: [{ event: event('told') }] }, ({ event: { data } }) => {
          seen.add(data)
        }),
      ])
      await app.client.send({ name: app.event('go') })
      const all = await seen.until(2)
      expect(all).toContainEqual({ number: 7 })
      expect(all).toContain(1)
    })

    it('under a limit of one for each key, one run of a key executes at once, the oldest first, and others go on', async () => {
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
      expect(all.filter((item) => item.includes('A'))).toEqual([
        'start A1',
        'end A1',
        'start A2',
        'end A2',
        'start A3',
        'end A3',
      ])
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
      await app.client.send({ id, name: app.event('go'), data: { label: 'again' } })
      await seen.until(1)
      await app.client.send({ name: app.event('go'), data: { label: 'other' } })
      expect(await seen.until(2)).toEqual(['first', 'other'])
    })

    it('a schedule starts a run at its minute', async () => {
      const seen = createRecorder<string>()
      const app = await open(({ client }) => [
        client.createFunction({ id: 'ticks', triggers: [{ cron: '* * * * *' }] }, ({ event: { name } }) => {
          seen.add(name)
        }),
      ])
      await app.passTime(60_000)
      expect(await seen.until(1)).toEqual(['inngest/scheduled.timer'])
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

    it('an event over 512 kB is refused', async () => {
      const app = await open(({ client, event }) => [
        client.createFunction({ id: 'never', triggers: [{ event: event('go') }] }, () => undefined),
      ])
      await expect(app.client.send({ name: app.event('go'), data: { text: 'x'.repeat(600 * 1024) } })).rejects.toThrow(
        /large|size/i,
      )
    })
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
