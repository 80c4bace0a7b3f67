import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { ConnectorDeps, OAuthSignIn } from '../contract'
import { ConnectorError } from '../errors'
import type { HttpAnswer, HttpDoor } from '../http'
import { parseJson } from './json'
import { tokenRefusalWire, tokenWire, userinfoWire } from './schemas'
import { connectorId, oauthPaths, parseSimplicateSettings, type SimplicateSettings } from './settings'
import { environmentUrl } from './subdomain'

/** A key that the customer made in Simplicate, with the rights of its maker and a fixed end. */
const apiKeySecret = z.object({
  kind: z.literal('api-key'),
  key: z.string().min(1),
  secret: z.string().min(1),
})

/** The consent of a Simplicate user to a partner. Refresh tokens are taken to rotate. */
const oauthSecret = z.object({
  kind: z.literal('oauth'),
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1),
  expiresAt: z.iso.datetime(),
  email: z.string().nullable(),
})
type OAuthSecret = z.infer<typeof oauthSecret>

export const simplicateSecret = z.discriminatedUnion('kind', [apiKeySecret, oauthSecret])
export type SimplicateSecret = z.infer<typeof simplicateSecret>

/** A token is renewed this long before it ends, so that it does not expire between our clock and Simplicate's. */
const renewAheadMs = 60_000

/** The headers that sign a request; their values open the customer's account. */
export type Signature = Readonly<Record<string, string>>

/** What a request is signed with, whichever way the customer connected. */
export interface Authorizer {
  sign(): Promise<Signature>
  /** After a 401 on a request signed with `refused`: true when there is something else to sign it with. */
  renew(refused: Signature): Promise<boolean>
  email(): Promise<string | null>
}

type Deps = Pick<ConnectorDeps<SimplicateSecret>, 'http' | 'now' | 'secrets' | 'settings' | 'accountRef'>

/** Reads the secret once and signs with it; an OAuth pair is renewed by one caller at a time and stored before use. */
export const createAuthorizer = (deps: Deps): Authorizer => {
  let reading: Promise<SimplicateSecret> | null = null
  let renewing: Promise<SimplicateSecret> | null = null
  const current = (): Promise<SimplicateSecret> =>
    (reading ??= deps.secrets.read().catch((error: unknown) => {
      reading = null
      throw error
    }))
  const renewed = async (stale: OAuthSecret): Promise<SimplicateSecret> => {
    renewing ??= deps.secrets
      .renew((stored) => refresh(deps, stored, stale))
      .finally(() => {
        renewing = null
      })
    const secret = await renewing
    reading = Promise.resolve(secret)
    return secret
  }
  return {
    async sign() {
      let secret = await current()
      if (secret.kind === 'oauth' && endsSoon(secret, deps.now())) secret = await renewed(secret)
      return signatureOf(secret)
    },
    async renew(refused) {
      const secret = await current()
      if (secret.kind === 'api-key') return false
      // Several requests are refused at once when a token ends; the first to notice renews it for all of them.
      if (signatureOf(secret).authorization === refused.authorization) await renewed(secret)
      return true
    },
    async email() {
      const secret = await current()
      return secret.kind === 'oauth' ? secret.email : null
    },
  }
}

/** https://developer.simplicate.com/getting-started; that a token goes in as Bearer is an assumption. */
const signatureOf = (secret: SimplicateSecret): Signature =>
  secret.kind === 'api-key'
    ? { 'authentication-key': secret.key, 'authentication-secret': secret.secret }
    : { authorization: `Bearer ${secret.accessToken}` }

const endsSoon = ({ expiresAt }: OAuthSecret, now: Date): boolean =>
  Date.parse(expiresAt) - now.getTime() < renewAheadMs

const refresh = async (deps: Deps, stored: SimplicateSecret, stale: OAuthSecret): Promise<SimplicateSecret> => {
  if (stored.kind !== 'oauth') return stored
  // Somebody else renewed it while we waited for our turn.
  if (stored.accessToken !== stale.accessToken && !endsSoon(stored, deps.now())) return stored
  const settings = parseSimplicateSettings(deps.settings)
  const tokens = await requestTokens(
    { ...deps, base: environmentUrl(settings.urlTemplate, deps.accountRef), client: requireClient(settings) },
    { grant_type: 'refresh_token', refresh_token: stored.refreshToken },
  )
  return { ...stored, ...tokens, refreshToken: tokens.refreshToken ?? stored.refreshToken }
}

const requireClient = ({ client }: SimplicateSettings): { id: string; secret: string } => {
  if (client === null) throw new ConnectorError('auth', 'simplicate: no application is configured', { connectorId })
  return client
}

type TokenDeps = { http: HttpDoor; now: () => Date; base: string; client: { id: string; secret: string } }

type Tokens = { accessToken: string; refreshToken: string | null; expiresAt: string }

/**
 * Token endpoint with a form body (RFC 6749 § 4.1.3); the address is an assumption, see settings. Written out rather than
 * left to a library: ours are the transport, its limits and the verdict on a failure, and a library would refuse an
 * `expires_in` written as text.
 */
const requestTokens = async (
  { http, now, base, client }: TokenDeps,
  grant: Record<string, string>,
): Promise<Tokens> => {
  const answer = await http.send({
    method: 'POST',
    url: new URL(`${base}${oauthPaths.token}`),
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({ ...grant, client_id: client.id, client_secret: client.secret }).toString(),
  })
  const parsed = tokenWire.safeParse(parseJson(answer.text))
  if (answer.status >= 400 || !parsed.success) throw refused(answer, 'token request')
  return {
    accessToken: parsed.data.access_token,
    refreshToken: parsed.data.refresh_token,
    expiresAt: new Date(now().getTime() + parsed.data.expires_in * 1000).toISOString(),
  }
}

/** Nothing of the answer is kept: it may repeat a code or a token. */
const refused = ({ status, text }: HttpAnswer, what: string): ConnectorError => {
  const named = tokenRefusalWire.safeParse(parseJson(text)).data?.error
  // Our own registration or request being wrong is nothing that the customer can mend by connecting again.
  const isOurs = named !== undefined && named !== 'invalid_grant' && named !== 'invalid_token'
  const isRefusal = (status === 400 || status === 401 || status === 403) && !isOurs
  return new ConnectorError(
    isRefusal ? 'auth' : 'unexpected',
    `simplicate: the ${what} ${isRefusal ? 'was refused' : 'was not understood'} (${String(status)})`,
    { connectorId, status },
  )
}

/** OAuth2 authorization code for partners, with PKCE, which a server that does not know it ignores (RFC 6749 § 3.1). */
export const simplicateSignIn = (deps: {
  http: HttpDoor
  now: () => Date
  settings: Parameters<typeof parseSimplicateSettings>[0]
}): OAuthSignIn<SimplicateSecret> => {
  const settings = parseSimplicateSettings(deps.settings)
  return {
    isConfigured: settings.client !== null,
    issuer: (accountRef) => environmentUrl(settings.urlTemplate, accountRef ?? ''),
    authorizeUrl({ accountRef, redirectUri, state, codeVerifier }) {
      const { client, urlTemplate } = settings
      if (client === null || accountRef === null) return Promise.resolve(null)
      const url = new URL(`${environmentUrl(urlTemplate, accountRef)}${oauthPaths.authorize}`)
      for (const [name, value] of Object.entries({
        response_type: 'code',
        client_id: client.id,
        redirect_uri: redirectUri,
        state,
        code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
        code_challenge_method: 'S256',
      }))
        url.searchParams.set(name, value)
      return Promise.resolve(url)
    },
    async exchange({ accountRef, redirectUri, code, codeVerifier }) {
      if (accountRef === null)
        throw new ConnectorError('unexpected', 'simplicate: the environment is not named', { connectorId })
      const base = environmentUrl(settings.urlTemplate, accountRef)
      const tokens = await requestTokens(
        { http: deps.http, now: deps.now, base, client: requireClient(settings) },
        { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: codeVerifier },
      )
      const { refreshToken } = tokens
      if (refreshToken === null)
        throw new ConnectorError('unexpected', 'simplicate: the consent came without a refresh token', { connectorId })
      const { email, name } = await readUser(deps.http, base, tokens.accessToken)
      return {
        secret: { kind: 'oauth', ...tokens, refreshToken, email },
        account: { ref: accountRef, label: name ?? accountRef, email },
      }
    },
  }
}

const readUser = async (http: HttpDoor, base: string, accessToken: string) => {
  const answer = await http.send({
    method: 'GET',
    url: new URL(`${base}${oauthPaths.userinfo}`),
    headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' },
  })
  const parsed = userinfoWire.safeParse(parseJson(answer.text))
  if (answer.status >= 400 || !parsed.success) throw refused(answer, 'question who signed in')
  return parsed.data
}
