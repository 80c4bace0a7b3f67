import type { MiddlewareHandler } from 'hono'
import { grantOfAccessToken } from './grants'
import { notFound, reply } from './reply'
import type { SandboxEnv, World } from './world'

type Guard = MiddlewareHandler<SandboxEnv>

const forbidden = { message: 'Forbidden' }

export const withRateLimit =
  (world: World): Guard =>
  async (c, next) => {
    const { isAllowed, headers } = world.rate.take(c.req.param('tenant') ?? '', world.store.settings.rateProfile)
    if (isAllowed) await next()
    else c.res = reply(world, { message: 'Too Many Requests' }, 429)
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value)
  }

/** 401 without a valid token; 403 when the token is for another customer number. */
export const requireTenant =
  (world: World): Guard =>
  async (c, next) => {
    const [, token] = /^bearer (\S+)$/i.exec(c.req.header('authorization') ?? '') ?? []
    const grant = token === undefined ? null : grantOfAccessToken(world.store, token)
    if (!grant) return reply(world, { message: 'Unauthorized' }, 401)
    const tenant = world.store.tenant(grant.tenantId)
    if (!tenant || String(tenant.id) !== c.req.param('tenant')) return reply(world, forbidden, 403)
    c.set('tenant', tenant)
    c.set('grant', grant)
    return next()
  }

export const requireScope =
  (scope: string): Guard =>
  async (c, next) =>
    c.get('grant').scopes.includes(scope) ? next() : c.json(forbidden, 403)

/** 403 when the consent leaves this administration out, 404 when there is none. */
export const requireAdministration =
  (world: World): Guard =>
  async (c, next) => {
    const id = Number(c.req.param('administration'))
    const administration = c.get('tenant').administrations.find((one) => one.id === id)
    if (!administration) return notFound(world)
    if (!c.get('grant').administrationIds.includes(id)) return reply(world, forbidden, 403)
    c.set('administration', administration)
    return next()
  }

/** The JSON of a request body; null when it is none. */
export const readJson = async (request: { text: () => Promise<string> }): Promise<unknown> => {
  const text = await request.text()
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
