import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import { webhookJson } from './answers'
import { readJson, requireScope } from './guards'
import type { WebhookRow } from './records'
import { notFound, reply, replyPage } from './reply'
import type { SandboxEnv, World } from './world'

const webhookBody = z.looseObject({
  description: z.string().default(''),
  enabled: z.boolean().default(true),
  url: z.url(),
  authenticationType: z.string().default('none'),
  bearer: z.string().default(''),
  username: z.string().default(''),
  password: z.string().default(''),
  notifications: z.object({ receivable: z.boolean().default(false), payable: z.boolean().default(false) }),
})

const toRow = (id: string, body: z.infer<typeof webhookBody>, history: WebhookRow['history']): WebhookRow => {
  const { description, enabled, url, authenticationType, bearer, username, password, notifications, ...rest } = body
  return { id, description, enabled, url, authenticationType, bearer, username, password, notifications, rest, history }
}

export const webhookRoutes = (world: World): Hono<SandboxEnv> => {
  const { store } = world
  const routes = new Hono<SandboxEnv>()
  const refusal = [{ message_code: 'SBX_WEBHOOK_INVALID', message_type: 'error', message: 'Webhook is ongeldig' }]

  routes.get('/', requireScope('webhook:read'), (c) =>
    replyPage(c, world, { items: c.get('tenant').webhooks.map(webhookJson), pageSize: store.settings.pageSize }),
  )
  routes.post('/', requireScope('webhook:write'), async (c) => {
    const body = webhookBody.safeParse(await readJson(c.req))
    if (!body.success) return reply(world, refusal, 400)
    const row = toRow(randomUUID(), body.data, [])
    c.get('tenant').webhooks.push(row)
    store.save()
    return reply(world, webhookJson(row))
  })
  routes.get('/:id', requireScope('webhook:read'), (c) => {
    const row = c.get('tenant').webhooks.find(({ id }) => id === c.req.param('id'))
    return row ? reply(world, webhookJson(row)) : notFound(world)
  })
  routes.get('/:id/history', requireScope('webhook:read'), (c) => {
    const row = c.get('tenant').webhooks.find(({ id }) => id === c.req.param('id'))
    return row ? replyPage(c, world, { items: row.history, pageSize: store.settings.pageSize }) : notFound(world)
  })
  routes.put('/:id', requireScope('webhook:write'), async (c) => {
    const tenant = c.get('tenant')
    const known = tenant.webhooks.find(({ id }) => id === c.req.param('id'))
    const body = webhookBody.safeParse(await readJson(c.req))
    if (!known) return notFound(world)
    if (!body.success) return reply(world, refusal, 400)
    const row = toRow(known.id, body.data, known.history)
    tenant.webhooks = tenant.webhooks.map((one) => (one.id === row.id ? row : one))
    store.save()
    return reply(world, webhookJson(row))
  })
  routes.delete('/:id', requireScope('webhook:write'), (c) => {
    const tenant = c.get('tenant')
    const left = tenant.webhooks.filter(({ id }) => id !== c.req.param('id'))
    if (left.length === tenant.webhooks.length) return notFound(world)
    tenant.webhooks = left
    store.save()
    return c.body(null, 204)
  })
  return routes
}
