import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { ConnectorError } from './errors'
import { createHttpDoor, type HttpCall, type HttpDoorOptions, type HttpRequest } from './http'

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void

const servers: Server[] = []
afterEach(async () => {
  await Promise.all(
    servers.splice(0).map(
      (server) =>
        new Promise((resolve) => {
          server.close(resolve)
          server.closeAllConnections()
        }),
    ),
  )
})

/** A vendor on this machine, and a door to it whose clock moves only when the door waits. */
const openVendor = async (handler: Handler, overrides: Partial<HttpDoorOptions> = {}) => {
  const seen: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
      handler(request, response, body)
    })
  })
  servers.push(server)
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
  const origin = `http://127.0.0.1:${String(port)}`
  const calls: HttpCall[] = []
  const waits: number[] = []
  let nowMs = Date.parse('2026-11-25T09:00:00Z')
  const options: HttpDoorOptions = {
    connectorId: 'vendor',
    accountRef: 'breekijzer',
    origin,
    perMinute: null,
    now: () => new Date(nowMs),
    observe: (call) => calls.push(call),
    sleep: (ms) => {
      waits.push(ms)
      nowMs += ms
      return Promise.resolve()
    },
    ...overrides,
  }
  const door = createHttpDoor(options)
  const request = (path = '/', rest: Partial<HttpRequest> = {}): HttpRequest => ({
    method: 'GET',
    url: new URL(path, origin),
    ...rest,
  })
  return {
    ...{ door, options, origin, server, seen, calls, waits, request },
    nowMs: () => nowMs,
    advance: (ms: number) => (nowMs += ms),
    send: (path?: string, rest?: Partial<HttpRequest>) => door.send(request(path, rest)),
  }
}

const ok: Handler = (_, response) => response.end('{"data":[]}')
const answer =
  (status: number, headers: Record<string, string> = {}, body = ''): Handler =>
  (_, response) =>
    response.writeHead(status, headers).end(body)

const failureOf = async (attempt: Promise<unknown>): Promise<ConnectorError> => {
  const error = await attempt.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ConnectorError)
  return error instanceof ConnectorError ? error : new ConnectorError('unexpected', '', { connectorId: '' })
}

describe('the door', () => {
  it('hands over method, headers and body, says who calls, and returns the answer', async () => {
    const vendor = await openVendor(answer(201, { 'x-id': '7' }, 'gemaakt €'), { contact: 'https://portaal.example' })
    const result = await vendor.send('/things?b=1', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'authentication-key': 'k' },
      body: '{"naam":"Café"}',
    })
    expect({ status: result.status, id: result.headers.get('x-id'), text: result.text }).toEqual({
      status: 201,
      id: '7',
      text: 'gemaakt €',
    })
    expect(vendor.seen).toMatchObject([
      {
        method: 'POST',
        url: '/things?b=1',
        body: '{"naam":"Café"}',
        headers: { 'authentication-key': 'k', 'user-agent': 'combi-portaal (+https://portaal.example)' },
      },
    ])
  })

  it.each([200, 204, 400, 401, 403, 404, 409, 422])(
    'returns an answer of %i for the connector to judge',
    async (status) => {
      const vendor = await openVendor(answer(status))
      expect((await vendor.send()).status).toBe(status)
    },
  )

  it.each([301, 302, 303, 307, 308])('does not follow a redirect (%i)', async (status) => {
    const vendor = await openVendor(answer(status, { location: '/elsewhere' }))
    expect(await failureOf(vendor.send())).toMatchObject({ kind: 'unavailable', details: { status } })
    expect(vendor.seen).toHaveLength(1)
  })

  it.each([500, 502, 504])('calls %i unavailable, without its page', async (status) => {
    const vendor = await openVendor(answer(status, { 'content-type': 'text/html' }, '<h1>token=abc123</h1>'))
    const error = await failureOf(vendor.send())
    expect(error).toMatchObject({ kind: 'unavailable', details: { status } })
    expect(JSON.stringify([error.message, error.details])).not.toContain('abc123')
  })

  it('does not send to another origin than the configured one', async () => {
    const vendor = await openVendor(ok)
    const other = await openVendor(ok)
    const error = await failureOf(vendor.door.send({ method: 'GET', url: new URL(other.origin) }))
    expect(error.kind).toBe('unexpected')
    expect(other.seen).toEqual([])
  })

  it('does not reach this machine when the configured address is a public one', async () => {
    const local = await openVendor(ok)
    const door = createHttpDoor({ ...local.options, origin: 'https://{subdomain}.simplicate.nl' })
    expect((await failureOf(door.send(local.request()))).kind).toBe('unexpected')
    expect(local.seen).toEqual([])
  })
})

describe('an answer that does not come whole', () => {
  it('is unavailable when nobody listens', async () => {
    const vendor = await openVendor(ok)
    await new Promise((resolve) => vendor.server.close(resolve))
    const error = await failureOf(vendor.send())
    expect(error.kind).toBe('unavailable')
    expect(error.message).toContain('ECONNREFUSED')
  })

  it('is unavailable when the connection is cut before the answer, after which nothing is sent again', async () => {
    const vendor = await openVendor((request) => request.socket.destroy())
    expect((await failureOf(vendor.send('/', { method: 'PUT', body: '{}' }))).kind).toBe('unavailable')
    expect(vendor.seen).toHaveLength(1)
  })

  it('is unavailable when it is cut halfway', async () => {
    const vendor = await openVendor((_, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('{"data":', () => response.destroy())
    })
    expect(await failureOf(vendor.send())).toMatchObject({ kind: 'unavailable' })
  })

  it('is unavailable when the first byte takes too long', async () => {
    const vendor = await openVendor(() => undefined)
    const error = await failureOf(vendor.send('/', { timeoutMs: 50 }))
    expect(error.kind).toBe('unavailable')
    expect(error.message).toContain('in time')
  })

  it('is unavailable when the body takes too long', async () => {
    const vendor = await openVendor((_, response) => {
      response.writeHead(200)
      response.write('{"data":')
    })
    const error = await failureOf(vendor.send('/', { timeoutMs: 50 }))
    expect(error.kind).toBe('unavailable')
    expect(error.message).toContain('in time')
  })

  it('is unexpected when it is larger than agreed, and the rest is not fetched', async () => {
    let isCut = false
    const vendor = await openVendor((_, response) => {
      response.on('close', () => (isCut = !response.writableFinished))
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        response.once('drain', more)
      }
      more()
    })
    const error = await failureOf(vendor.send('/', { maxBytes: 100_000 }))
    expect(error).toMatchObject({ kind: 'unexpected', details: { status: 200 } })
    await expect.poll(() => isCut).toBe(true)
  })

  it('counts the size after decompression', async () => {
    const packed = gzipSync('x'.repeat(1_000_000))
    expect(packed.byteLength).toBeLessThan(10_000)
    const vendor = await openVendor((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed),
    )
    expect((await failureOf(vendor.send('/', { maxBytes: 100_000 }))).kind).toBe('unexpected')
    expect((await vendor.send('/', { maxBytes: 1_000_000 })).text).toHaveLength(1_000_000)
  })
})

describe('a vendor that asks to wait', () => {
  it.each<[Record<string, string>, number]>([
    [{ 'retry-after': '7' }, 7_000],
    [{ 'retry-after': 'Wed, 25 Nov 2026 09:02:00 GMT' }, 120_000],
    [{ 'retry-after': '0' }, 1_000],
    [{ 'retry-after': 'straks' }, 10_000],
    [{}, 10_000],
    [{ 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': String(Date.parse('2026-11-25T09:00:45Z')) }, 45_000],
    [{ 'retry-after': '9999999' }, 3_600_000],
    [{ 'retry-after': '3', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': '99999999999999' }, 3_000],
  ])('is heard: 429 with %o is a wait of %i ms', async (headers, retryAfterMs) => {
    const vendor = await openVendor(answer(429, headers))
    expect(await failureOf(vendor.send())).toMatchObject({ kind: 'rate-limit', details: { status: 429, retryAfterMs } })
  })

  it('is not called again before that moment, by any door of the account', async () => {
    let status = 429
    const vendor = await openVendor((_, response) => response.writeHead(status, { 'retry-after': '30' }).end())
    await failureOf(vendor.send())
    status = 200
    const second = createHttpDoor(vendor.options)
    vendor.advance(10_000)
    expect(await failureOf(second.send(vendor.request()))).toMatchObject({
      kind: 'rate-limit',
      details: { retryAfterMs: 20_000 },
    })
    expect(vendor.seen).toHaveLength(1)
    vendor.advance(20_000)
    expect((await second.send(vendor.request())).status).toBe(200)
  })

  it('is called for another account meanwhile', async () => {
    const vendor = await openVendor((request, response) =>
      response.writeHead(request.url === '/a' ? 429 : 200, { 'retry-after': '30' }).end(),
    )
    await failureOf(vendor.send('/a'))
    const other = createHttpDoor({ ...vendor.options, accountRef: 'gebroken-boekjaar' })
    expect((await other.send(vendor.request('/b'))).status).toBe(200)
  })

  it('by saying that nothing is left is not called before its reset, though it answered', async () => {
    const vendor = await openVendor((_, response) =>
      response
        .writeHead(200, {
          'x-rate-limit-limit': '20',
          'x-rate-limit-remaining': '0',
          'x-rate-limit-reset': String(vendor.nowMs() + 90_000),
        })
        .end('{}'),
    )
    expect((await vendor.send()).status).toBe(200)
    expect(await failureOf(vendor.send())).toMatchObject({ kind: 'rate-limit', details: { retryAfterMs: 90_000 } })
    expect(vendor.seen).toHaveLength(1)
    vendor.advance(90_000)
    expect((await vendor.send()).status).toBe(200)
  })

  it('with calls left, or a reset in the past, holds nothing up', async () => {
    const vendor = await openVendor((request, response) =>
      response
        .writeHead(200, {
          'x-rate-limit-remaining': request.url === '/left' ? '3' : '0',
          'x-rate-limit-reset': String(request.url === '/left' ? vendor.nowMs() + 90_000 : vendor.nowMs() / 1000),
        })
        .end('{}'),
    )
    await vendor.send('/left')
    await vendor.send('/seconds-by-mistake')
    await vendor.send('/left')
    expect(vendor.waits).toEqual([])
  })

  it('for a moment is waited for in place', async () => {
    let status = 429
    const vendor = await openVendor((_, response) => response.writeHead(status, { 'retry-after': '2' }).end())
    await failureOf(vendor.send())
    status = 200
    expect((await vendor.send()).status).toBe(200)
    expect(vendor.waits).toEqual([2_000])
    expect(vendor.calls.map(({ waitedMs }) => waitedMs)).toEqual([0, 2_000])
  })

  it('with a 503 is unavailable, with the moment it named', async () => {
    const vendor = await openVendor(answer(503, { 'retry-after': '120' }, '<html>onderhoud</html>'))
    expect(await failureOf(vendor.send())).toMatchObject({
      kind: 'unavailable',
      details: { status: 503, retryAfterMs: 120_000 },
    })
    expect((await failureOf(vendor.send())).kind).toBe('rate-limit')
    expect(vendor.seen).toHaveLength(1)
  })

  it('with a 503 and no moment is simply unavailable', async () => {
    const vendor = await openVendor(answer(503))
    expect((await failureOf(vendor.send())).details.retryAfterMs).toBeUndefined()
    expect((await failureOf(vendor.send())).kind).toBe('unavailable')
    expect(vendor.seen).toHaveLength(2)
  })
})

describe('the pace', () => {
  it('lets an account’s minute through at once and asks the next one to come back', async () => {
    const vendor = await openVendor(ok, { perMinute: 5 })
    await Promise.all(Array.from({ length: 5 }, () => vendor.send()))
    expect(await failureOf(vendor.send())).toMatchObject({ kind: 'rate-limit', details: { retryAfterMs: 60_000 } })
    vendor.advance(58_500)
    expect((await vendor.send()).status).toBe(200)
    expect(vendor.waits).toEqual([1_500])
    expect(vendor.seen).toHaveLength(6)
  })
})

describe('what is counted and logged', () => {
  it('is every request that went out, whatever became of it, and none that did not', async () => {
    const vendor = await openVendor((request, response) => {
      if (request.url === '/cut') request.socket.destroy()
      else response.writeHead(request.url === '/busy' ? 429 : 200, { 'retry-after': '60' }).end()
    })
    await vendor.send('/fine')
    await failureOf(vendor.send('/cut'))
    await failureOf(vendor.send('/busy'))
    await failureOf(vendor.send('/refused-by-us'))
    expect(vendor.calls.map(({ path, status }) => [path, status])).toEqual([
      ['/fine', 200],
      ['/cut', null],
      ['/busy', 429],
    ])
    expect(vendor.calls[0]).toMatchObject({
      connectorId: 'vendor',
      accountRef: 'breekijzer',
      method: 'GET',
      waitedMs: 0,
    })
  })

  it('holds no secret, neither in a call nor in an error and all its causes', async () => {
    const secret = 'Zeer-Geheim-1234567890'
    const vendor = await openVendor((request) => request.socket.destroy())
    const secretive = {
      method: 'POST' as const,
      headers: { authorization: `Bearer ${secret}`, 'authentication-secret': secret },
      body: new URLSearchParams({ refresh_token: secret }).toString(),
    }
    const errors = [
      await failureOf(vendor.send(`/oauth/token?access_token=${secret}`, secretive)),
      await failureOf(vendor.send('/', { ...secretive, headers: { authorization: `Bearer ${secret}\nx` } })),
      await failureOf(vendor.send('/', { headers: { 'authentication-key': `${secret}\u20ac` } })),
    ]
    const written = errors.flatMap((error) => {
      const chain: unknown[] = []
      for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
        chain.push(cause.message, cause.stack, Object.entries(cause))
      return chain
    })
    expect(JSON.stringify([written, vendor.calls])).not.toContain('Geheim')
    expect(vendor.calls).toHaveLength(1)
    expect(errors.map(({ kind }) => kind)).toEqual(['unavailable', 'unexpected', 'unexpected'])
  })
})
