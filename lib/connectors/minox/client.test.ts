import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { memorySecrets } from '../contract-suite/secrets'
import { createHttpDoor } from '../http'
import { TokenSession } from './auth'
import { MinoxClient } from './client'

type Answer = { status?: number; body: unknown; type?: string }
type Script = (request: { url: string; authorization: string | undefined }, count: number) => Answer

const running: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((stop) => stop()))
})

/** A server that answers what a test wrote down, and a client that talks to it. */
const clientOf = async (script: Script) => {
  const requests: { url: string; authorization: string | undefined }[] = []
  const onRequest = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const request = { url: incoming.url ?? '', authorization: incoming.headers.authorization }
    requests.push(request)
    const { status = 200, body, type = 'application/json' } = script(request, requests.length)
    outgoing.writeHead(status, { 'content-type': type })
    outgoing.end(typeof body === 'string' ? body : JSON.stringify(body))
  }
  const server = createServer(onRequest)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  running.push(
    () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  )
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const now = () => new Date('2026-03-12T10:00:00Z')
  const http = createHttpDoor({ connectorId: 'minox', accountRef: '12345', origin, perMinute: null, now })
  const settings = { MINOX_BASE_URL: origin, MINOX_CLIENT_ID: 'id', MINOX_CLIENT_SECRET: 'geheim-van-de-klant' }
  const secrets = memorySecrets({
    accessToken: 'eerste',
    refreshToken: 'ververs-1',
    expiresAt: '2026-03-12T11:00:00.000Z',
    tenantName: null,
  })
  const session = new TokenSession({ http, now, settings, secrets })
  const client = new MinoxClient({ http, session, baseUrl: new URL(origin), tenantRef: '12345' })
  return { client, requests, origin }
}

const list = { path: ['administration', '1', 'vat'] }
const address = '/api/1/tenant/12345/administration/1/vat'

describe('a list', () => {
  it.each([
    ['an address', (origin: string) => `${origin}${address}?next=2`],
    ['a path', () => `${address}?next=2`],
    ['a query', () => '?next=2'],
    ['an object with href', () => ({ href: `${address}?next=2` })],
    ['a token', () => '2'],
    ['a number', () => 2],
    // A server behind a proxy names itself by the scheme that it sees.
    ['an address with another scheme', (origin: string) => `${origin.replace('http:', 'https:')}${address}?next=2`],
  ])('goes on when links.next is %s', async (_, next) => {
    let origin = ''
    const made = await clientOf((request) =>
      request.url.includes('next=2')
        ? { body: { links: {}, collection: [3] } }
        : { body: { links: { next: next(origin) }, collection: [1, 2] } },
    )
    origin = made.origin
    expect(await made.client.list(list)).toEqual([1, 2, 3])
    expect(made.requests.map(({ url }) => url)).toEqual([address, `${address}?next=2`])
  })

  it('goes on when links is a list with a next', async () => {
    const { client } = await clientOf((request) =>
      request.url.includes('next')
        ? { body: { links: [], collection: [2] } }
        : {
            body: {
              links: [
                { rel: 'self', href: address },
                { rel: 'next', href: '?next=b' },
              ],
              collection: [1],
            },
          },
    )
    expect(await client.list(list)).toEqual([1, 2])
  })

  it.each([
    [{ links: {}, collection: [1] }],
    [{ links: [], collection: [1] }],
    [{ links: { next: null }, collection: [1] }],
    [{ links: { next: '' }, collection: [1] }],
    [{ collection: [1] }],
    [[1]],
  ])('ends with %j', async (body) => {
    const { client, requests } = await clientOf(() => ({ body }))
    expect(await client.list(list)).toEqual([1])
    expect(requests).toHaveLength(1)
  })

  it('without items is empty, in every writing', async () => {
    for (const body of [[], { links: {}, collection: [] }, { collection: null }, null, '']) {
      const { client } = await clientOf(() => ({ body }))
      expect(await client.list(list)).toEqual([])
    }
  })

  it('keeps its filter on the next page', async () => {
    const { client, requests } = await clientOf((request) => ({
      body: { links: request.url.includes('next') ? {} : { next: 'b' }, collection: [1] },
    }))
    await client.list({ ...list, query: { status: 'open' } })
    expect(requests[1]?.url).toBe(`${address}?status=open&next=b`)
  })

  it('is refused when its next page is elsewhere, and the token stays here', async () => {
    const { client, requests } = await clientOf(() => ({
      body: { links: { next: 'https://elders.example/api/1/tenant/12345?next=2' }, collection: [1] },
    }))
    await expect(client.list(list)).rejects.toMatchObject({ kind: 'unexpected' })
    expect(requests).toHaveLength(1)
  })

  it('is refused when it goes round in circles', async () => {
    const { client, requests } = await clientOf((_, count) => ({
      body: { links: { next: count % 2 ? 'a' : 'b' }, collection: [1] },
    }))
    await expect(client.list(list)).rejects.toMatchObject({ kind: 'unexpected' })
    expect(requests.length).toBeLessThanOrEqual(4)
  })

  it('of another shape is an error, never an empty list', async () => {
    const { client } = await clientOf(() => ({ body: { status: 'ok' } }))
    await expect(client.list(list)).rejects.toMatchObject({ kind: 'unexpected' })
  })

  it('of nothing but messages is a refusal, although the status says 200', async () => {
    const { client } = await clientOf(() => ({
      body: [{ message_code: '1', message_type: 'error', message: 'Boekjaar 2031 bestaat niet' }],
    }))
    await expect(client.list(list)).rejects.toMatchObject({
      kind: 'invalid',
      details: { reason: 'fiscal-year-unknown', vendorText: 'Boekjaar 2031 bestaat niet' },
    })
  })
})

describe('an answer', () => {
  it('that is no JSON leaves open what happened, also with status 200', async () => {
    for (const answer of [
      { body: '[{"id":1', type: 'application/json' },
      { body: '<html><body>Onderhoud</body></html>', type: 'text/html' },
    ]) {
      const { client } = await clientOf(() => answer)
      await expect(client.call({ method: 'PUT', ...list, body: [] })).rejects.toMatchObject({ kind: 'unavailable' })
    }
  })

  it('of 404 is nothing to find, and an error to call', async () => {
    const { client } = await clientOf(() => ({ status: 404, body: 'Not found' }))
    expect(await client.find({ method: 'GET', ...list })).toBeNull()
    await expect(client.call({ method: 'GET', ...list })).rejects.toMatchObject({
      kind: 'invalid',
      details: { status: 404, vendorText: 'Not found' },
    })
  })

  it('that does not fit names its fields, never its values', async () => {
    const { client } = await clientOf(() => ({ body: { naam: 'Jansen' } }))
    expect(() => client.parse(z.object({ naam: z.number() }), { naam: 'Jansen' }, 'een debiteur')).toThrow(
      /een debiteur cannot be read: naam$/,
    )
  })
})

describe('a path', () => {
  it('is escaped, so that what a customer typed cannot lead elsewhere', async () => {
    const { client, requests } = await clientOf(() => ({ body: [] }))
    await client.find({ method: 'GET', path: ['customer', 'by_externalid', '../../a b?c#d'] })
    expect(requests[0]?.url).toBe('/api/1/tenant/12345/customer/by_externalid/..%2F..%2Fa%20b%3Fc%23d')
  })
})

describe('a 401', () => {
  const tokens = { access_token: 'tweede', refresh_token: 'ververs-2', expires_in: 3600 }

  it('is answered with one new token and one more try', async () => {
    const { client, requests } = await clientOf((request) =>
      request.url === '/oauth/token'
        ? { body: tokens }
        : request.authorization === 'Bearer tweede'
          ? { body: [1] }
          : { status: 401, body: { message: 'Unauthorized' } },
    )
    expect(await client.list(list)).toEqual([1])
    expect(requests.map(({ url }) => url)).toEqual([address, '/oauth/token', address])
  })

  it('that stays is an auth error after one more try, not a loop', async () => {
    const { client, requests } = await clientOf((request) =>
      request.url === '/oauth/token' ? { body: tokens } : { status: 401, body: { message: 'Unauthorized' } },
    )
    await expect(client.list(list)).rejects.toMatchObject({ kind: 'auth' })
    expect(requests).toHaveLength(3)
  })

  it('that a token without a successor follows is an auth error', async () => {
    const { client } = await clientOf((request) =>
      request.url === '/oauth/token' ? { body: { access_token: 'x', expires_in: 1 } } : { status: 401, body: {} },
    )
    await expect(client.list(list)).rejects.toMatchObject({ kind: 'unexpected' })
  })
})
