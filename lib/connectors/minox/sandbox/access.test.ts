import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWithToken } from './testing'

let world: Awaited<ReturnType<typeof startWithToken>>
beforeEach(async () => {
  world = await startWithToken({ seed: 'leeg' })
})
afterEach(() => world.sandbox.stop())

const client = { client_id: 'sandbox-client', client_secret: 'sandbox-secret' }
type Tokens = { access_token: string; refresh_token: string; expires_in: number }

const token = async (body: Record<string, string>, asForm = false) => {
  const response = await fetch(`${world.sandbox.baseUrl}/oauth/token`, {
    method: 'POST',
    ...(asForm
      ? { body: new URLSearchParams(body) }
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  return { status: response.status, body: (await response.json()) as Tokens & { error?: string } }
}
const refresh = (refreshToken: string, asForm = false) =>
  token({ ...client, grant_type: 'refresh_token', refresh_token: refreshToken }, asForm)

const statusOf = async (path: string, accessToken: string, scheme = 'Bearer') =>
  (await fetch(`${world.sandbox.baseUrl}/api/1${path}`, { headers: { authorization: `${scheme} ${accessToken}` } }))
    .status

const issue = (call: { tenant?: number; scopes?: string[]; administrations?: number[] } = {}) =>
  world.sandbox.operations.issueToken({ tenant: 12345, ...call })

describe('tokens', () => {
  it('are given for JSON and for a form, with another refresh token each time', async () => {
    const first = issue()
    const second = await refresh(first.refresh_token)
    const third = await refresh(second.body.refresh_token, true)
    expect([second.status, third.status]).toEqual([200, 200])
    expect(new Set([first, second.body, third.body].map((pair) => pair.refresh_token)).size).toBe(3)
    expect(second.body.expires_in).toBe(3600)
  })

  it('are refused to a client that does not know its secret', async () => {
    const { refresh_token: refreshToken } = issue()
    const answer = await token({
      ...client,
      client_secret: 'x',
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    })
    expect([answer.status, answer.body.error]).toEqual([401, 'invalid_client'])
  })

  it('are refused for another grant type, and for a token nobody gave', async () => {
    expect((await token({ ...client, grant_type: 'password' })).body.error).toBe('unsupported_grant_type')
    expect((await refresh('verzonnen')).body.error).toBe('invalid_grant')
  })

  it('can be asked again with the old refresh token for a minute', async () => {
    const first = issue()
    await refresh(first.refresh_token)
    world.sandbox.world.store.clock.advance(59_000)
    expect((await refresh(first.refresh_token)).status).toBe(200)
  })

  it('lose their whole grant when an old refresh token comes back after that', async () => {
    const first = issue()
    const second = await refresh(first.refresh_token)
    world.sandbox.world.store.clock.advance(61_000)
    expect((await refresh(first.refresh_token)).body.error).toBe('invalid_grant')
    expect((await refresh(second.body.refresh_token)).body.error).toBe('invalid_grant')
    expect(await statusOf('/tenant/12345/administration', second.body.access_token)).toBe(401)
  })

  it('end after their time', async () => {
    const { access_token: accessToken } = issue()
    expect(await statusOf('/tenant/12345/administration', accessToken, 'bearer')).toBe(200)
    world.sandbox.world.store.clock.advance(3_600_000)
    expect(await statusOf('/tenant/12345/administration', accessToken)).toBe(401)
  })

  it('end at once when the customer withdraws his consent, the installed one too', async () => {
    const { access_token: accessToken } = issue()
    world.sandbox.operations.revoke(12345)
    expect(await statusOf('/tenant/12345/administration', accessToken)).toBe(401)
    expect((await refresh(world.sandbox.seedRefreshToken)).status).toBe(400)
  })
})

describe('the API', () => {
  it('knows nobody without a token', async () => {
    const response = await fetch(`${world.sandbox.baseUrl}/api/1/tenant/12345/administration`)
    expect([response.status, await response.json()]).toEqual([401, { message: 'Unauthorized' }])
  })

  it('keeps customers apart', async () => {
    const other = issue({ tenant: 67890 })
    expect(await statusOf('/tenant/12345/administration', other.access_token)).toBe(403)
    expect(await statusOf('/tenant/67890/administration', other.access_token)).toBe(200)
    expect(await statusOf('/tenant/67890/administration/1/vat', issue().access_token)).toBe(403)
  })

  it('opens only the administrations that were chosen', async () => {
    const one = issue({ administrations: [1] })
    expect(await statusOf('/tenant/12345/administration/1/vat', one.access_token)).toBe(200)
    expect(await statusOf('/tenant/12345/administration/2/vat', one.access_token)).toBe(403)
    expect(await statusOf('/tenant/12345/administration/9/vat', one.access_token)).toBe(404)
  })

  it.each([
    ['administration:read', '/administration'],
    ['ledger_account:read', '/administration/1/ledger_account'],
    ['vat:read', '/administration/1/vat'],
    ['journal:read', '/administration/1/journal'],
    ['payment_term:read', '/administration/1/payment_term'],
    ['cost_center:read', '/administration/1/cost_center'],
    ['customer:read', '/administration/1/customer'],
    ['transaction:read', '/administration/1/receivable'],
    ['transaction:read', '/administration/1/year/2026/transaction_lines'],
    ['webhook:read', '/webhook'],
  ])('asks for %s to read %s', async (scope, path) => {
    const without = issue({ scopes: ['report:read'] })
    expect(await statusOf(`/tenant/12345${path}`, without.access_token)).toBe(403)
    expect(await statusOf(`/tenant/12345${path}`, issue({ scopes: [scope] }).access_token)).toBe(200)
  })
})

describe('inspecting a token', () => {
  const inspect = async (accessToken: string, credentials: string) => {
    const response = await fetch(`${world.sandbox.baseUrl}/api/1/inspect`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(credentials)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ token: accessToken }),
    })
    return { status: response.status, body: (await response.json()) as unknown }
  }

  it('names the customer number and the administrations', async () => {
    const { body } = await inspect(issue({ administrations: [1, 3] }).access_token, 'sandbox-client:sandbox-secret')
    expect(body).toMatchObject({ active: true, linked_tenants: [{ tenant_id: 12345, administrations: [1, 3] }] })
  })

  it('says no to a stranger, and nothing about a token that is none', async () => {
    expect((await inspect(issue().access_token, 'iemand:anders')).status).toBe(401)
    expect((await inspect('verzonnen', 'sandbox-client:sandbox-secret')).body).toEqual({
      active: false,
      linked_tenants: [],
    })
  })
})

describe('the sign-in page', () => {
  const authorize = (changes: Record<string, string>) =>
    fetch(
      `${world.sandbox.baseUrl}/oauth/authorize?${new URLSearchParams({
        client_id: 'sandbox-client',
        redirect_uri: 'http://localhost:3000/terug',
        response_type: 'code',
        scope: 'administration:read',
        state: 's',
        ...changes,
      }).toString()}`,
      { redirect: 'manual' },
    )

  it('asks for customer number, user and password', async () => {
    const page = await (await authorize({})).text()
    for (const words of ['Klantnummer', 'Gebruiker', 'Wachtwoord']) expect(page).toContain(words)
  })

  it('is not shown to an unknown client, or for an address that is not registered', async () => {
    expect((await authorize({ client_id: 'iemand' })).status).toBe(400)
    expect((await authorize({ redirect_uri: 'https://elders.example/terug' })).status).toBe(400)
  })

  it.each([
    ['an unknown scope', { scope: 'alles:lezen' }, 'invalid_scope'],
    ['no scope', { scope: '' }, 'invalid_scope'],
    ['another kind of answer', { response_type: 'token' }, 'unsupported_response_type'],
  ])('returns to the program for %s', async (_, changes, problem) => {
    const location = new URL((await authorize(changes)).headers.get('location') ?? '')
    expect(location.searchParams.get('error')).toBe(problem)
    expect(location.searchParams.get('state')).toBe('s')
  })
})
