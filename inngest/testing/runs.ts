import { expect, it } from 'vitest'
import { createRecorder } from './recorder'
import type { OpenApp } from './target'

/** What starts a run, and what its steps do. */
export const describeRuns = (open: OpenApp): void => {
  it('an event starts a run with its data, once', async () => {
    const seen = createRecorder<unknown>()
    const app = await open(({ client, event }) => [
      client.createFunction({ id: 'greet', triggers: [{ event: event('greeted') }] }, ({ event: { name, data } }) => {
        seen.add({ name, data })
      }),
    ])
    await app.client.send({ name: app.event('greeted'), data: { to: 'Ada', text: 'né, ☃ and \u0000' } })
    expect(await seen.until(1)).toEqual([{ name: app.event('greeted'), data: { to: 'Ada', text: 'né, ☃ and \u0000' } }])
  })

  it('an event of another name starts nothing', async () => {
    const seen = createRecorder<string>()
    const app = await open(({ client, event }) => [
      client.createFunction({ id: 'mine', triggers: [{ event: event('mine') }] }, () => {
        seen.add('mine')
      }),
      client.createFunction({ id: 'other', triggers: [{ event: event('other') }] }, () => {
        seen.add('other')
      }),
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
        seen.add(JSON.stringify({ isSame: first.value === second, nothing }))
      }),
    ])
    await app.client.send({ name: app.event('go') })
    expect(await seen.until(4)).toEqual(['first', 'second', 'third', '{"isSame":true,"nothing":null}'])
  })

  it('a sleeping run goes on when its time has come, and not before', async () => {
    const seen = createRecorder<number>()
    const app = await open(({ client, event }) => [
      client.createFunction({ id: 'sleeps', triggers: [{ event: event('go') }] }, async ({ step }) => {
        await step.run('before', () => {
          seen.add(app.now())
        })
        await step.sleep('nap', '3s')
        await step.run('after', () => {
          seen.add(app.now())
        })
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
}
