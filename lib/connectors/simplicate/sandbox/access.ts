import { timingSafeEqual } from 'node:crypto'
import type { Tenant } from './records'
import { Refusal } from './refusal'
import type { SandboxStore } from './store'

export type Credentials = { key: string | null; secret: string | null; bearer: string | null }

export const readCredentials = (header: (name: string) => string | undefined): Credentials => ({
  key: header('authentication-key') ?? null,
  secret: header('authentication-secret') ?? null,
  bearer: /^Bearer (.+)$/i.exec(header('authorization') ?? '')?.[1] ?? null,
})

const isEqual = (one: string, other: string): boolean => {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/**
 * Lets a request of this environment pass. An API key ends on its day; a token ends with its time or its grant.
 * @throws Refusal 401. The real body of a 401 is unknown.
 */
export const requireAccess = (store: SandboxStore, tenant: Tenant, { key, secret, bearer }: Credentials): void => {
  const today = store.clock.today()
  const known = tenant.apiKeys.find((row) => key !== null && isEqual(row.key, key))
  if (
    known &&
    secret !== null &&
    isEqual(known.secret, secret) &&
    (known.expiresOn === null || today <= known.expiresOn)
  )
    return
  const token = tenant.accessTokens.find((row) => bearer !== null && isEqual(row.token, bearer))
  const grant = tenant.grants.find(({ id }) => id === token?.grantId)
  if (token && grant && !grant.isRevoked && token.expiresAtMs > store.clock.now().getTime()) return
  throw new Refusal(401, 'Unauthorized')
}

/**
 * Credentials carry the rights of the user behind them.
 * @throws Refusal 403 when that user may not do this.
 */
export const requireRight = (tenant: Tenant, { method, path }: { method: string; path: string }): void => {
  const isDenied = tenant.denials.some(
    (denial) => path.startsWith(denial.path) && (denial.method === null || denial.method === method),
  )
  if (isDenied) throw new Refusal(403, 'Forbidden')
}

const windowMs = 60_000

/** A sliding window per environment: documented is "at least 60 requests per minute", the kind of window is a guess. */
export class RateLimit {
  private readonly hits = new Map<string, number[]>()

  constructor(private readonly store: SandboxStore) {}

  /** Null when the request may pass, else the whole seconds until the next one may. */
  take(subdomain: string): number | null {
    const limit = this.store.settings.requestsPerMinute
    const now = this.store.clock.now().getTime()
    const recent = (this.hits.get(subdomain) ?? []).filter((at) => at > now - windowMs && at <= now)
    this.hits.set(subdomain, recent)
    if (limit !== null && recent.length >= limit)
      return Math.max(1, Math.ceil(((recent[0] ?? now) + windowMs - now) / 1000))
    recent.push(now)
    return null
  }

  reset(): void {
    this.hits.clear()
  }
}
