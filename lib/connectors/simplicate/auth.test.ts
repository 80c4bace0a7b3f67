import { describe, expect, it, onTestFinished } from 'vitest'
import { memorySecrets } from '../contract-suite/secrets'
import { ConnectorError } from '../errors'
import { simplicate } from './index'
import type { SimplicateSecret } from './auth'
import { simplicateStage, type SimplicateStage, type StageOptions } from './testing'

const redirectUri = 'http://127.0.0.1:1/koppelen/terug'
const codeVerifier = 'a-verifier-of-at-least-forty-three-characters-0123'

const stageFor = async (options: StageOptions = {}): Promise<SimplicateStage> => {
  const stage = await simplicateStage(options)
  onTestFinished(() => stage.stop())
  return stage
}

const signInOf = ({ door, settings }: SimplicateStage) =>
  simplicate.signIn({ http: door, now: () => new Date(), settings })

const kindOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.catch((reason: unknown) => reason)
  return error instanceof ConnectorError ? error.kind : `no ConnectorError: ${String(error)}`
}

const authorizeUrlOf = async (stage: SimplicateStage): Promise<URL> => {
  const url = await signInOf(stage).authorizeUrl({
    accountRef: 'breekijzer',
    redirectUri,
    state: 'staat',
    codeVerifier,
  })
  if (!url) throw new Error('A client is configured')
  return url
}

/** What the person and the browser do on Simplicate's page. */
const decideOnPage = async (url: URL, choice: 'toestaan' | 'weigeren'): Promise<URL> => {
  const page = await (await fetch(url)).text()
  const action = /action="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const answer = await fetch(new URL(action, url), {
    method: 'POST',
    body: new URLSearchParams({ keuze: choice }),
    redirect: 'manual',
  })
  return new URL(answer.headers.get('location') ?? '')
}

const consentOf = async (stage: SimplicateStage) => {
  const returned = await decideOnPage(await authorizeUrlOf(stage), 'toestaan')
  const code = returned.searchParams.get('code') ?? ''
  return { returned, code }
}

const exchange = (stage: SimplicateStage, code: string, change: { codeVerifier?: string; redirectUri?: string } = {}) =>
  signInOf(stage).exchange({ accountRef: 'breekijzer', redirectUri, code, codeVerifier, ...change })

const oauthSecretOf = (stage: SimplicateStage, expiresInMs = 3_600_000): SimplicateSecret => {
  const { access_token: accessToken, refresh_token: refreshToken } = stage.sandbox.openGrant()
  const expiresAt = new Date(Date.now() + expiresInMs).toISOString()
  return { kind: 'oauth', accessToken, refreshToken, expiresAt, email: null }
}

const tokenRequests = ({ sandbox }: SimplicateStage) =>
  sandbox.journal().filter(({ path }) => path === 'oauth/token').length

describe('consent', () => {
  it('gives a working connection that names who consented', async () => {
    const stage = await stageFor()
    const { returned, code } = await consentOf(stage)
    expect(returned.searchParams.get('state')).toBe('staat')
    const { secret, account } = await exchange(stage, code)
    expect(account).toEqual({ ref: 'breekijzer', label: 'Sanne de Boer', email: 'administratie@breekijzer.example' })
    const stored = simplicate.secret.parse(JSON.parse(JSON.stringify(secret)))
    expect(await stage.openWith(memorySecrets(stored)).check()).toMatchObject({
      ref: 'breekijzer',
      email: 'administratie@breekijzer.example',
    })
  })

  it('sends the challenge and never the verifier to the browser', async () => {
    const url = await authorizeUrlOf(await stageFor())
    expect(url.searchParams.get('code_challenge_method')).toBe('S256')
    expect(url.href).not.toContain(codeVerifier)
  })

  it('that is refused comes back without a code', async () => {
    const returned = await decideOnPage(await authorizeUrlOf(await stageFor()), 'weigeren')
    expect(Object.fromEntries(returned.searchParams)).toEqual({ state: 'staat', error: 'access_denied' })
  })

  it.each([{ codeVerifier: 'another-verifier' }, { redirectUri: 'http://127.0.0.1:1/elders' }])(
    'with %j is auth: the code was not for us',
    async (change) => {
      const stage = await stageFor()
      const { code } = await consentOf(stage)
      expect(await kindOf(exchange(stage, code, change))).toBe('auth')
    },
  )

  it('whose code shows up twice is withdrawn', async () => {
    const stage = await stageFor()
    const { code } = await consentOf(stage)
    const { secret } = await exchange(stage, code)
    expect(await kindOf(exchange(stage, code))).toBe('auth')
    expect(await kindOf(stage.openWith(memorySecrets(secret)).check())).toBe('auth')
  })

  it('is not offered without a client or without the name of the environment', async () => {
    const stage = await stageFor()
    const request = { accountRef: 'breekijzer', redirectUri, state: 's', codeVerifier }
    const settings = { SIMPLICATE_URL_TEMPLATE: stage.sandbox.urlTemplate }
    const withoutClient = simplicate.signIn({ http: stage.door, now: () => new Date(), settings })
    expect(await withoutClient.authorizeUrl(request)).toBeNull()
    expect(await signInOf(stage).authorizeUrl({ ...request, accountRef: null })).toBeNull()
  })

  it('with a client that Simplicate does not know is our mistake, not that of the customer', async () => {
    const stage = await stageFor()
    const { code } = await consentOf(stage)
    const settings = { ...stage.settings, SIMPLICATE_CLIENT_SECRET: 'verkeerd' }
    const signIn = simplicate.signIn({ http: stage.door, now: () => new Date(), settings })
    expect(await kindOf(signIn.exchange({ accountRef: 'breekijzer', redirectUri, code, codeVerifier }))).toBe(
      'unexpected',
    )
  })
})

describe('a token', () => {
  it('that is about to end is renewed before a request is refused', async () => {
    const stage = await stageFor()
    const secrets = memorySecrets(oauthSecretOf(stage, 30_000))
    await stage.openWith(secrets).check()
    expect(secrets.renewals()).toBe(1)
    expect(stage.sandbox.journal().map(({ path, status }) => [path, status])).toEqual([
      ['oauth/token', 200],
      ['crm/myorganizationprofile', 200],
    ])
  })

  it('that another process renewed meanwhile is taken over, not renewed again', async () => {
    const stage = await stageFor()
    const secrets = memorySecrets(oauthSecretOf(stage))
    const [one, other] = [stage.openWith(secrets), stage.openWith(secrets)]
    await Promise.all([one.check(), other.check()])
    stage.sandbox.change((tenant) => {
      for (const token of tenant.accessTokens) token.expiresAtMs = 0
    })
    await one.check()
    await other.check()
    expect([secrets.renewals(), tokenRequests(stage)]).toEqual([1, 1])
  })

  it('is renewed once and no more when the new one is refused as well', async () => {
    const stage = await stageFor()
    const secrets = memorySecrets(oauthSecretOf(stage))
    stage.sandbox.fault({ mode: 'status', status: 401, match: { path: '/crm' }, times: 5 })
    expect(await kindOf(stage.openWith(secrets).check())).toBe('auth')
    expect([tokenRequests(stage), stage.sandbox.journal().length]).toEqual([1, 3])
  })

  it('whose grant was withdrawn is auth, and asks a person to connect again', async () => {
    const stage = await stageFor()
    const secrets = memorySecrets(oauthSecretOf(stage))
    stage.sandbox.revokeGrants()
    expect(await kindOf(stage.openWith(secrets).check())).toBe('auth')
  })

  it('that was renewed before ends the grant when its old half is used again', async () => {
    const stage = await stageFor()
    const first = oauthSecretOf(stage, 0)
    const secrets = memorySecrets(first)
    await stage.openWith(secrets).check()
    expect(await kindOf(stage.openWith(memorySecrets(first)).check())).toBe('auth')
    expect(await kindOf(stage.openWith(memorySecrets(secrets.stored())).check())).toBe('auth')
  })

  it('is kept when its renewal gets no answer: the next try may do better', async () => {
    const stage = await stageFor()
    const secrets = memorySecrets(oauthSecretOf(stage, 0))
    const account = stage.openWith(secrets)
    stage.sandbox.fault({ mode: 'status', status: 503, match: { path: 'oauth/token' } })
    expect(await kindOf(account.check())).toBe('unavailable')
    expect(secrets.renewals()).toBe(0)
    expect((await account.check()).ref).toBe('breekijzer')
  })
})

describe('an API key', () => {
  it('that expired is auth, after one call', async () => {
    const stage = await stageFor()
    stage.sandbox.change((tenant) => {
      for (const row of tenant.apiKeys) row.expiresOn = '2020-01-01'
    })
    expect(await kindOf(stage.open().check())).toBe('auth')
    expect(stage.countCalls()).toBe(1)
  })

  it('goes to its own environment only', async () => {
    const stage = await stageFor()
    const elsewhere = simplicate.open({
      http: stage.door,
      now: () => new Date(),
      secrets: memorySecrets<SimplicateSecret>({ kind: 'api-key', key: 'demo-key', secret: 'demo-secret' }),
      settings: { SIMPLICATE_URL_TEMPLATE: 'https://{subdomain}.simplicate.nl' },
      accountRef: 'breekijzer',
    })
    expect(await kindOf(elsewhere.check())).toBe('unexpected')
    expect(stage.countCalls()).toBe(0)
  })
})
