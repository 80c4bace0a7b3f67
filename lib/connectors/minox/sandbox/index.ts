import { serve } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import { createApp } from './app'
import { sandboxClient, seedRefreshToken } from './grants'
import { operationsOn, type Operations } from './operations'
import { RateLimiter } from './rate-limit'
import { seeds, type SeedName } from './seed'
import type { SandboxSettings } from './settings'
import { SandboxStore } from './store'
import type { World } from './world'

/*
 * A stand-in for Minox Online over real HTTP, with books that balance.
 *
 * Documented (Minox's own guide and help pages): the order of calls, PUT of a batch under a UUID of the caller, open
 * items with status=open, webhooks on payments, digits-only invoice numbers, lines from 9000 being automatic, debtor
 * numbers from the range of a sales journal, the main user MINOX for consent.
 * Seen in clients (onetoweb/minox, omniboost/go-minox, webparking/laravel-minox, jtinbergen/minox-client-demo): paths,
 * field names, the list envelope, arrays of messages, a bare string as an error, the rate headers with a reset in epoch
 * milliseconds, token and inspect requests, RFC 3339 dates, VAT types.
 * Guessed: every refusal and its text, the balance rule and what VAT on a line means, the sign of a credit invoice's
 * open item, journal type words, page sizes and the shape of `links.next`, token lifetimes and rotation, the scope that
 * guards open items, the body of a webhook, what `by_email` finds. Codes of refusals start with `SBX_` because Minox's
 * own are not published.
 */

export type MinoxSandboxOptions = {
  /** 0 picks a free port. */
  port?: number
  seed?: SeedName
  stateFile?: string
  now?: () => Date
  hasControl?: boolean
  /** Addresses besides this machine's own to which a consent may return. */
  redirectUris?: readonly string[]
  settings?: Partial<SandboxSettings>
}

export type MinoxSandbox = {
  baseUrl: string
  controlUrl: string
  stop(): Promise<void>
  /** The same operations as the control plane, for tests in this process. */
  operations: Operations
  world: World
  client: { id: string; secret: string }
  seedRefreshToken: string
}

/** Starts the sandbox on 127.0.0.1. */
export const startMinoxSandbox = async (options: MinoxSandboxOptions = {}): Promise<MinoxSandbox> => {
  const store = new SandboxStore({
    seed: seeds[options.seed ?? 'breekijzer'],
    ...(options.stateFile === undefined ? {} : { stateFile: options.stateFile }),
    ...(options.now === undefined ? {} : { now: options.now }),
  })
  store.settings = { ...store.settings, ...options.settings }
  const world: World = { store, rate: new RateLimiter(() => store.clock.machineMs()), faults: [], requests: [] }
  const app = createApp(world, {
    hasControl: options.hasControl ?? true,
    redirectUris: options.redirectUris ?? [],
  })
  const { server, port } = await listen(app.fetch, options.port ?? 0)
  const baseUrl = `http://127.0.0.1:${port}`
  return {
    baseUrl,
    controlUrl: `${baseUrl}/__sandbox`,
    operations: operationsOn(world),
    world,
    client: sandboxClient,
    seedRefreshToken,
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => {
          if (error) reject(error)
          else resolve()
        })
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}

type Listening = { server: ReturnType<typeof serve>; port: number }

const listen = (fetch: Parameters<typeof serve>[0]['fetch'], port: number): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: '127.0.0.1' }, (address: AddressInfo) => {
      server.off('error', reject)
      resolve({ server, port: address.port })
    })
    server.once('error', reject)
  })
