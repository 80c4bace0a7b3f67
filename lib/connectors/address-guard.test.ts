import { createServer } from 'node:http'
import type { LookupFunction } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fetch, type Agent } from 'undici'
import { AddressRefused, isOwnNetwork, isPublicAddress, publicAgent, publicLookup } from './address-guard'
import { ConnectorError } from './errors'
import { createHttpDoor, type HttpCall } from './http'

describe('an address', () => {
  it.each(['93.184.216.34', '2a00:1450:400e:80f::200e', '64:ff9b::5db8:d822'])(
    'of the internet is public: %s',
    (it) => {
      expect(isPublicAddress(it)).toBe(true)
    },
  )

  it.each([
    ['127.0.0.1', 'this machine'],
    ['127.8.8.8', 'this machine'],
    ['0.0.0.0', 'this machine'],
    ['0.1.2.3', 'this network'],
    ['10.0.0.1', 'a private network'],
    ['172.31.255.255', 'a private network'],
    ['192.168.1.1', 'a private network'],
    ['169.254.169.254', 'the cloud’s own metadata'],
    ['100.64.0.1', 'a provider’s inner network'],
    ['192.0.0.8', 'a protocol'],
    ['192.0.2.1', 'documentation'],
    ['198.18.0.1', 'measurements'],
    ['224.0.0.1', 'many at once'],
    ['240.0.0.1', 'nobody'],
    ['255.255.255.255', 'everybody'],
    ['::', 'this machine'],
    ['::1', 'this machine'],
    ['::7f00:1', 'an old way to write 127.0.0.1'],
    ['::ffff:127.0.0.1', '127.0.0.1 in the clothes of IPv6'],
    ['::ffff:93.184.216.34', 'a public one in the clothes of IPv6, which no name server gives'],
    ['64:ff9b::7f00:1', '127.0.0.1, translated'],
    ['64:ff9b::a9fe:a9fe', 'the cloud’s own metadata, translated'],
    ['64:ff9b:1::1', 'a translation within a network'],
    ['2002:7f00:1::', '127.0.0.1 through a tunnel'],
    ['2001::1', 'a tunnel'],
    ['fc00::1', 'a private network'],
    ['fd12:3456::1', 'a private network'],
    ['fe80::1', 'this cable'],
    ['fe80::1%eth0', 'this cable'],
    ['fec0::1', 'a private network of old'],
    ['ff02::1', 'many at once'],
    ['2001:db8::1', 'documentation'],
    ['4000::1', 'nobody yet'],
    ['simplicate.nl', 'no address'],
    ['', 'no address'],
  ])('that is %s (%s) is not', (it) => {
    expect(isPublicAddress(it)).toBe(false)
  })
})

it.each([
  ['https://app.minox.nl', false],
  ['https://localhost.nl', false],
  ['http://127.0.0.1:4010', true],
  ['http://minox.binnen', true],
  ['https://localhost:4010', true],
  ['https://proef.localhost', true],
  ['https://10.0.0.5', true],
  ['https://[::1]:4010', true],
])('an operator who writes %s means an own network: %s', (configured, isOwn) => {
  expect(isOwnNetwork(new URL(configured))).toBe(isOwn)
})

const insiders = ['127.0.0.1', '10.0.0.1', '100.64.0.1', '169.254.169.254', '::1', '::ffff:127.0.0.1']

/** A name server that knows one name, and counts how often it is asked. */
const nameServer = (...found: string[]) => {
  let asked = 0
  const lookup: LookupFunction = (_, options, callback) => {
    asked += 1
    const addresses = found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    const [first] = addresses
    if (options.all === true || first === undefined) callback(null, addresses)
    else callback(null, first.address, first.family)
  }
  return { lookup, asked: () => asked }
}

describe('a look-up for connecting', () => {
  const resolve = (lookup: LookupFunction, all: boolean) =>
    new Promise((done) => {
      publicLookup(lookup)('vendor.example', { all }, (error, address, family) => {
        done(error ?? (all ? address : [address, family]))
      })
    })

  it('hands over what the name server said, asked once', async () => {
    const { lookup, asked } = nameServer('93.184.216.34', '2a00:1450::e')
    expect(await resolve(lookup, true)).toEqual([
      { address: '93.184.216.34', family: 4 },
      { address: '2a00:1450::e', family: 6 },
    ])
    expect(await resolve(lookup, false)).toEqual(['93.184.216.34', 4])
    expect(asked()).toBe(2)
  })

  it.each([
    ['the first is', ['127.0.0.1', '93.184.216.34']],
    ['the last is', ['93.184.216.34', '::1']],
    ['there are none', []],
  ])('hands over nothing when one address is not public: %s', async (_, found) => {
    const { lookup } = nameServer(...found)
    expect(await resolve(lookup, true)).toBeInstanceOf(AddressRefused)
    expect(await resolve(lookup, false)).toBeInstanceOf(AddressRefused)
  })

  it('says what the name server says of a name that is not there', async () => {
    const missing = Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
    expect(
      await resolve((_, __, callback) => {
        callback(missing, [])
      }, true),
    ).toBe(missing)
  })
})

describe('on the way to a vendor', () => {
  const server = createServer((_, response) => response.end('reached'))
  const agents: Agent[] = []
  let connections = 0
  let port = ''
  server.on('connection', () => (connections += 1))

  beforeEach(async () => {
    connections = 0
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const address = server.address()
    port = typeof address === 'object' && address !== null ? String(address.port) : ''
  })
  afterEach(async () => {
    await Promise.all(agents.splice(0).map((agent) => agent.destroy()))
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  })

  describe('connections to the internet', () => {
    /** As the guard connects, except that all of the internet is the server of this test. */
    const internetIsHere =
      (lookup: LookupFunction): LookupFunction =>
      (hostname, options, callback) => {
        lookup(hostname, { ...options, all: true }, (error) => {
          if (error === null) callback(null, [{ address: '127.0.0.1', family: 4 }])
          else callback(error, [])
        })
      }

    const open = (host: string, lookup: LookupFunction) => {
      const dispatcher = publicAgent(internetIsHere(publicLookup(lookup)))
      agents.push(dispatcher)
      return async () => (await fetch(`http://${host}:${port}/`, { dispatcher })).text()
    }
    const failureOf = (attempt: Promise<unknown>) =>
      attempt.then(
        () => 'it did not fail',
        (error: unknown) => (error instanceof Error ? error.cause : error),
      )

    it('reach a name with a public address, and are kept for the next request', async () => {
      const { lookup, asked } = nameServer('93.184.216.34')
      const call = open('vendor.example', lookup)
      for (let round = 1; round <= 20; round += 1) expect(await call()).toBe('reached')
      // The next request may start a moment before the connection of the last one is free again.
      expect(connections).toBeLessThanOrEqual(2)
      expect(asked()).toBe(connections)
    })

    it.each(insiders)('are not made for a name that means %s', async (address) => {
      const call = open('vendor.example', nameServer(address).lookup)
      expect(await failureOf(call())).toBeInstanceOf(AddressRefused)
      expect(connections).toBe(0)
    })

    it.each(['127.0.0.1', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1'])(
      'are not made for the address %s itself, for which no name server is asked',
      async (host) => {
        const { lookup, asked } = nameServer('93.184.216.34')
        expect(await failureOf(open(host, lookup)())).toBeInstanceOf(AddressRefused)
        expect([connections, asked()]).toEqual([0, 0])
      },
    )
  })

  describe('the door', () => {
    const call = async (scheme: 'https' | 'http', address: string) => {
      const calls: HttpCall[] = []
      const door = createHttpDoor({
        connectorId: 'vendor',
        accountRef: 'breekijzer',
        origin: `${scheme}://{subdomain}.vendor.example:${port}`,
        perMinute: null,
        now: () => new Date(),
        observe: (made) => calls.push(made),
        lookup: nameServer(address).lookup,
      })
      const url = new URL(`${scheme}://breekijzer.vendor.example:${port}/`)
      const answer = await door.send({ method: 'GET', url }).catch((error: unknown) => error)
      return { answer, statuses: calls.map(({ status }) => status) }
    }

    it.each(insiders)('does not follow the name of a vendor to %s, and says so', async (address) => {
      const { answer, statuses } = await call('https', address)
      expect(answer).toBeInstanceOf(ConnectorError)
      expect(answer).toMatchObject({ kind: 'unexpected' })
      expect(String(answer)).toContain('not on the internet')
      expect([connections, statuses]).toEqual([0, [null]])
    })

    it('follows it to this machine when the operator configured an address without https', async () => {
      const { answer, statuses } = await call('http', '127.0.0.1')
      expect(answer).toMatchObject({ status: 200, text: 'reached' })
      expect([connections, statuses]).toEqual([1, [200]])
    })
  })
})
