import { Hono } from 'hono'
import {
  administrationJson,
  customerJson,
  journalJson,
  ledgerAccountJson,
  lineJson,
  receivableJson,
  vatJson,
} from './answers'
import { bookingRoutes } from './api-bookings'
import { customerRoutes } from './api-customers'
import { webhookRoutes } from './api-webhooks'
import { requireAdministration, requireScope, requireTenant, withRateLimit } from './guards'
import { findOpenItem, openItems } from './receivables'
import { notFound, reply, replyPage } from './reply'
import type { SandboxEnv, World } from './world'

/** `/api/1/tenant/{tenant}`: the paths of onetoweb/minox, those that a connector for sales needs. */
export const apiRoutes = (world: World): Hono<SandboxEnv> => {
  const { store } = world
  const tenant = new Hono<SandboxEnv>()
  tenant.use(withRateLimit(world), requireTenant(world))
  tenant.get('/administration', requireScope('administration:read'), (c) => {
    const granted = c.get('grant').administrationIds
    const items = c
      .get('tenant')
      .administrations.filter(({ id }) => granted.includes(id))
      .map(administrationJson)
    return replyPage(c, world, { items, pageSize: store.settings.pageSize })
  })
  tenant.route('/webhook', webhookRoutes(world))
  tenant.use('/administration/:administration/*', requireAdministration(world))
  tenant.route('/administration/:administration', administrationRoutes(world))
  const api = new Hono<SandboxEnv>()
  api.route('/tenant/:tenant', tenant)
  return api
}

const administrationRoutes = (world: World): Hono<SandboxEnv> => {
  const { store } = world
  const routes = new Hono<SandboxEnv>()
  routes.get('/ledger_account', requireScope('ledger_account:read'), (c) => {
    const administration = c.get('administration')
    const items = administration.ledgerAccounts.map((row) => ledgerAccountJson(administration, row))
    return replyPage(c, world, { items, pageSize: store.settings.pageSize })
  })
  routes.get('/ledger_account/:id', requireScope('ledger_account:read'), (c) => {
    const administration = c.get('administration')
    const row = administration.ledgerAccounts.find(({ id }) => String(id) === c.req.param('id'))
    return row ? reply(world, ledgerAccountJson(administration, row)) : notFound(world)
  })
  routes.get('/vat', requireScope('vat:read'), (c) =>
    replyPage(c, world, { items: c.get('administration').vatCodes.map(vatJson), pageSize: store.settings.pageSize }),
  )
  routes.get('/journal', requireScope('journal:read'), (c) =>
    replyPage(c, world, {
      items: c.get('administration').journals.map(journalJson),
      pageSize: store.settings.pageSize,
    }),
  )
  routes.get('/payment_term', requireScope('payment_term:read'), (c) =>
    replyPage(c, world, { items: c.get('administration').paymentTerms, pageSize: store.settings.pageSize }),
  )
  routes.get('/cost_center', requireScope('cost_center:read'), (c) =>
    replyPage(c, world, { items: c.get('administration').costCenters, pageSize: store.settings.pageSize }),
  )
  routes.route('/customer', customerRoutes(world, customerJson))
  routes.route('/transaction_line_batch', bookingRoutes(world))

  routes.get('/year/:year/transaction_lines', requireScope('transaction:read'), (c) => {
    const administration = c.get('administration')
    const year = Number(c.req.param('year'))
    const period = c.req.query('period')
    if (!administration.fiscalYears.some(({ fiscalYear }) => fiscalYear === year)) return notFound(world)
    const items = administration.batches
      .filter((batch) => batch.fiscalYear === year && (period === undefined || batch.period === Number(period)))
      .flatMap((batch) =>
        batch.lines.map((line) => lineJson(administration, { batch, line, settings: store.settings })),
      )
    return replyPage(c, world, { items, pageSize: store.settings.pageSize })
  })

  routes.get('/receivable', requireScope('transaction:read'), (c) => {
    const administration = c.get('administration')
    const onlyOpen = c.req.query('status') === 'open'
    const items = openItems(administration)
      .filter(({ balanceCents }) => !onlyOpen || balanceCents !== 0)
      .map((item) => receivableJson(administration, item, store.settings))
    return replyPage(c, world, { items, pageSize: store.settings.pageSize })
  })
  routes.get('/receivable/account/:customer/invoice/:number', requireScope('transaction:read'), (c) => {
    const administration = c.get('administration')
    const item = findOpenItem(administration, Number(c.req.param('customer')), Number(c.req.param('number')))
    if (!item || (store.settings.settledItemsVanish && item.balanceCents === 0)) return notFound(world)
    return reply(world, receivableJson(administration, item, store.settings))
  })
  return routes
}
