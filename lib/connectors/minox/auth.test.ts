import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { memorySecrets } from '../contract-suite/secrets'
import { createHttpDoor } from '../http'
import { TokenSession, type MinoxSecret } from './auth'
import { minox } from './index'
import { startMinoxSandbox, type MinoxSandbox } from './sandbox'
import { sandboxSecret, sandboxSettingsOf, sandboxTenant } from './testing'

let sandbox: MinoxSandbox
beforeEach(async () => {
  sandbox = await startMinoxSandbox({ seed: 'leeg' })
})
afterEach(() => sandbox.stop())

const now = () => new Date()
const door = () =>
  createHttpDoor({ connectorId: 'minox', accountRef: '12345', origin: sandbox.baseUrl, perMinute: null, now })
const signIn = (settings: Record<string, string | undefined> = sandboxSettingsOf(sandbox)) =>
  minox.signIn({ http: door(), now, settings })

const redirectUri = 'http://localhost:3000/api/koppelen/minox'
const request: { accountRef: string | null; redirectUri: string; state: string; codeVerifier: string } = {
  accountRef: null,
  redirectUri,
  state: 'toestand-1',
  codeVerifier: 'v'.repeat(64),
}

const authorizeUrl = async (): Promise<URL> => {
  const url = await signIn().authorizeUrl(request)
  if (!url) throw new Error('a client is configured')
  return url
}

/** What a person does in the browser: fills in Minox's own form and answers the question. Returns where it leads. */
const consents = async (
  form: Partial<{
    customer_number: string
    user: string
    password: string
    decision: string
    administrations: string[]
  }> = {},
) => {
  const url = await authorizeUrl()
  const login = await fetch(new URL('/oauth/login', sandbox.baseUrl), {
    method: 'POST',
    body: new URLSearchParams({
      ...Object.fromEntries(url.searchParams),
      customer_number: form.customer_number ?? '12345',
      user: form.user ?? 'MINOX',
      password: form.password ?? 'minox',
    }),
  })
  const page = await login.text()
  const token = /name="token"\s+value="([^"]+)"/.exec(page)?.[1]
  if (token === undefined) return { page, location: null }
  const body = new URLSearchParams({ token, decision: form.decision ?? 'allow' })
  for (const id of form.administrations ?? ['1', '2', '3']) body.append('administration', id)
  const answer = await fetch(new URL('/oauth/consent', sandbox.baseUrl), { method: 'POST', body, redirect: 'manual' })
  const location = answer.headers.get('location')
  return { page, location: location === null ? null : new URL(location) }
}

const exchange = async (changes: Partial<typeof request> = {}, form: Parameters<typeof consents>[0] = {}) => {
  const { location } = await consents(form)
  return signIn().exchange({ ...request, ...changes, code: location?.searchParams.get('code') ?? '' })
}

describe('the address to sign in', () => {
  it('asks for a code, with state, a challenge and no right more than the product uses', async () => {
    const url = await authorizeUrl()
    expect(url.origin + url.pathname).toBe(`${sandbox.baseUrl}/oauth/authorize`)
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: 'sandbox-client',
      redirect_uri: redirectUri,
      response_type: 'code',
      state: 'toestand-1',
      code_challenge_method: 'S256',
    })
    const scopes = url.searchParams.get('scope')?.split(' ') ?? []
    expect(scopes).toContain('transaction:write')
    expect(scopes).not.toContain('journal:write')
    expect(scopes).not.toContain('ledger_account:write')
    expect(url.href).not.toContain('v'.repeat(64))
    expect((await fetch(url)).status).toBe(200)
  })

  it('does not exist while the operator has no application at Minox', async () => {
    expect(await signIn({ MINOX_BASE_URL: sandbox.baseUrl }).authorizeUrl(request)).toBeNull()
    expect(await signIn({ ...sandboxSettingsOf(sandbox), MINOX_CLIENT_SECRET: '' }).authorizeUrl(request)).toBeNull()
  })
})

describe('signing in', () => {
  it('gives a secret that works, for the customer number that gave consent', async () => {
    const { secret, account } = await exchange()
    expect(account).toEqual({ ref: '12345', label: 'Breekijzer Groep', email: null })
    expect(minox.secret.parse(secret)).toEqual(secret)
    const books = minox.open({
      http: door(),
      now,
      secrets: memorySecrets(secret),
      settings: sandboxSettingsOf(sandbox),
      accountRef: account.ref,
    })
    expect(await books.check()).toEqual(account)
    expect((await books.listAdministrations()).map(({ ref }) => ref)).toEqual(['1', '2', '3'])
  })

  it('returns the state that was sent, and only a code besides', async () => {
    const { location } = await consents()
    expect([...(location?.searchParams.keys() ?? [])].sort()).toEqual(['code', 'state'])
    expect(location?.searchParams.get('state')).toBe('toestand-1')
  })

  it.each([
    ['another user than MINOX', { user: 'JANSEN', password: 'jansen' }, 'Alleen de hoofdgebruiker MINOX'],
    ['a wrong password', { password: 'Minox' }, 'Onjuiste inloggegevens'],
    ['an unknown customer number', { customer_number: '99999' }, 'Onjuiste inloggegevens'],
  ])('is refused on the page itself for %s', async (_, form, words) => {
    const { page, location } = await consents(form)
    expect(page).toContain(words)
    expect(location).toBeNull()
  })

  it('that the person declines comes back as access_denied', async () => {
    const { location } = await consents({ decision: 'deny' })
    expect(Object.fromEntries(location?.searchParams ?? [])).toEqual({ error: 'access_denied', state: 'toestand-1' })
  })

  it('of another customer number than was asked for is refused', async () => {
    await expect(
      exchange({ accountRef: '12345' }, { customer_number: '67890', administrations: ['1'] }),
    ).rejects.toMatchObject({
      kind: 'auth',
      details: { reason: 'no-rights' },
    })
  })

  it('works once with a code, and not with another verifier', async () => {
    const { location } = await consents()
    const code = location?.searchParams.get('code') ?? ''
    await signIn().exchange({ ...request, code })
    await expect(signIn().exchange({ ...request, code })).rejects.toMatchObject({ kind: 'auth' })
    await expect(exchange({ codeVerifier: 'w'.repeat(64) })).rejects.toMatchObject({ kind: 'auth' })
  })

  it('with a wrong client secret is an auth error that keeps the secret to itself', async () => {
    const { location } = await consents()
    const settings = { ...sandboxSettingsOf(sandbox), MINOX_CLIENT_SECRET: 'een-verkeerd-geheim' }
    const work = signIn(settings).exchange({ ...request, code: location?.searchParams.get('code') ?? '' })
    await expect(work).rejects.toMatchObject({ kind: 'auth', details: { status: 401 } })
    await expect(work).rejects.not.toThrow('een-verkeerd-geheim')
  })
})

describe('a token session', () => {
  const open = (secret: MinoxSecret) => {
    const secrets = memorySecrets(secret)
    return { secrets, session: new TokenSession({ http: door(), now, secrets, settings: sandboxSettingsOf(sandbox) }) }
  }
  const tokenRequests = () => sandbox.world.requests.filter(({ path }) => path === '/oauth/token').length
  const soon = () => new Date(Date.now() + 59_000).toISOString()

  it('renews a token in its last minute, and not before', async () => {
    const secret = sandboxSecret(sandbox)
    expect(
      (await open({ ...secret, expiresAt: new Date(Date.now() + 90_000).toISOString() }).session.current()).accessToken,
    ).toBe(secret.accessToken)
    expect(tokenRequests()).toBe(0)
    const { session, secrets } = open({ ...secret, expiresAt: soon() })
    const renewed = await session.current()
    expect(renewed.accessToken).not.toBe(secret.accessToken)
    expect(secrets.stored()).toEqual(renewed)
    expect(tokenRequests()).toBe(1)
  })

  it('takes what another caller stored meanwhile instead of asking again', async () => {
    const secret = sandboxSecret(sandbox)
    const { session, secrets } = open({ ...secret, expiresAt: soon() })
    const fresh = { ...secret, accessToken: 'van-een-ander', expiresAt: new Date(Date.now() + 3_600_000).toISOString() }
    await session.current()
    expect(tokenRequests()).toBe(1)
    await secrets.renew(() => Promise.resolve(fresh))
    const other = new TokenSession({
      http: door(),
      now,
      secrets: { ...secrets, read: () => Promise.resolve({ ...secret, expiresAt: soon() }) },
      settings: sandboxSettingsOf(sandbox),
    })
    expect((await other.current()).accessToken).toBe('van-een-ander')
    expect(tokenRequests()).toBe(1)
  })

  it('survives a refresh whose answer is lost: the old token still works for a minute', async () => {
    const { session, secrets } = open({ ...sandboxSecret(sandbox), expiresAt: soon() })
    sandbox.world.faults.push({
      match: { path: '/oauth/token' },
      mode: 'drop_after_commit',
      times: 1,
      status: 500,
      delayMs: 1,
      retryAfterSeconds: 1,
    })
    await expect(session.current()).rejects.toMatchObject({ kind: 'unavailable' })
    expect(secrets.renewals()).toBe(0)
    expect((await session.current()).accessToken).toBe(secrets.stored().accessToken)
    expect(secrets.renewals()).toBe(1)
  })

  it('ends with an auth error once the consent is withdrawn, and stores nothing', async () => {
    const { session, secrets } = open({ ...sandboxSecret(sandbox), expiresAt: soon() })
    sandbox.operations.revoke(sandboxTenant)
    await expect(session.current()).rejects.toMatchObject({ kind: 'auth' })
    expect(secrets.renewals()).toBe(0)
  })

  it('starts from the token that the demo is installed with', async () => {
    const { session, secrets } = open({
      accessToken: '',
      refreshToken: sandbox.seedRefreshToken,
      expiresAt: '1970-01-01T00:00:00.000Z',
      tenantName: null,
    })
    await session.current()
    expect(secrets.stored().refreshToken).not.toBe(sandbox.seedRefreshToken)
  })
})
