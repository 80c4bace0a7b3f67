import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { apiRoutes } from './api'
import { controlRoutes } from './control'
import { withFaults } from './faults'
import { oauthRoutes } from './oauth'
import { pageRoutes } from './pages/routes'
import type { SandboxEnv, SeenRequest, World } from './world'

/** Enough to look back on a run of a few hundred invoices; a sandbox that runs for weeks must not grow. */
const mostSeen = 20_000

export type AppOptions = { hasControl: boolean; redirectUris: readonly string[] }

/** The whole sandbox as one application. */
export const createApp = (world: World, options: AppOptions): Hono<SandboxEnv> => {
  const app = new Hono<SandboxEnv>()
  if (options.hasControl) app.route('/__sandbox', controlRoutes(world))
  app.use('/api/*', withJournal(world), withFaults(world))
  app.use('/oauth/*', withJournal(world), withFaults(world))
  app.route('/', oauthRoutes(world, options))
  app.route('/api/1', apiRoutes(world))
  app.route('/', pageRoutes(world))
  app.notFound((c) => c.json('Not found', 404))
  return app
}

/** Notes every request, also one whose answer never arrives. */
const withJournal =
  (world: World): MiddlewareHandler<SandboxEnv> =>
  async (c, next) => {
    const url = new URL(c.req.url)
    const hasSecrets = url.pathname.startsWith('/oauth') || url.pathname.endsWith('/inspect')
    const seen: SeenRequest = {
      at: world.store.clock.now().toISOString(),
      method: c.req.method,
      path: url.pathname,
      query: hasSecrets ? '' : url.search,
      status: null,
      body: hasSecrets || c.req.method === 'GET' || isUpload(c) ? null : await c.req.text(),
    }
    world.requests.push(seen)
    if (world.requests.length > mostSeen) world.requests.shift()
    await next()
    seen.status = c.res.headers.has('x-hono-already-sent') ? null : c.res.status
  }

const isUpload = (c: Context<SandboxEnv>): boolean => (c.req.header('content-type') ?? '').startsWith('multipart/')
