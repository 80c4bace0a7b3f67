import { Hono } from 'hono'
import { customerOf, findByEmail, searchCustomers } from './books'
import { createCustomer, patchCustomer } from './customers'
import { readJson, requireScope } from './guards'
import type { CustomerRow } from './records'
import { notFound, refuse, reply, replyPage } from './reply'
import type { SandboxEnv, World } from './world'

export const customerRoutes = (world: World, toJson: (row: CustomerRow) => unknown): Hono<SandboxEnv> => {
  const { store } = world
  const routes = new Hono<SandboxEnv>()
  const pageSize = () => store.settings.customerPageSize

  routes.get('/', requireScope('customer:read'), (c) => {
    const search = c.req.query('search')
    const { customers } = c.get('administration')
    const found = search ? searchCustomers(c.get('administration'), search) : customers
    return replyPage(c, world, { items: found.map(toJson), pageSize: pageSize() })
  })

  routes.post('/', requireScope('customer:write'), async (c) => {
    const outcome = createCustomer(c.get('administration'), await readJson(c.req), {
      journalId: c.req.query('journal_id'),
      settings: store.settings,
    })
    if (!outcome.ok) return refuse(c, world, outcome.messages)
    store.save()
    return reply(world, toJson(outcome.customer))
  })

  routes.get('/by_email/:email', requireScope('customer:read'), (c) => {
    const found = findByEmail(c.get('administration'), c.req.param('email'))
    if (found.length === 0 && store.settings.notFoundWhenNoCustomer) return notFound(world)
    return replyPage(c, world, { items: found.map(toJson), pageSize: pageSize() })
  })

  routes.get('/by_externalid/:externalid', requireScope('customer:read'), (c) => {
    const wanted = c.req.param('externalid')
    const found = c.get('administration').customers.filter(({ externalid }) => externalid === wanted)
    if (found.length === 0 && store.settings.notFoundWhenNoCustomer) return notFound(world)
    return replyPage(c, world, { items: found.map(toJson), pageSize: pageSize() })
  })

  routes.get('/:id', requireScope('customer:read'), (c) => {
    const customer = customerOf(c.get('administration'), Number(c.req.param('id')))
    return customer ? reply(world, toJson(customer)) : notFound(world)
  })

  routes.patch('/:id', requireScope('customer:write'), async (c) => {
    const administration = c.get('administration')
    const customer = customerOf(administration, Number(c.req.param('id')))
    if (!customer) return notFound(world)
    const outcome = patchCustomer(administration, customer, { body: await readJson(c.req), settings: store.settings })
    if (!outcome.ok) return refuse(c, world, outcome.messages)
    store.save()
    return reply(world, toJson(outcome.customer))
  })
  return routes
}
