import { randomBytes } from 'node:crypto'
import { Hono, type Context } from 'hono'
import { z } from 'zod'
import {
  createCode,
  createGrant,
  grantOfAccessToken,
  issueTokens,
  redeemCode,
  redeemRefreshToken,
  sandboxClient,
  scopeNames,
  signIn,
} from './grants'
import { consentPage, loginPage, problemPage } from './oauth-pages'
import type { SandboxEnv, World } from './world'

const authorizeQuery = z.object({
  client_id: z.string().default(''),
  redirect_uri: z.string().default(''),
  response_type: z.string().default(''),
  scope: z.string().default(''),
  state: z.string().default(''),
  code_challenge: z.string().optional(),
})
type Authorize = z.infer<typeof authorizeQuery>

const tokenBody = z.object({
  grant_type: z.string().default(''),
  client_id: z.string().default(''),
  client_secret: z.string().default(''),
  code: z.string().optional(),
  redirect_uri: z.string().optional(),
  refresh_token: z.string().optional(),
  code_verifier: z.string().optional(),
})

type Pending = { tenantId: number; request: Authorize }

const isLoopback = (uri: string): boolean =>
  URL.canParse(uri) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(uri).hostname)

const redirectTo = (request: Authorize, answer: Record<string, string>): string => {
  const url = new URL(request.redirect_uri)
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value)
  if (request.state) url.searchParams.set('state', request.state)
  return url.href
}

const scopesOf = (request: Authorize): string[] => request.scope.split(' ').filter(Boolean)

/** `/oauth` and `/api/1/inspect`. `redirectUris` are registered exactly; besides, any address of this machine is. */
export const oauthRoutes = (world: World, options: { redirectUris: readonly string[] }): Hono<SandboxEnv> => {
  const { store } = world
  const routes = new Hono<SandboxEnv>()
  const pending = new Map<string, Pending>()

  /** What a person is told here, rather than a program by a redirect to an address that nobody registered. */
  const problemWith = (request: Authorize): string | null => {
    if (request.client_id !== sandboxClient.id) return 'Deze toepassing is niet bekend.'
    if (!options.redirectUris.includes(request.redirect_uri) && !isLoopback(request.redirect_uri))
      return 'Het adres om naar terug te keren is niet geregistreerd.'
    return null
  }

  routes.get('/oauth/authorize', (c) => {
    const request = authorizeQuery.parse(c.req.query())
    const problem = problemWith(request)
    if (problem) return c.html(problemPage(problem), 400)
    if (request.response_type !== 'code') return c.redirect(redirectTo(request, { error: 'unsupported_response_type' }))
    if (scopesOf(request).length === 0 || scopesOf(request).some((scope) => !(scope in scopeNames)))
      return c.redirect(redirectTo(request, { error: 'invalid_scope' }))
    return c.html(loginPage({ hidden: c.req.query(), customerNumber: '', user: '', problem: null }))
  })

  routes.post('/oauth/login', async (c) => {
    const { customer_number: customerNumber, user, password, ...hidden } = await readForm(c)
    const request = authorizeQuery.parse(hidden)
    const problem = problemWith(request)
    if (problem) return c.html(problemPage(problem), 400)
    const form = { customerNumber: customerNumber ?? '', user: user ?? '', password: password ?? '' }
    const outcome = signIn(store, form)
    if (!outcome.ok) return c.html(loginPage({ ...form, hidden, problem: outcome.problem }))
    const token = randomBytes(16).toString('hex')
    pending.set(token, { tenantId: outcome.tenant.id, request })
    return c.html(consentPage({ token, tenant: outcome.tenant, scopes: scopesOf(request), problem: null }))
  })

  routes.post('/oauth/consent', async (c) => {
    const form = await c.req.parseBody({ all: true })
    const token = typeof form.token === 'string' ? form.token : ''
    const waiting = pending.get(token)
    const tenant = waiting && store.tenant(waiting.tenantId)
    if (!tenant) return c.html(problemPage('Deze aanmelding is verlopen.'), 400)
    if (form.decision !== 'allow') {
      pending.delete(token)
      return c.redirect(redirectTo(waiting.request, { error: 'access_denied' }))
    }
    const chosen = [form.administration].flat().map(Number)
    const administrationIds = tenant.administrations.map(({ id }) => id).filter((id) => chosen.includes(id))
    if (administrationIds.length === 0)
      return c.html(
        consentPage({ token, tenant, scopes: scopesOf(waiting.request), problem: 'Kies ten minste één administratie' }),
      )
    pending.delete(token)
    const grant = createGrant(store, { tenantId: tenant.id, scopes: scopesOf(waiting.request), administrationIds })
    const code = createCode(store, grant, {
      redirectUri: waiting.request.redirect_uri,
      codeChallenge: waiting.request.code_challenge ?? null,
    })
    store.save()
    return c.redirect(redirectTo(waiting.request, { code }))
  })

  routes.post('/oauth/token', async (c) => {
    const body = tokenBody.safeParse(await readTokenBody(c))
    if (!body.success) return c.json({ error: 'invalid_request', error_description: 'Onleesbaar verzoek' }, 400)
    const request = body.data
    if (request.client_id !== sandboxClient.id || request.client_secret !== sandboxClient.secret)
      return c.json({ error: 'invalid_client', error_description: 'Onbekende toepassing' }, 401)
    if (request.grant_type !== 'authorization_code' && request.grant_type !== 'refresh_token')
      return c.json({ error: 'unsupported_grant_type', error_description: 'Onbekend verzoek' }, 400)
    const outcome =
      request.grant_type === 'refresh_token'
        ? redeemRefreshToken(store, request.refresh_token ?? '')
        : redeemCode(store, {
            code: request.code ?? '',
            redirectUri: request.redirect_uri ?? null,
            codeVerifier: request.code_verifier ?? null,
          })
    const answer = outcome.ok ? issueTokens(store, outcome.grant) : null
    store.save()
    return answer
      ? c.json(answer)
      : c.json({ error: 'invalid_grant', error_description: outcome.ok ? '' : outcome.description }, 400)
  })

  routes.post('/api/1/inspect', async (c) => {
    const expected = Buffer.from(`${sandboxClient.id}:${sandboxClient.secret}`).toString('base64')
    if (c.req.header('authorization') !== `Basic ${expected}`) return c.json({ message: 'Unauthorized' }, 401)
    const body: unknown = await c.req.json().catch(() => null)
    const token = z.object({ token: z.string() }).safeParse(body).data?.token ?? ''
    const grant = grantOfAccessToken(store, token)
    const tenant = grant && store.tenant(grant.tenantId)
    if (!tenant) return c.json({ active: false, linked_tenants: [] })
    return c.json({
      active: true,
      client_id: grant.clientId,
      scope: grant.scopes.join(' '),
      expires_in: store.settings.accessTokenSeconds,
      linked_tenants: [{ tenant_id: tenant.id, tenant_name: tenant.name, administrations: grant.administrationIds }],
    })
  })
  return routes
}

const readForm = async (c: Context<SandboxEnv>): Promise<Record<string, string>> => {
  const form = await c.req.parseBody()
  return Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
}

/** JSON works (onetoweb/minox) and a form works (webparking/laravel-minox). */
const readTokenBody = async (c: Context<SandboxEnv>): Promise<unknown> => {
  const isJson = (c.req.header('content-type') ?? '').includes('json')
  const body: unknown = isJson ? await c.req.json().catch(() => null) : await readForm(c)
  return body
}
