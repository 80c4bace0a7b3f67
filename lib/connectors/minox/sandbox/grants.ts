import { createHash, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import type { GrantRow, TenantRow } from './records'
import type { SandboxStore } from './store'

export const sandboxClient = { id: 'sandbox-client', secret: 'sandbox-secret', name: 'Combi-portaal' }

/** With this token the demo is installed without a person giving consent. It can be presented more than once. */
export const seedRefreshToken = 'seed-refresh-token'
const codeSeconds = 180
/** A refresh token that was replaced still works this long: the answer that brought its successor may be lost. */
const graceMs = 60_000

export const scopeNames: Readonly<Record<string, string>> = {
  'administration:read': 'Administraties bekijken',
  'ledger_account:read': 'Grootboekrekeningen bekijken',
  'vat:read': 'Btw-codes bekijken',
  'journal:read': 'Dagboeken bekijken',
  'payment_term:read': 'Betalingscondities bekijken',
  'cost_center:read': 'Kostenplaatsen bekijken',
  'customer:read': 'Debiteuren bekijken',
  'customer:write': 'Debiteuren aanmaken en wijzigen',
  'transaction:read': 'Boekingen en openstaande posten bekijken',
  'transaction:write': 'Boekingen aanmaken, wijzigen en verwijderen',
  'document:write': 'Documenten toevoegen',
  'invoice:read': 'Facturen bekijken',
  'webhook:read': 'Webhooks bekijken',
  'webhook:write': 'Webhooks instellen',
}

export const allScopes = Object.keys(scopeNames)

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')
const newSecret = (): string => randomBytes(32).toString('base64url')

// Few rounds: the password is on the sign-in page, and every start of the sandbox hashes it.
const scrypt = (password: string, salt: Buffer) => scryptSync(password, salt, 32, { N: 1024 })

export const hashPassword = (password: string): string => {
  const salt = randomBytes(16)
  return `${salt.toString('hex')}:${scrypt(password, salt).toString('hex')}`
}

const isPassword = (password: string, stored: string): boolean => {
  const [salt = '', hash = ''] = stored.split(':')
  return timingSafeEqual(scrypt(password, Buffer.from(salt, 'hex')), Buffer.from(hash, 'hex'))
}

export type SignInOutcome = { ok: true; tenant: TenantRow } | { ok: false; problem: string }

/** Only the main user MINOX may let a program in (Minox's connection guide). */
export const signIn = (
  store: SandboxStore,
  form: { customerNumber: string; user: string; password: string },
): SignInOutcome => {
  const tenant = store.tenant(Number(form.customerNumber))
  const user = tenant?.users.find(({ name }) => name === form.user.trim().toUpperCase())
  if (!tenant || !user || !isPassword(form.password, user.passwordHash))
    return { ok: false, problem: 'Onjuiste inloggegevens' }
  if (user.name !== 'MINOX') return { ok: false, problem: 'Alleen de hoofdgebruiker MINOX kan een koppeling toestaan' }
  return { ok: true, tenant }
}

export type GrantRequest = { tenantId: number; scopes: string[]; administrationIds: number[] }

export const createGrant = (store: SandboxStore, request: GrantRequest): GrantRow => {
  const grant: GrantRow = {
    ...request,
    id: newSecret(),
    clientId: sandboxClient.id,
    isRevoked: false,
    accessTokens: [],
    refreshTokens: [],
  }
  store.state.grants.push(grant)
  return grant
}

/** A code for a grant: once, and not for long. */
export const createCode = (
  store: SandboxStore,
  grant: GrantRow,
  { redirectUri, codeChallenge }: { redirectUri: string; codeChallenge: string | null },
): string => {
  const code = newSecret()
  store.state.codes.push({
    hash: hashOf(code),
    grantId: grant.id,
    redirectUri,
    codeChallenge,
    expiresAtMs: store.clock.now().getTime() + codeSeconds * 1000,
    isUsed: false,
  })
  return code
}

export type TokenPair = {
  access_token: string
  refresh_token: string
  expires_in: number
  token_type: 'Bearer'
  scope: string
}

/** A new pair; the refresh tokens before it die after the grace. */
export const issueTokens = (store: SandboxStore, grant: GrantRow): TokenPair => {
  const nowMs = store.clock.now().getTime()
  const expiresIn = store.settings.accessTokenSeconds
  const pair: TokenPair = {
    access_token: newSecret(),
    refresh_token: newSecret(),
    expires_in: expiresIn,
    token_type: 'Bearer',
    scope: grant.scopes.join(' '),
  }
  grant.accessTokens = [
    ...grant.accessTokens.filter(({ expiresAtMs }) => expiresAtMs > nowMs),
    { hash: hashOf(pair.access_token), expiresAtMs: nowMs + expiresIn * 1000 },
  ]
  grant.refreshTokens = [
    ...grant.refreshTokens.map((token) => ({ ...token, diesAtMs: token.diesAtMs ?? nowMs + graceMs })),
    { hash: hashOf(pair.refresh_token), diesAtMs: null },
  ]
  return pair
}

export type Exchange = { ok: true; grant: GrantRow } | { ok: false; description: string }
const no = (description: string): Exchange => ({ ok: false, description })

/** The grant of a code, which is used up; a code that comes twice takes the whole grant down (RFC 6749 § 4.1.2). */
export const redeemCode = (
  store: SandboxStore,
  request: { code: string; redirectUri: string | null; codeVerifier: string | null },
): Exchange => {
  const row = store.state.codes.find(({ hash }) => hash === hashOf(request.code))
  const grant = store.state.grants.find(({ id }) => id === row?.grantId)
  if (!row || !grant || grant.isRevoked) return no('Onbekende code')
  if (row.isUsed) {
    grant.isRevoked = true
    return no('Code is al gebruikt')
  }
  row.isUsed = true
  if (row.expiresAtMs <= store.clock.now().getTime()) return no('Code is verlopen')
  // onetoweb/minox leaves redirect_uri out, so that only a wrong one is refused.
  if (request.redirectUri !== null && request.redirectUri !== row.redirectUri) return no('redirect_uri wijkt af')
  const challenge = request.codeVerifier && createHash('sha256').update(request.codeVerifier).digest('base64url')
  if (row.codeChallenge !== null && challenge !== row.codeChallenge) return no('code_verifier wijkt af')
  return { ok: true, grant }
}

/** The grant of a refresh token; one that comes back after its grace takes the whole grant down. */
export const redeemRefreshToken = (store: SandboxStore, token: string): Exchange => {
  if (token === seedRefreshToken) return redeemSeedToken(store)
  const hash = hashOf(token)
  const grant = store.state.grants.find(({ refreshTokens }) => refreshTokens.some((one) => one.hash === hash))
  const row = grant?.refreshTokens.find((one) => one.hash === hash)
  if (!grant || !row || grant.isRevoked) return no('Onbekend of ingetrokken refresh token')
  if (row.diesAtMs !== null && row.diesAtMs <= store.clock.now().getTime()) {
    grant.isRevoked = true
    return no('Refresh token is eerder gebruikt; de toestemming is ingetrokken')
  }
  return { ok: true, grant }
}

const redeemSeedToken = (store: SandboxStore): Exchange => {
  const tenant = store.state.tenants.find(({ hasSeedToken }) => hasSeedToken)
  if (!tenant) return no('Onbekend of ingetrokken refresh token')
  const administrationIds = tenant.administrations.map(({ id }) => id)
  return { ok: true, grant: createGrant(store, { tenantId: tenant.id, scopes: [...allScopes], administrationIds }) }
}

/** The grant that an access token belongs to, while it is valid. */
export const grantOfAccessToken = (store: SandboxStore, token: string): GrantRow | null => {
  const hash = hashOf(token)
  const nowMs = store.clock.now().getTime()
  return (
    store.state.grants.find(
      (grant) => !grant.isRevoked && grant.accessTokens.some((one) => one.hash === hash && one.expiresAtMs > nowMs),
    ) ?? null
  )
}

/** The customer withdraws his consent in Minox. */
export const revokeGrants = (store: SandboxStore, tenant: TenantRow): void => {
  for (const grant of store.state.grants) if (grant.tenantId === tenant.id) grant.isRevoked = true
  tenant.hasSeedToken = false
}
