import { Hono } from 'hono'
import type { z } from 'zod'
import { ActionRefused } from './actions'
import {
  blockBody,
  clockBody,
  flushBody,
  offsetBody,
  payBody,
  periodBody,
  rateBody,
  removeBody,
  reverseBody,
  revokeBody,
  tokenBody,
  writeOffBody,
} from './control-schemas'
import { faultSchema } from './fault-schema'
import { readJson } from './guards'
import { operationsOn } from './operations'
import { openItems } from './receivables'
import { sandboxSettings } from './settings'
import { flushWebhooks } from './webhooks'
import type { SandboxEnv, World } from './world'

/** `/__sandbox`: what a test does to the books and to the connection. Mounted only when control is on. */
export const controlRoutes = (world: World): Hono<SandboxEnv> => {
  const { store } = world
  const operations = operationsOn(world)
  const routes = new Hono<SandboxEnv>()

  const on = <Schema extends z.ZodType>(path: string, schema: Schema, work: (body: z.output<Schema>) => unknown) =>
    routes.post(path, async (c) => {
      const body = schema.safeParse((await readJson(c.req)) ?? {})
      if (!body.success) return c.json({ problem: body.error.issues }, 400)
      try {
        return c.json((await work(body.data)) ?? { ok: true })
      } catch (error) {
        if (error instanceof ActionRefused) return c.json({ problem: error.message }, 409)
        throw error
      }
    })

  routes.post('/reset', (c) => {
    operations.reset()
    return c.json({ ok: true })
  })
  on('/clock', clockBody, (body) => {
    operations.setClock(body)
    return { now: store.clock.now().toISOString() }
  })
  on('/pay', payBody, (body) => {
    operations.pay(body)
  })
  on('/writeoff', writeOffBody, (body) => {
    operations.writeOff(body)
  })
  on('/reverse_payment', reverseBody, (body) => {
    operations.reversePayment(body)
  })
  on('/offset', offsetBody, (body) => {
    operations.offset(body)
  })
  on('/period', periodBody, (body) => {
    operations.setPeriod(body)
  })
  on('/block', blockBody, (body) => {
    operations.setBlock(body)
  })
  on('/remove_batch', removeBody, (body) => {
    operations.removeBatch(body)
  })
  on('/fault', faultSchema, (body) => {
    world.faults.push(body)
  })
  on('/ratelimit', rateBody, ({ profile }) => {
    operations.setRateProfile(profile)
  })
  on('/settings', sandboxSettings.partial(), (body) => {
    store.settings = sandboxSettings.parse({ ...store.settings, ...body })
    store.save()
    return store.settings
  })
  on('/revoke', revokeBody, ({ tenant }) => {
    operations.revoke(tenant)
  })
  on('/token', tokenBody, (body) => operations.issueToken(body))
  on('/webhooks/flush', flushBody, (body) => flushWebhooks(store, body))

  routes.get('/journal', (c) => c.json({ requests: world.requests }))
  routes.delete('/journal', (c) => {
    world.requests.length = 0
    return c.json({ ok: true })
  })
  routes.get('/state', (c) =>
    c.json({
      now: store.clock.now().toISOString(),
      settings: store.settings,
      tenants: store.state.tenants.map(({ id, name, administrations, webhooks }) => ({
        id,
        name,
        webhooks: webhooks.map((webhook) => ({ ...webhook, bearer: undefined, password: undefined })),
        administrations: administrations.map((administration) => ({
          ...administration,
          receivables: openItems(administration),
        })),
      })),
    }),
  )
  return routes
}
