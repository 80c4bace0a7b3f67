import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Inngest } from 'inngest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing'
import { type Env, parseEnv } from '@/lib/platform/env-schema'
import { EmbeddedEngine } from './embedded/engine'
import { forwardToWorker } from './forward-to-worker'
import { type FunctionServer, startFunctionServer } from './function-server'
import { silentLog, testKeys } from './testing/embedded-app'
import { createRecorder } from './testing/recorder'

const envOf = (variables: Record<string, string>): Env => {
  const parsed = parseEnv(variables)
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
  return parsed.env
}

/** Answers as a page server does: with the answer of a handler of requests. */
const servePortal = async (
  handle: (request: Request) => Promise<Response>,
): Promise<{ server: Server; url: string }> => {
  const read = async (request: IncomingMessage) => {
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)])
    const method = request.method ?? 'GET'
    const body = method === 'GET' ? {} : { body: Buffer.concat(chunks) }
    return new Request(`http://portal${request.url ?? ''}`, { method, headers, ...body })
  }
  const server = createServer((request, response) => {
    void read(request)
      .then(handle)
      .then(async (answer) => {
        response
          .writeHead(answer.status, Object.fromEntries(answer.headers))
          .end(Buffer.from(await answer.arrayBuffer()))
      })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

describe('functions on an Inngest server that knows only the portal', () => {
  let database: TestDatabase
  let inngestServer: FunctionServer
  let engine: EmbeddedEngine
  let worker: FunctionServer
  let portal: { server: Server; url: string }
  let client: Inngest
  const paths: string[] = []
  const seen = createRecorder<string>()

  beforeAll(async () => {
    database = await createTestDatabase()
    // The embedded engine stands in for the server: on an address of its own, and knowing what it is told.
    inngestServer = await startFunctionServer({ port: 0 })
    engine = await EmbeddedEngine.start({
      databaseUrl: database.url,
      keys: testKeys,
      seat: inngestServer.url,
      log: silentLog,
    })
    inngestServer.attach((request, response) => engine.handle(request, response))
    worker = await startFunctionServer({ port: 0 })
    const env = envOf({
      WORKER_URL: worker.url,
      INNGEST_BASE_URL: inngestServer.url,
      INNGEST_EVENT_KEY: testKeys.eventKey,
      INNGEST_SIGNING_KEY: testKeys.signingKey,
    })
    portal = await servePortal((request) => {
      paths.push(`${request.method} ${new URL(request.url).pathname}`)
      return forwardToWorker(request, env)
    })
    const logger = { ...silentLog, debug: () => undefined }
    client = new Inngest({ id: 'forwarded', isDev: false, baseUrl: inngestServer.url, logger, ...testKeys })
    const fn = client.createFunction(
      { id: 'works', triggers: [{ event: 'forwarded/go' }] },
      async ({ event, step }) => {
        const text = await step.run('read', () => String(event.data.text))
        seen.add(text)
      },
    )
    worker.serve({ client, functions: [fn], publicOrigin: portal.url })
  })
  afterAll(async () => {
    await engine.stop()
    await Promise.all([inngestServer.close(), worker.close()])
    portal.server.closeAllConnections()
    portal.server.close()
    await database.drop()
  })

  it('are registered by a PUT to the portal, and called through it with their signature intact', async () => {
    const put = await fetch(`${portal.url}/api/inngest`, { method: 'PUT' })
    expect([put.status, await put.json()]).toEqual([200, { message: 'Successfully registered', modified: true }])
    await client.send({ name: 'forwarded/go', data: { text: 'tien euro: € 10, né' } })
    expect(await seen.until(1)).toEqual(['tien euro: € 10, né'])
    expect(paths.slice(0, 2)).toEqual(['PUT /api/inngest', 'POST /api/inngest'])
  })

  it('are not called by a stranger', async () => {
    const path = '/api/inngest?fnId=forwarded-works&stepId=step'
    const call = { event: { name: 'forwarded/go', data: { text: 'forged' } }, events: [], steps: {}, ctx: {} }
    const answer = await fetch(portal.url + path, { method: 'POST', body: JSON.stringify(call) })
    expect(answer.status).toBe(401)
  })

  it('answer 502 while the worker is away, so that the server tries again', async () => {
    const gone = await startFunctionServer({ port: 0 })
    await gone.close()
    const request = new Request('http://portal/api/inngest', { method: 'POST', body: '{}' })
    const answer = await forwardToWorker(request, envOf({ INNGEST_DEV: '1', WORKER_URL: gone.url }))
    expect(answer.status).toBe(502)
  })

  it('are nowhere to be seen on the portal when its own worker is the engine', async () => {
    const request = new Request('http://portal/api/inngest', { method: 'PUT' })
    expect((await forwardToWorker(request, envOf({ WORKER_URL: worker.url }))).status).toBe(404)
  })
})
