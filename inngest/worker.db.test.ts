import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Inngest } from 'inngest'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing'
import { parseEnv } from '@/lib/platform/env-schema'
import { readSettings } from './settings'
import { type Child, startChild } from './testing/child'

const listenSomewhere = async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => {
        resolve()
      })
    })
  return { port: (server.address() as AddressInfo).port, close }
}

describe('the worker', () => {
  let database: TestDatabase
  let env: Record<string, string>
  const children: Child[] = []

  const start = (more: Record<string, string> = {}) => {
    const child = startChild({ program: 'worker.ts', env: { ...env, ...more } })
    children.push(child)
    return child
  }

  beforeEach(async () => {
    database = await createTestDatabase()
    const { port, close } = await listenSomewhere()
    await close()
    env = {
      DATABASE_URL: database.url,
      WORKER_URL: `http://127.0.0.1:${port}`,
      NEXTAUTH_SECRET: 'a-secret-that-portal-and-worker-share',
      LOG_LEVEL: 'debug',
    }
  })
  afterEach(async () => {
    for (const child of children.splice(0)) {
      child.signal('SIGKILL')
      await child.exited
    }
    await database.drop()
  })

  /** The portal's end: it knows the same variables and nothing else. */
  const portalClient = () => {
    const parsed = parseEnv(env)
    if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
    const { baseUrl, eventKey, signingKey } = readSettings(parsed.env)
    if (baseUrl === undefined || eventKey === undefined || signingKey === undefined) throw new Error('no settings')
    return new Inngest({ id: 'portal', isDev: false, baseUrl, eventKey, signingKey })
  }

  it('runs what the portal sends, says that it is alive, and ends when told to', async () => {
    const worker = start()
    await worker.line('worker ready')
    const ids = { workspaceId: crypto.randomUUID(), combiId: crypto.randomUUID() }
    await portalClient().send({ name: 'combi/timeline.waiting', data: ids })
    expect(await worker.line('combi-portaal-deliver-timeline')).toContain('run completed')
    const health = await fetch(`${env.WORKER_URL ?? ''}/health`)
    expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }])
    worker.signal('SIGTERM')
    expect(await worker.exited).toBe(0)
    const client = new pg.Client(database.url)
    await client.connect()
    const { rows } = await client
      .query(`SET ROLE portal_system; SELECT name, engine FROM "WorkerHeartbeat"`)
      .then((results) => (Array.isArray(results) ? results.at(-1) : results) as pg.QueryResult)
    await client.end()
    expect(rows).toEqual([{ name: 'worker', engine: 'embedded' }])
  })

  it('says in one line that its port is taken', async () => {
    const taken = await listenSomewhere()
    const worker = start({ WORKER_URL: `http://127.0.0.1:${taken.port}` })
    expect(await worker.exited).toBe(1)
    await taken.close()
    expect(worker.complained).toEqual([expect.stringContaining('WORKER_URL')])
  })

  it.each([
    ['DATABASE_URL', { DATABASE_URL: 'postgresql://nobody:nothing@127.0.0.1:1/nowhere' }],
    ['WORKER_URL', { WORKER_URL: 'https://worker.example.nl' }],
    ['INNGEST_EVENT_KEY', { INNGEST_SIGNING_KEY: 'signkey-prod-00' }],
  ])('says in one line what is wrong with %s', async (name, more) => {
    const worker = start(more)
    expect(await worker.exited).toBe(1)
    expect(worker.complained).toEqual([expect.stringContaining(name)])
  })
})
