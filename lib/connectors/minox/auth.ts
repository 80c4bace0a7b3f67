import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { AccountInfo, ConnectorDeps, OAuthSignIn, SecretStore } from '../contract'
import { ConnectorError } from '../errors'
import type { HttpAnswer, HttpDoor } from '../http'
import { redact } from '../redact'
import { parseJson, readMessages } from './refusals'
import { inspectAnswer, tokenAnswer } from './schemas'
import { connectorId, parseMinoxSettings, type MinoxSettings } from './settings'

/** What is stored of a connection: the pair of tokens, until when the first one works, and the customer's name. */
export const minoxSecret = z.object({
  accessToken: z.string(),
  refreshToken: z.string().min(1),
  expiresAt: z.iso.datetime(),
  tenantName: z.string().nullable(),
})
export type MinoxSecret = z.infer<typeof minoxSecret>

/** A token is renewed this long before it ends, so that it does not expire between our clock and Minox's. */
const renewAheadMs = 60_000

type Client = NonNullable<MinoxSettings['client']>
type Deps = { http: HttpDoor; now: () => Date }

/** OAuth2 authorization code: Minox asks for user MINOX, its password and the customer number; we see none of them. */
export const minoxSignIn = (
  deps: Deps & { settings: Parameters<typeof parseMinoxSettings>[0] },
): OAuthSignIn<MinoxSecret> => {
  const settings = parseMinoxSettings(deps.settings)
  const { client, baseUrl } = settings
  return {
    isConfigured: client !== null,
    issuer: () => baseUrl.origin,
    // https://app.minox.nl/oauth/authorize, as in onetoweb/minox src/Client.php.
    authorizeUrl({ redirectUri, state, codeVerifier }) {
      if (!client) return Promise.resolve(null)
      const url = new URL('/oauth/authorize', baseUrl)
      const challenge = createHash('sha256').update(codeVerifier).digest('base64url')
      for (const [name, value] of Object.entries({
        client_id: client.id,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: settings.scopes,
        state,
        // Not known to be supported; a server that does not know it must ignore it (RFC 6749 § 3.1).
        code_challenge: challenge,
        code_challenge_method: 'S256',
      }))
        url.searchParams.set(name, value)
      return Promise.resolve(url)
    },

    async exchange({ accountRef, redirectUri, code, codeVerifier }) {
      if (!client) throw new ConnectorError('auth', 'minox: no application is configured', { connectorId })
      const tokens = await requestTokens(
        deps,
        { baseUrl, client },
        {
          grant_type: 'authorization_code',
          code,
          redirect_uri: redirectUri,
          code_verifier: codeVerifier,
        },
      )
      const account = await inspect(deps, { baseUrl, client, accessToken: tokens.accessToken, accountRef })
      return { secret: { ...tokens, tenantName: account.label }, account }
    },
  }
}

/**
 * Which customer number a token opens.
 * POST https://app.minox.nl/api/1/inspect, HTTP Basic: jtinbergen/minox-client-demo.
 */
const inspect = async (
  { http }: Deps,
  request: { baseUrl: URL; client: Client; accessToken: string; accountRef: string | null },
): Promise<AccountInfo> => {
  const { client, accessToken, accountRef } = request
  const answer = await http.send({
    method: 'POST',
    url: new URL('/api/1/inspect', request.baseUrl),
    headers: {
      'content-type': 'application/json; charset=utf-8',
      authorization: `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`,
    },
    body: JSON.stringify({ token: accessToken }),
  })
  const parsed = inspectAnswer.safeParse(parseJson(answer.text))
  if (answer.status >= 400 || !parsed.success) throw refused(answer, 'inspect', [client.secret, accessToken])
  const tenants = parsed.data.linked_tenants
  // An accountant's token also reaches client numbers; the one that signed in comes first.
  const tenant = accountRef === null ? tenants[0] : tenants.find(({ tenant_id: id }) => id === accountRef)
  if (!tenant)
    throw new ConnectorError('auth', 'minox: the consent does not cover this customer number', {
      connectorId,
      reason: 'no-rights',
    })
  return { ref: tenant.tenant_id, label: tenant.tenant_name ?? `Klantnummer ${tenant.tenant_id}`, email: null }
}

/** POST https://app.minox.nl/oauth/token with a JSON body, as onetoweb/minox sends it. */
const requestTokens = async (
  { http, now }: Deps,
  { baseUrl, client }: { baseUrl: URL; client: Client },
  grant: Record<string, string>,
): Promise<Omit<MinoxSecret, 'tenantName'>> => {
  const answer = await http.send({
    method: 'POST',
    url: new URL('/oauth/token', baseUrl),
    headers: { 'content-type': 'application/json; charset=utf-8', accept: 'application/json' },
    body: JSON.stringify({ ...grant, client_id: client.id, client_secret: client.secret }),
  })
  const parsed = tokenAnswer.safeParse(parseJson(answer.text))
  if (answer.status >= 400 || !parsed.success)
    throw refused(answer, 'token request', [client.secret, ...Object.values(grant)])
  return {
    accessToken: parsed.data.access_token,
    refreshToken: parsed.data.refresh_token,
    expiresAt: new Date(now().getTime() + parsed.data.expires_in * 1000).toISOString(),
  }
}

/** RFC 6749 § 5.2: `invalid_grant` and `invalid_client` say that a person or the operator must act. */
const refused = (answer: HttpAnswer, what: string, secrets: readonly string[]): ConnectorError => {
  const isRefusal = answer.status === 400 || answer.status === 401 || answer.status === 403
  const words = readMessages(answer.text).map(({ message }) => message ?? '')
  return new ConnectorError(
    isRefusal ? 'auth' : 'unexpected',
    `minox: the ${what} ${isRefusal ? 'was refused' : 'was not understood'} (${answer.status})`,
    {
      connectorId,
      status: answer.status,
      // A 2xx that does not parse may hold the new tokens under other names: nothing of it is kept.
      ...(answer.status >= 400 ? { vendorText: conceal(words.join(' · '), secrets) } : {}),
    },
  )
}

/** The text without these values, which `redact` cannot recognise in free text. */
const conceal = (text: string, secrets: readonly (string | undefined)[]): string =>
  redact(secrets.reduce<string>((left, secret) => (secret ? left.replaceAll(secret, '•••') : left), text))

/** The newest secret of one connection, renewed when needed by one caller at a time. */
export class TokenSession {
  private readonly settings: MinoxSettings
  private known: MinoxSecret | null = null
  private reading: Promise<MinoxSecret> | null = null
  private renewing: Promise<MinoxSecret> | null = null

  constructor(
    private readonly deps: Pick<ConnectorDeps<MinoxSecret>, 'http' | 'now' | 'settings'> & {
      secrets: SecretStore<MinoxSecret>
    },
  ) {
    this.settings = parseMinoxSettings(deps.settings)
  }

  /** A secret whose access token is good for at least another minute. @throws ConnectorError `auth` when the grant is gone. */
  async current(): Promise<MinoxSecret> {
    const secret = this.known ?? (await this.read())
    return this.endsSoon(secret) ? this.renewed(secret) : secret
  }

  /** The secret that follows `stale`: renewed now, or already renewed by somebody else. */
  async renewed(stale: MinoxSecret): Promise<MinoxSecret> {
    if (this.known && this.known.accessToken !== stale.accessToken) return this.known
    this.renewing ??= this.renew(stale).finally(() => {
      this.renewing = null
    })
    return this.renewing
  }

  /** The text without any secret of this connection: a server may repeat what it was sent. */
  conceal(text: string): string {
    const { client } = this.settings
    return conceal(text, [client?.secret, this.known?.accessToken, this.known?.refreshToken])
  }

  private async read(): Promise<MinoxSecret> {
    this.reading ??= this.deps.secrets.read().finally(() => {
      this.reading = null
    })
    this.known ??= await this.reading
    return this.known
  }

  private async renew(stale: MinoxSecret): Promise<MinoxSecret> {
    const { baseUrl, client } = this.settings
    // The store keeps the new pair before anybody uses it: the old refresh token is spent the moment Minox answers.
    this.known = await this.deps.secrets.renew(async (stored) => {
      if (stored.accessToken !== stale.accessToken && !this.endsSoon(stored)) return stored
      if (!client) throw new ConnectorError('auth', 'minox: no application is configured', { connectorId })
      const tokens = await requestTokens(
        this.deps,
        { baseUrl, client },
        {
          grant_type: 'refresh_token',
          refresh_token: stored.refreshToken,
        },
      )
      return { ...stored, ...tokens }
    })
    return this.known
  }

  private endsSoon({ expiresAt }: MinoxSecret): boolean {
    return Date.parse(expiresAt) - this.deps.now().getTime() < renewAheadMs
  }
}
