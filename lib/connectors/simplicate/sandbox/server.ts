import { setTimeout as sleep } from 'node:timers/promises'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono, type Context, type Next } from 'hono'
import { RateLimit, readCredentials } from './access'
import { answerApiRequest, type ApiAnswer } from './api'
import { createControl, type JournalEntry } from './control'
import { Faults, type Fault } from './faults'
import { createOAuthRoutes } from './oauth-routes'
import { createPages } from './pages'
import { ResourceReader } from './resources'
import type { SandboxStore } from './store'

/**
 * A stand-in for Simplicate over real HTTP, with a state of its own.
 *
 * Documented by the vendor: address and headers, the filter language, envelope, error object and status codes, paths and
 * field names (Swagger), at least 60 requests a minute, no DELETE on payments, numbers given out on sending.
 * Observed by others in working clients: POST answers 200, `status` is an object with `label_Sended`, numbers as text,
 * absent keys instead of null, `contactperson/{id}` as a list, `linked_to` as an object on writing, unknown routes as 400.
 * Guessed: everything about OAuth, how a payment changes an invoice, when a status changes, time zone of stamps, which
 * writes are refused and how, `Retry-After`, rounding, the order of empty values. `settings.ts` switches what can differ.
 * Not there, and answered like any unknown route: uploads, projects, hours, employees, propositions and reminders. Webhooks
 * are not sent: of those, none about invoices is documented.
 * It cannot prove that the real API behaves like this; a difference that shows up live belongs in `../fixtures` and here.
 */
export type SandboxApp = { app: Hono<SandboxEnv>; faults: Faults; rateLimit: RateLimit; journal: JournalEntry[] }

/** `origin` is asked late: the port is known after listening. */
export type AppOptions = { hasControl: boolean; origin: () => string }

type SandboxEnv = { Bindings: HttpBindings; Variables: { requestBody?: string } }
type Seen = { subdomain: string | null; path: string; status: number | null }

const longestJournal = 20_000

export const createSandboxApp = (store: SandboxStore, options: AppOptions): SandboxApp => {
  const app = new Hono<SandboxEnv>()
  const faults = new Faults()
  const rateLimit = new RateLimit(store)
  const journal: JournalEntry[] = []

  if (options.hasControl) app.route('/__sandbox', createControl({ store, faults, rateLimit, journal }))

  const note = (c: Context<SandboxEnv>, { subdomain, path, status }: Seen): void => {
    if (journal.length >= longestJournal) journal.shift()
    const { key, bearer } = readCredentials((name) => c.req.header(name))
    journal.push({
      at: store.clock.now().toISOString(),
      method: c.req.method,
      path,
      query: decodeURIComponent(new URL(c.req.url).search),
      subdomain,
      signedWith: key !== null ? 'key' : bearer !== null ? 'bearer' : 'nothing',
      body: path.startsWith('oauth/') ? null : (c.get('requestBody') ?? null),
      status,
    })
  }

  const watchOAuth = async (c: Context<SandboxEnv>, next: Next) => {
    const path = `oauth/${splitOnce(c.req.path, '/oauth/')[1]}`
    const fault = faults.take({ method: c.req.method, path: `/${path}` })
    if (!fault) await next()
    else {
      const response = await misbehave(c, { fault, answer: () => answerFromPage(c, next) })
      // Hono keeps what a handler answered unless it is taken away first.
      c.res = undefined
      c.res = response
    }
    note(c, { subdomain: c.req.param('subdomain') ?? null, path, status: statusSent(fault, c.res.status) })
  }
  app.use('/:subdomain/oauth/*', watchOAuth)

  const answerApi = async (c: Context<SandboxEnv>) => {
    const [before, path] = splitOnce(decodeURIComponent(c.req.path), '/api/v2/')
    const tenant = before === '' ? (store.tenants[0] ?? null) : store.tenant(before.slice(1))
    const body = await c.req.text()
    c.set('requestBody', body)
    const subdomain = tenant?.subdomain ?? null
    // A host that is nobody's environment gives a page, not the API's envelope.
    if (!tenant) {
      note(c, { subdomain, path, status: 404 })
      return c.html('<!DOCTYPE html><title>Niet gevonden</title><p>Deze omgeving bestaat niet.</p>', 404)
    }
    if (store.settings.delayMs > 0) await sleep(store.settings.delayMs)
    const answer = () =>
      answerApiRequest(
        { store, reader, rateLimit },
        {
          tenant,
          method: c.req.method,
          path,
          search: new URL(c.req.url).searchParams,
          header: (name) => c.req.header(name),
          body,
        },
      )
    const fault = faults.take({ method: c.req.method, path: `/${path}` })
    if (fault) {
      note(c, { subdomain, path, status: statusSent(fault, 200) })
      return await misbehave(c, { fault, answer: () => Promise.resolve(answer()) })
    }
    const given = answer()
    note(c, { subdomain, path, status: given.status })
    return toResponse(given)
  }

  const reader = new ResourceReader(store, (tenant) => `${options.origin()}/${tenant.subdomain}`)
  app.all('/api/v2/*', answerApi)
  app.all('/:subdomain/api/v2/*', answerApi)
  app.route('/', createOAuthRoutes(store))
  app.route('/', createPages(store))
  return { app, faults, rateLimit, journal }
}

const splitOnce = (text: string, mark: string): [string, string] => {
  const at = text.indexOf(mark)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length)]
}

/** `{sent}` in a fault's text becomes the credentials of the request: a server that quotes what it was sent. */
const fillIn = (text: string, c: Context<SandboxEnv>): string => {
  const { key, secret, bearer } = readCredentials((name) => c.req.header(name))
  return text.replaceAll('{sent}', [key, secret, bearer].filter((value) => value !== null).join(' '))
}

/** What went over the line, or null when the fault left no whole answer. */
const statusSent = (fault: Fault | null, status: number): number | null => {
  if (fault === null) return status
  switch (fault.mode) {
    case 'delay':
      return status
    case 'status':
      return fault.status ?? 500
    case 'html':
      return fault.status ?? 200
    case 'drop':
    case 'drop_after_commit':
    case 'truncate':
      return null
  }
}

const toResponse = ({ status, contentType, body, headers }: ApiAnswer): Response =>
  new Response(body, { status, headers: { 'content-type': contentType, ...headers } })

const answerFromPage = async (c: Context<SandboxEnv>, next: () => Promise<void>): Promise<ApiAnswer> => {
  await next()
  const contentType = c.res.headers.get('content-type') ?? 'text/plain'
  const location = c.res.headers.get('location')
  const headers: Record<string, string> = location === null ? {} : { location }
  return { status: c.res.status, contentType, body: await c.res.clone().text(), headers }
}

type Misbehaviour = { fault: Fault; answer: () => Promise<ApiAnswer> }

const misbehave = async (c: Context<SandboxEnv>, { fault, answer }: Misbehaviour): Promise<Response> => {
  const { outgoing } = c.env
  switch (fault.mode) {
    case 'status': {
      const waits: Record<string, string> =
        fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) }
      const contentType = fault.contentType ?? 'text/plain; charset=utf-8'
      return toResponse({
        status: fault.status ?? 500,
        contentType,
        body: fillIn(fault.body ?? 'Internal error', c),
        headers: waits,
      })
    }
    case 'delay':
      await sleep(fault.delayMs)
      return toResponse(await answer())
    case 'html': {
      await answer()
      const body = fault.body ?? '<!DOCTYPE html><html><body><h1>Even geduld</h1></body></html>'
      return toResponse({ status: fault.status ?? 200, contentType: 'text/html; charset=utf-8', body })
    }
    case 'drop':
      outgoing.destroy()
      return RESPONSE_ALREADY_SENT
    case 'drop_after_commit':
      await answer()
      outgoing.destroy()
      return RESPONSE_ALREADY_SENT
    case 'truncate': {
      const { status, contentType, body } = await answer()
      const bytes = typeof body === 'string' ? Buffer.from(body) : Buffer.from(body)
      outgoing.writeHead(status, { 'content-type': contentType, 'content-length': bytes.length })
      outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => outgoing.destroy())
      return RESPONSE_ALREADY_SENT
    }
  }
}
