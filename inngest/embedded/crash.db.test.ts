import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing'
import { type Child, startChild } from '../testing/child'
import { type EmbeddedApp, openEmbeddedApp } from '../testing/embedded-app'
import { createGate, createRecorder, type Gate, type Recorder } from '../testing/recorder'
import type { BuildFunctions } from '../testing/target'
import type { EngineOptions } from './engine'

describe('the embedded engine, when processes end', () => {
  let database: TestDatabase
  const apps: EmbeddedApp[] = []
  const children: Child[] = []

  beforeEach(async () => {
    database = await createTestDatabase()
  })
  afterEach(async () => {
    for (const child of children.splice(0)) {
      child.signal('SIGKILL')
      await child.exited
    }
    await Promise.all(apps.splice(0).map((app) => app.close()))
    await database.drop()
  })

  const open = async (build: BuildFunctions, engine: Partial<EngineOptions> = {}) => {
    const app = await openEmbeddedApp({ databaseUrl: database.url, appId: 'crash', build, engine })
    apps.push(app)
    return app
  }
  const spawn = (...args: string[]) => {
    const child = startChild({ program: 'testing/crash-worker.ts', args: [database.url, ...args] })
    children.push(child)
    return child
  }

  it('a run goes on after a restart: steps are kept, a sleep ends on time', async () => {
    const seen = createRecorder<string>()
    const build: BuildFunctions = ({ client, event }) => [
      client.createFunction({ id: 'rests', triggers: [{ event: event('go') }] }, async ({ step }) => {
        await step.run('before', () => {
          seen.add('before')
        })
        await step.sleep('night', '8h')
        await step.run('after', () => {
          seen.add('after')
        })
      }),
    ]
    const first = await open(build)
    await first.client.send({ name: first.event('go') })
    await seen.until(1)
    await first.engine.idle()
    await first.close()
    const second = await open(build)
    await second.passTime(8 * 3_600_000)
    expect(await seen.until(2)).toEqual(['before', 'after'])
  })

  it('a worker killed in a step is followed by one at the same address at once, whatever the lease', async () => {
    const first = spawn('0', '600000', 'one!', 'two')
    const port = new URL((await first.line('ready')).slice('ready '.length)).port
    await first.line('second one!')
    first.signal('SIGKILL')
    await first.exited
    const second = spawn(port, '600000')
    await second.line('end two')
    // Attempt 0: the death of a worker is no failure of the step, and uses up no retry.
    const ofTwo = (line: string) => line.includes('two')
    expect(second.said.slice(1).filter((line) => !ofTwo(line))).toEqual(['second one! attempt 0', 'end one!'])
    // Its first step may have been done before the kill.
    expect([...first.said, ...second.said].filter(ofTwo)).toEqual(['first two', 'second two attempt 0', 'end two'])
  })

  it('a worker killed in a step is followed by one elsewhere when its lease has run out', async () => {
    const first = spawn('0', '1000', 'one!')
    await first.line('second one!')
    first.signal('SIGKILL')
    await first.exited
    const second = spawn('0', '1000')
    await second.line('end one!')
    expect(second.said.slice(1)).toEqual(['second one! attempt 0', 'end one!'])
  })

  it('a worker that was only asleep finds out that it was replaced, ends, and changes nothing any more', async () => {
    const asleep = spawn('0', '1000', 'one!')
    await asleep.line('second one!')
    asleep.signal('SIGSTOP')
    const other = spawn('0', '1000')
    await other.line('end one!')
    asleep.signal('SIGCONT')
    asleep.say('go on')
    expect(await asleep.exited).toBe(1)
    expect(asleep.said).toContain('lost')
    expect(asleep.said).not.toContain('end one!')
  })

  it('a stop does not wait for a long call; another engine makes it again, and the late answer changes nothing', async () => {
    const seen = createRecorder<string>()
    const gates: Gate[] = []
    const build = longStep(seen, gates)
    const first = await open(build)
    await first.client.send({ name: first.event('go') })
    await seen.until(1)
    await first.engine.stop({ graceMs: 0 })
    const second = await open(build, { leaseMs: 1000 })
    await seen.until(2)
    for (const gate of gates) gate.open()
    expect(await seen.until(1, (item) => item === 'end')).toEqual(['work', 'work', 'end'])
    await second.engine.idle()
    const { rows } = await second.pool.query<{ status: string; steps: number }>(
      'SELECT status, step_count AS steps FROM embedded.runs',
    )
    expect(rows).toEqual([{ status: 'completed', steps: 1 }])
  })

  it('two engines on one database make every call once, and together keep the limit of one at a time', async () => {
    const seen = createRecorder<string>()
    const state = { running: 0, most: 0 }
    const build: BuildFunctions = ({ client, event }) => [
      client.createFunction({ id: 'free', triggers: [{ event: event('free') }] }, ({ event: { data } }) => {
        seen.add(`free ${String(data.number)}`)
      }),
      client.createFunction(
        { id: 'one', triggers: [{ event: event('one') }], concurrency: 1 },
        async ({ event, step }) => {
          await step.run('work', async () => {
            state.running += 1
            state.most = Math.max(state.most, state.running)
            await Promise.resolve()
            state.running -= 1
          })
          seen.add(`one ${String(event.data.number)}`)
        },
      ),
    ]
    const [one, two] = await Promise.all([open(build, { pollMs: 50 }), open(build, { pollMs: 50 })])
    const numbers = Array.from({ length: 20 }, (_, number) => number)
    for (const number of numbers) {
      const { client, event } = number % 2 === 0 ? one : two
      await client.send([
        { name: event('free'), data: { number } },
        { name: event('one'), data: { number } },
      ])
    }
    const all = await seen.until(40)
    await Promise.all([one.engine.idle(), two.engine.idle()])
    expect([...all].sort()).toEqual(numbers.flatMap((number) => [`free ${number}`, `one ${number}`]).sort())
    expect(seen.all).toHaveLength(40)
    expect(state.most).toBe(1)
  })

  it('a schedule keeps its one pending tick over a restart, and makes up for missed ones once', async () => {
    const seen = createRecorder<string>()
    const build: BuildFunctions = ({ client }) => [
      client.createFunction({ id: 'ticks', triggers: [{ cron: '0 * * * *' }], concurrency: 1 }, () => {
        seen.add('tick')
      }),
    ]
    const first = await open(build)
    const before = await pendingTicks(first)
    await first.close()
    const second = await open(build)
    expect(await pendingTicks(second)).toEqual(before)
    await second.passTime(5 * 3_600_000)
    await seen.until(1)
    await second.engine.idle()
    expect(seen.all).toEqual(['tick'])
    const after = await pendingTicks(second)
    expect(after).toHaveLength(1)
    expect(Number(after[0]?.due)).toBeGreaterThan(Date.now())
  })
})

const longStep =
  (seen: Recorder<string>, gates: Gate[]): BuildFunctions =>
  ({ client, event }) => [
    client.createFunction({ id: 'long', triggers: [{ event: event('go') }], retries: 0 }, async ({ step }) => {
      await step.run('work', async () => {
        const gate = createGate()
        gates.push(gate)
        seen.add('work')
        await gate.opened
      })
      seen.add('end')
    }),
  ]

const pendingTicks = async ({ pool }: EmbeddedApp): Promise<{ id: string; due: Date }[]> =>
  (
    await pool.query<{ id: string; due: Date }>(
      `SELECT id, start_after AS due FROM embedded_queue.job WHERE data ->> 'kind' = 'tick'`,
    )
  ).rows
