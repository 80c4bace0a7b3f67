import { type FailureEventArgs, Inngest, type InngestFunction } from 'inngest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing'
import { type EmbeddedApp, openEmbeddedApp, testKeys } from '../testing/embedded-app'
import { createRecorder } from '../testing/recorder'

describe('what the embedded engine refuses', () => {
  let database: TestDatabase
  let app: EmbeddedApp
  const failures = createRecorder<string>()

  beforeAll(async () => {
    database = await createTestDatabase()
    app = await openEmbeddedApp({
      databaseUrl: database.url,
      appId: 'refusals',
      build: ({ client, event }) => {
        const onFailure = ({ error }: FailureEventArgs) => {
          failures.add(error.message)
        }
        const options = (id: string) => ({ id, triggers: [{ event: event(id) }], onFailure })
        const target = client.createFunction({ id: 'target', triggers: [] }, () => undefined)
        return [
          target,
          client.createFunction(options('waits'), ({ step }) =>
            step.waitForEvent('paid', { event: event('paid'), timeout: '1h' }),
          ),
          client.createFunction(options('signals'), ({ step }) =>
            step.waitForSignal('paid', { signal: 'paid', timeout: '1h', onConflict: 'fail' }),
          ),
          client.createFunction(options('invokes'), ({ step }) => step.invoke('other', { function: target, data: {} })),
          client.createFunction(options('races'), ({ step, group }) =>
            group.parallel(() => Promise.race([step.run('a', () => 1), step.run('b', () => 2)])),
          ),
        ]
      },
    })
  })
  afterAll(async () => {
    await app.close()
    await database.drop()
  })

  it.each([
    ['waits', 'the operation "WaitForEvent", asked for by step "paid"'],
    ['signals', 'the operation "WaitForSignal", asked for by step "paid"'],
    ['invokes', 'the operation "InvokeFunction", asked for by step "other"'],
    ['races', 'group.parallel in mode "race", asked for by step "a"'],
  ])('a run that %s fails and says what is not supported', async (id, what) => {
    await app.client.send({ name: app.event(id) })
    const message = `The embedded engine does not support ${what}.`
    expect(await failures.until(1, (item) => item === message)).toContain(message)
  })

  const event = 'refusals/any'
  const refused: [string, Omit<InngestFunction.Options, 'id'>][] = [
    ['batchEvents', { triggers: [{ event }], batchEvents: { maxSize: 10, timeout: '5s' } }],
    ['rateLimit', { triggers: [{ event }], rateLimit: { limit: 1, period: '1m' } }],
    ['throttle', { triggers: [{ event }], throttle: { limit: 1, period: '1m' } }],
    ['debounce', { triggers: [{ event }], debounce: { period: '1m' } }],
    ['cancelOn', { triggers: [{ event }], cancelOn: [{ event: 'refusals/stop' }] }],
    ['idempotency', { triggers: [{ event }], idempotency: 'event.data.id' }],
    ['singleton', { triggers: [{ event }], singleton: { mode: 'skip' } }],
    ['priority', { triggers: [{ event }], priority: { run: 'event.data.urgent' } }],
    ['timeouts', { triggers: [{ event }], timeouts: { finish: '1h' } }],
    ['concurrency.scope', { triggers: [{ event }], concurrency: { limit: 1, key: 'event.data.id', scope: 'account' } }],
    ['concurrency.key', { triggers: [{ event }], concurrency: { limit: 1, key: 'event.data.a + event.data.b' } }],
    ['triggers.if', { triggers: [{ event, if: 'event.data.amount > 3' }] }],
    ['triggers.event', { triggers: [{ event: 'refusals/*' }] }],
    ['triggers.cron', { triggers: [{ cron: 'every monday' }] }],
  ]
  it.each(refused)('option "%s" is refused at start, by name', async (name, options) => {
    const { client, server } = app
    const fn = client.createFunction({ id: `with-${name}`, ...options }, () => undefined)
    server.serve({ client, functions: [fn] })
    await expect(server.register()).rejects.toThrow(
      new RegExp(`^Function "refusals-with-${name}": option "${name}" .*by the embedded engine\\.$`),
    )
  })

  const post = (key: string, body: string) =>
    fetch(`${app.server.url}/e/${key}`, { method: 'POST', body }).then((response) => response.status)

  it("an event under another key, one that is no event, and one in the engine's own name", async () => {
    expect(await post('another-key', '{"name":"refusals/any"}')).toBe(401)
    expect(await post(testKeys.eventKey, 'no json')).toBe(400)
    expect(await post(testKeys.eventKey, '{"data":{}}')).toBe(400)
    expect(await post(testKeys.eventKey, '{"name":"inngest/function.failed"}')).toBe(400)
    expect(await post(testKeys.eventKey, '{"name":"refusals/any"}')).toBe(200)
    expect(await post('%E0%A4%A', '{}')).toBe(401)
  })

  it('an event over 512 kB', async () => {
    const event = (bytes: number) => JSON.stringify({ name: 'refusals/any', data: { text: 'x'.repeat(bytes) } })
    expect(await post(testKeys.eventKey, event(500 * 1024))).toBe(200)
    expect(await post(testKeys.eventKey, event(512 * 1024))).toBe(413)
  })

  it('one bad event among several takes none of them', async () => {
    const count = async () => (await app.pool.query('SELECT 1 FROM embedded.events')).rowCount
    const before = await count()
    expect(await post(testKeys.eventKey, '[{"name":"refusals/any"},{"name":""}]')).toBe(400)
    expect(await count()).toBe(before)
  })

  it('a registration by an app that does not know the signing key', async () => {
    const stranger = new Inngest({
      id: 'stranger',
      isDev: false,
      baseUrl: app.server.url,
      eventKey: testKeys.eventKey,
      signingKey: `signkey-test-${'ab'.repeat(32)}`,
    })
    const fn = stranger.createFunction({ id: 'any', triggers: [{ event }] }, () => undefined)
    app.server.serve({ client: stranger, functions: [fn] })
    await expect(app.server.register()).rejects.toThrow('Signing key not found')
  })
})
