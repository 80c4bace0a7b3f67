import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { JournalEntry } from './control'
import { Environment } from './environment'
import type { faultSchema } from './faults'
import type { Tenant } from './records'
import { seedTenants, type SeedName } from './seed'
import { createSandboxApp } from './server'
import { sandboxSettings, type SandboxSettings } from './settings'
import { SandboxStore } from './store'
import { openGrant, revokeGrants, type TokenPair } from './oauth'
import type { z } from 'zod'

export type SimplicateSandboxOptions = {
  /** 0, the default, takes a free one. */
  port?: number
  seed?: SeedName
  /** Keeps the state in this file, so that the next start continues where this one was. */
  stateFile?: string
  now?: () => Date
  /** Whether `/__sandbox` answers; on by default. */
  hasControl?: boolean
}

export type SimplicateSandbox = {
  baseUrl: string
  controlUrl: string
  /** For `SIMPLICATE_URL_TEMPLATE`. */
  urlTemplate: string
  stop: () => Promise<void>
  /** One environment, to make something happen in it; `breekijzer` by default. @throws RangeError for an unknown one. */
  environment: (subdomain?: string) => Environment
  fault: (fault: z.input<typeof faultSchema>) => void
  clearFaults: () => void
  configure: (settings: Partial<SandboxSettings>) => void
  /** API keys, rights and everything else that a test changes by hand. */
  change: (change: (tenant: Tenant) => void, subdomain?: string) => void
  openGrant: (subdomain?: string) => TokenPair
  revokeGrants: (subdomain?: string) => void
  /** Every request that was seen since the start or the last `forget`. */
  journal: () => readonly JournalEntry[]
  forget: () => void
  advanceClock: (ms: number) => void
}

/** Starts a sandbox on 127.0.0.1. @throws when the port is taken. */
export const startSimplicateSandbox = async (options: SimplicateSandboxOptions = {}): Promise<SimplicateSandbox> => {
  const store = new SandboxStore({
    seed: () => seedTenants(options.seed ?? 'breekijzer'),
    ...(options.stateFile === undefined ? {} : { stateFile: options.stateFile }),
    ...(options.now === undefined ? {} : { now: options.now }),
  })
  let baseUrl = ''
  const { app, faults, journal } = createSandboxApp(store, {
    hasControl: options.hasControl ?? true,
    origin: () => baseUrl,
  })
  const server = createAdaptorServer({ fetch: app.fetch, hostname: '127.0.0.1' })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
  baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`

  const tenantOf = (subdomain = 'breekijzer'): Tenant => {
    const tenant = store.tenant(subdomain)
    if (!tenant) throw new RangeError(`No environment '${subdomain}'`)
    return tenant
  }
  return {
    baseUrl,
    controlUrl: `${baseUrl}/__sandbox`,
    urlTemplate: `${baseUrl}/{subdomain}`,
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => {
          if (error) reject(error)
          else resolve()
        })
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
    environment: (subdomain) => new Environment(store, tenantOf(subdomain)),
    fault: (fault) => {
      faults.add(fault)
    },
    clearFaults: () => {
      faults.clear()
    },
    configure: (settings) => {
      store.settings = sandboxSettings.parse({ ...store.settings, ...settings })
      store.save()
    },
    change: (change, subdomain) => {
      change(tenantOf(subdomain))
      store.save()
    },
    openGrant: (subdomain) => openGrant(store, tenantOf(subdomain)),
    revokeGrants: (subdomain) => {
      revokeGrants(store, tenantOf(subdomain))
    },
    journal: () => journal,
    forget: () => {
      journal.length = 0
    },
    advanceClock: (ms) => {
      store.clock.advance(ms)
      store.save()
    },
  }
}
