import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing'
import { type EmbeddedApp, openEmbeddedApp } from '../testing/embedded-app'
import { createGate, createRecorder } from '../testing/recorder'
import type { BuildFunctions } from '../testing/target'

describe('the embedded engine over the days', () => {
  let database: TestDatabase
  const apps: EmbeddedApp[] = []

  beforeEach(async () => {
    database = await createTestDatabase()
  })
  afterEach(async () => {
    await Promise.all(apps.splice(0).map((app) => app.close()))
    await database.drop()
  })

  const open = async (build: BuildFunctions, more: { isDev?: boolean } = {}) => {
    const app = await openEmbeddedApp({ databaseUrl: database.url, appId: 'days', build, ...more })
    apps.push(app)
    return app
  }

  it('forgets what ended more than a week ago, and nothing that still goes on', async () => {
    const seen = createRecorder<string>()
    const build: BuildFunctions = ({ client, event }) => [
      client.createFunction({ id: 'short', triggers: [{ event: event('short') }] }, () => {
        seen.add('short')
      }),
      client.createFunction({ id: 'long', triggers: [{ event: event('long') }] }, async ({ step }) => {
        await step.run('before', () => {
          seen.add('before')
        })
        await step.sleep('month', '30d')
        seen.add('after')
      }),
    ]
    const first = await open(build)
    await first.client.send([{ name: first.event('short') }, { name: first.event('long') }, { name: 'days/nobodys' }])
    await seen.until(2)
    await first.engine.idle()
    await first.pool.query(`UPDATE embedded.runs SET ended_at = ended_at - interval '8 days'`)
    await first.pool.query(`UPDATE embedded.events SET received_at = received_at - interval '8 days'`)
    await first.client.send({ name: first.event('short') })
    await seen.until(3)
    await first.engine.idle()
    await first.close()

    const second = await open(build)
    const { rows } = await second.pool.query<{ name: string; status: string | null }>(
      `SELECT e.payload ->> 'name' AS name, r.status FROM embedded.events e
       LEFT JOIN embedded.runs r ON r.event_id = e.id ORDER BY name`,
    )
    expect(rows).toEqual([
      { name: 'days/long', status: 'running' },
      { name: 'days/short', status: 'completed' },
    ])
    await second.passTime(30 * 86_400_000)
    await seen.until(1, (item) => item === 'after')
  })

  it('an event id starts its runs again after a day', async () => {
    const seen = createRecorder<string>()
    const app = await open(({ client, event }) => [
      client.createFunction(
        { id: 'once', triggers: [{ event: event('go') }], concurrency: 1 },
        ({ event: { data } }) => {
          seen.add(String(data.label))
        },
      ),
    ])
    const send = (label: string) => app.client.send({ id: 'same', name: app.event('go'), data: { label } })
    const first = await send('today')
    expect(await send('again')).toEqual(first)
    await app.pool.query(`UPDATE embedded.events SET received_at = received_at - interval '24 hours'`)
    await send('tomorrow')
    expect(await seen.until(2)).toEqual(['today', 'tomorrow'])
  })

  it('of the runs that wait for a place the oldest goes first', async () => {
    const seen = createRecorder<string>()
    const gate = createGate()
    const app = await open(({ client, event }) => [
      client.createFunction(
        { id: 'queue', triggers: [{ event: event('go') }], concurrency: 1 },
        async ({ event, step }) => {
          const label = String(event.data.label)
          await step.run('first', async () => {
            seen.add(`${label} first`)
            await gate.opened
          })
          await step.run('second', () => {
            seen.add(`${label} second`)
          })
        },
      ),
    ])
    for (const label of ['a', 'b', 'c']) await app.client.send({ name: app.event('go'), data: { label } })
    await seen.until(1)
    // One that is only on its way to the queue may find the place free before those that wait for it.
    await vi.waitFor(async () => {
      const { rows } = await app.pool.query<{ waiting: number }>(
        'SELECT count(*)::int AS waiting FROM embedded.waiting',
      )
      expect(rows).toEqual([{ waiting: 2 }])
    })
    gate.open()
    expect(await seen.until(6)).toEqual(['a', 'b', 'c'].flatMap((label) => [`${label} first`, `${label} second`]))
  })

  it('a run whose function only another engine serves waits for that engine', async () => {
    const seen = createRecorder<string>()
    const served: BuildFunctions = ({ client, event }) => [
      client.createFunction({ id: 'new', triggers: [{ event: event('go') }] }, async ({ step }) => {
        await step.run('before', () => {
          seen.add('before')
        })
        await step.sleep('pause', '1h')
        seen.add('after')
      }),
      client.createFunction({ id: 'ticks', triggers: [{ cron: '0 * * * *' }] }, () => {
        seen.add('tick')
      }),
    ]
    const unserved: BuildFunctions = ({ client, event }) => [
      client.createFunction({ id: 'old', triggers: [{ event: event('old') }] }, () => undefined),
    ]
    const first = await open(served)
    await first.client.send({ name: first.event('go') })
    await seen.until(1)
    await first.engine.idle()
    await first.close()
    // Another app on the same database: it has no say over the schedules of this one.
    const other = await openEmbeddedApp({ databaseUrl: database.url, appId: 'other', build: unserved })
    apps.push(other)
    await other.passTime(3_600_000)
    await other.engine.idle()
    await other.close()
    expect(seen.all).toEqual(['before'])
    const second = await open(served)
    await second.passTime(5_000)
    expect([...(await seen.until(3))].sort()).toEqual(['after', 'before', 'tick'])
  })

  it('a run whose function nobody serves any more fails in the end, and says so', async () => {
    const app = await open(({ client, event }) => [
      client.createFunction({ id: 'gone', triggers: [{ event: event('go') }] }, async ({ step }) => {
        await step.sleep('pause', '1h')
      }),
    ])
    await app.client.send({ name: app.event('go') })
    await app.engine.idle()
    const { client, server } = app
    server.serve({ client, functions: [client.createFunction({ id: 'other', triggers: [] }, () => undefined)] })
    await server.register()
    await app.passTime(3_600_000)
    // Five minutes of looking again every five seconds.
    for (let round = 0; round <= 60; round += 1) await app.passTime(5_000)
    await app.engine.idle()
    const { rows } = await app.pool.query<{ status: string; error: { name: string } }>(
      'SELECT status, error FROM embedded.runs',
    )
    expect(rows).toMatchObject([{ status: 'failed', error: { name: 'function_not_found' } }])
  })

  it('works unsigned with an SDK in dev mode', async () => {
    const seen = createRecorder<string>()
    const app = await open(
      ({ client, event }) => [
        client.createFunction({ id: 'plain', triggers: [{ event: event('go') }] }, async ({ step }) => {
          seen.add(await step.run('say', () => 'hello'))
        }),
      ],
      { isDev: true },
    )
    await app.client.send({ name: app.event('go') })
    expect(await seen.until(1)).toEqual(['hello'])
  })

  it('a run that has done 1,000 steps one after the other may not go on', async () => {
    const seen = createRecorder<string>()
    const app = await open(({ client, event }) => [
      client.createFunction(
        {
          id: 'long',
          triggers: [{ event: event('go') }],
          onFailure: ({ error }) => {
            seen.add(error.message)
          },
        },
        async ({ step }) => {
          await step.run('last', async () => {
            await app.pool.query('UPDATE embedded.runs SET step_count = 999')
          })
          seen.add('went on')
        },
      ),
    ])
    await app.client.send({ name: app.event('go') })
    expect(await seen.until(1)).toEqual(['The function run exceeded the step limit of 1000 steps.'])
  })
})
