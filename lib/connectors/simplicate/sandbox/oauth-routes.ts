import { Hono, type Context } from 'hono'
import { html } from 'hono/html'
import { readCredentials } from './access'
import { answerTokenRequest, decide, readAuthorizeRequest, type AuthorizeRequest } from './oauth'
import { renderPage, type Html } from './page-layout'
import type { Tenant } from './records'
import type { SandboxStore } from './store'

/** `/oauth/authorize`, `/oauth/token` and `/oauth/userinfo` of an environment; assumed, see `oauth.ts`. */
export const createOAuthRoutes = (store: SandboxStore): Hono => {
  const app = new Hono()

  app.get('/:subdomain/oauth/authorize', (c) => {
    const tenant = store.tenant(c.req.param('subdomain'))
    const search = new URL(c.req.url).searchParams
    const request = readAuthorizeRequest(search)
    if (!tenant) return c.html(problemPage('Deze omgeving bestaat niet.'), 404)
    return 'problem' in request
      ? c.html(problemPage(request.problem), 400)
      : c.html(consentPage({ tenant, request, action: `/${tenant.subdomain}/oauth/authorize?${search.toString()}` }))
  })

  app.post('/:subdomain/oauth/authorize', async (c) => {
    const tenant = store.tenant(c.req.param('subdomain'))
    const request = readAuthorizeRequest(new URL(c.req.url).searchParams)
    if (!tenant) return c.html(problemPage('Deze omgeving bestaat niet.'), 404)
    if ('problem' in request) return c.html(problemPage(request.problem), 400)
    const isAllowed = new URLSearchParams(await c.req.text()).get('keuze') === 'toestaan'
    return c.redirect(decide(store, tenant, { ...request, isAllowed }).href, 303)
  })

  app.post('/:subdomain/oauth/token', async (c) => {
    const tenant = store.tenant(c.req.param('subdomain'))
    if (!tenant) return c.json({ error: 'invalid_request' }, 404)
    const answer = answerTokenRequest(store, tenant, new URLSearchParams(await c.req.text()))
    c.header('cache-control', 'no-store')
    if ('access_token' in answer) return c.json(answer)
    return c.json(answer, answer.error === 'invalid_client' ? 401 : 400)
  })

  app.get('/:subdomain/oauth/userinfo', (c) => {
    const tenant = store.tenant(c.req.param('subdomain'))
    if (!tenant || !hasLiveToken({ store, tenant }, c)) return c.json({ error: 'invalid_token' }, 401)
    return c.json(tenant.user)
  })

  return app
}

const hasLiveToken = ({ store, tenant }: { store: SandboxStore; tenant: Tenant }, c: Context): boolean => {
  const { bearer } = readCredentials((name) => c.req.header(name))
  const token = tenant.accessTokens.find((row) => row.token === bearer)
  const grant = tenant.grants.find(({ id }) => id === token?.grantId)
  return token !== undefined && grant?.isRevoked === false && token.expiresAtMs > store.clock.now().getTime()
}

type Consent = { tenant: Tenant; request: AuthorizeRequest; action: string }

const consentPage = ({ tenant, request, action }: Consent): Html =>
  renderPage({
    title: 'Toegang geven',
    home: null,
    body: html`<p>
        Je bent bij <strong>${tenant.name}</strong> ingelogd als <strong>${tenant.user.name}</strong> (${
          tenant.user.email
        }).
      </p>
      <p>
        De applicatie op <strong>${request.redirectUri.host}</strong> vraagt toegang tot deze Simplicate-omgeving:
        facturen en relaties lezen, betalingen registreren en berichten op de tijdlijn plaatsen.
      </p>
      <form method="post" action="${action}">
        <button name="keuze" value="toestaan">Toegang geven</button>
        <button name="keuze" value="weigeren">Weigeren</button>
      </form>`,
  })

const problemPage = (problem: string): Html =>
  renderPage({ title: 'Toegang geven lukt niet', home: null, body: html`<p class="note" role="alert">${problem}</p>` })
