import type { HttpBindings } from '@hono/node-server'
import type { Fault } from './fault-schema'
import type { RateLimiter } from './rate-limit'
import type { AdministrationRow, GrantRow, TenantRow } from './records'
import type { SandboxStore } from './store'

/** A request as it was seen, for assertions. Sign-in and token requests are kept without their bodies. */
export type SeenRequest = {
  at: string
  method: string
  path: string
  query: string
  status: number | null
  body: string | null
}

/** One running sandbox. */
export type World = {
  store: SandboxStore
  rate: RateLimiter
  faults: Fault[]
  requests: SeenRequest[]
}

export type SandboxEnv = {
  Bindings: HttpBindings
  Variables: { tenant: TenantRow; grant: GrantRow; administration: AdministrationRow }
}
