import { createHash, randomBytes } from 'node:crypto'
import type { GrantRow, Tenant } from './records'
import { nextId, type SandboxStore } from './store'

/**
 * The consent flow that this project assumes: nothing about Simplicate's own endpoints is public. Authorization code
 * with PKCE (S256, optional), refresh tokens that rotate, and a grant that ends when a spent code or refresh token shows up.
 */
export const sandboxClient = { id: 'sandbox-client', secret: 'sandbox-secret' } as const

const codeLifetimeMs = 60_000

export type AuthorizeRequest = {
  redirectUri: URL
  state: string | null
  codeChallenge: string | null
  clientId: string
}
export type TokenPair = { access_token: string; refresh_token: string; expires_in: number; token_type: 'Bearer' }
export type TokenRefusal = { error: 'invalid_request' | 'invalid_client' | 'invalid_grant' | 'unsupported_grant_type' }

/** The request behind the consent page, or a Dutch sentence that says why there is none. */
export const readAuthorizeRequest = (search: URLSearchParams): AuthorizeRequest | { problem: string } => {
  const clientId = search.get('client_id')
  if (clientId !== sandboxClient.id) return { problem: 'De applicatie die toegang vraagt, is niet bekend.' }
  const redirectUri = URL.canParse(search.get('redirect_uri') ?? '') ? new URL(search.get('redirect_uri') ?? '') : null
  if (!redirectUri || !/^https?:$/.test(redirectUri.protocol))
    return { problem: 'Het adres om naar terug te keren ontbreekt of is ongeldig.' }
  if (search.get('response_type') !== 'code') return { problem: 'Alleen response_type=code wordt ondersteund.' }
  const codeChallenge = search.get('code_challenge')
  if (codeChallenge !== null && search.get('code_challenge_method') !== 'S256')
    return { problem: 'Alleen code_challenge_method=S256 wordt ondersteund.' }
  return { redirectUri, state: search.get('state'), codeChallenge, clientId }
}

/** The address to return to after the person decided. */
export const decide = (
  store: SandboxStore,
  tenant: Tenant,
  decision: AuthorizeRequest & { isAllowed: boolean },
): URL => {
  const target = new URL(decision.redirectUri)
  if (decision.state !== null) target.searchParams.set('state', decision.state)
  if (!decision.isAllowed) {
    target.searchParams.set('error', 'access_denied')
    return target
  }
  const code = randomToken()
  tenant.codes.push({
    code,
    clientId: decision.clientId,
    redirectUri: decision.redirectUri.href,
    codeChallenge: decision.codeChallenge,
    expiresAtMs: store.clock.now().getTime() + codeLifetimeMs,
    grantId: null,
  })
  store.save()
  target.searchParams.set('code', code)
  return target
}

export const answerTokenRequest = (
  store: SandboxStore,
  tenant: Tenant,
  form: URLSearchParams,
): TokenPair | TokenRefusal => {
  if (form.get('client_id') !== sandboxClient.id || form.get('client_secret') !== sandboxClient.secret)
    return { error: 'invalid_client' }
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return exchangeCode(store, tenant, form)
    case 'refresh_token':
      return refresh(store, tenant, form)
    case null:
      return { error: 'invalid_request' }
    default:
      return { error: 'unsupported_grant_type' }
  }
}

const exchangeCode = (store: SandboxStore, tenant: Tenant, form: URLSearchParams): TokenPair | TokenRefusal => {
  const row = tenant.codes.find(({ code }) => code === form.get('code'))
  if (!row) return { error: 'invalid_grant' }
  if (row.grantId !== null) return endGrant(store, tenant, row.grantId)
  const redirectUri = form.get('redirect_uri')
  const isSameAddress =
    redirectUri !== null && URL.canParse(redirectUri) && new URL(redirectUri).href === row.redirectUri
  const verifier = form.get('code_verifier')
  const challenge = verifier === null ? null : createHash('sha256').update(verifier).digest('base64url')
  const isExpired = row.expiresAtMs <= store.clock.now().getTime()
  if (isExpired || !isSameAddress || (row.codeChallenge !== null && challenge !== row.codeChallenge))
    return { error: 'invalid_grant' }
  const pair = openGrant(store, tenant)
  row.grantId = tenant.grants.at(-1)?.id ?? null
  store.save()
  return pair
}

const refresh = (store: SandboxStore, tenant: Tenant, form: URLSearchParams): TokenPair | TokenRefusal => {
  const token = form.get('refresh_token')
  if (token === null) return { error: 'invalid_request' }
  const spent = tenant.grants.find(({ spentRefreshTokens }) => spentRefreshTokens.includes(token))
  if (spent) return endGrant(store, tenant, spent.id)
  const grant = tenant.grants.find(({ refreshToken, isRevoked }) => refreshToken === token && !isRevoked)
  if (!grant) return { error: 'invalid_grant' }
  grant.spentRefreshTokens.push(grant.refreshToken)
  grant.refreshToken = randomToken()
  return issue(store, tenant, grant)
}

/** Consent without the page: how a test or a seed gets a working pair. */
export const openGrant = (store: SandboxStore, tenant: Tenant): TokenPair => {
  const grant: GrantRow = {
    id: nextId(tenant, 'grant'),
    clientId: sandboxClient.id,
    isRevoked: false,
    spentRefreshTokens: [],
    refreshToken: randomToken(),
  }
  tenant.grants.push(grant)
  return issue(store, tenant, grant)
}

/** What an administrator does who removes the link: every token stops working. */
export const revokeGrants = (store: SandboxStore, tenant: Tenant): void => {
  for (const grant of tenant.grants) grant.isRevoked = true
  store.save()
}

const issue = (store: SandboxStore, tenant: Tenant, grant: GrantRow): TokenPair => {
  const seconds = store.settings.accessTokenSeconds
  const now = store.clock.now().getTime()
  const token = randomToken()
  tenant.accessTokens = tenant.accessTokens.filter(({ expiresAtMs }) => expiresAtMs > now)
  tenant.accessTokens.push({ token, grantId: grant.id, expiresAtMs: now + seconds * 1000 })
  store.save()
  return { access_token: token, refresh_token: grant.refreshToken, expires_in: seconds, token_type: 'Bearer' }
}

const endGrant = (store: SandboxStore, tenant: Tenant, grantId: string): TokenRefusal => {
  for (const grant of tenant.grants) if (grant.id === grantId) grant.isRevoked = true
  store.save()
  return { error: 'invalid_grant' }
}

const randomToken = () => randomBytes(24).toString('base64url')
