import { Hono, type Context } from 'hono'
import { z } from 'zod'
import type { RateLimit } from './access'
import { Environment } from './environment'
import { faultSchema, type Faults } from './faults'
import { openGrant, revokeGrants } from './oauth'
import type { Tenant } from './records'
import { sandboxSettings } from './settings'
import type { SandboxStore } from './store'

/** A request that was seen, for assertions. Headers are left out; the body is kept for `/api/v2` only. */
export type JournalEntry = {
  at: string
  method: string
  path: string
  query: string
  subdomain: string | null
  signedWith: 'key' | 'bearer' | 'nothing'
  body: string | null
  /** Null when no whole answer was sent, on purpose. */
  status: number | null
}

export type ControlDeps = { store: SandboxStore; faults: Faults; rateLimit: RateLimit; journal: JournalEntry[] }

const tableNames = z.enum(['organizations', 'persons', 'invoices', 'payments', 'messages', 'documents'])
const anyRecord = z.record(z.string(), z.unknown())

const clockBody = z.union([
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
  z.strictObject({ advanceMs: z.number().int() }),
])
const keyBody = z.object({ key: z.string(), secret: z.string(), expiresOn: z.iso.date().nullable().default(null) })
const rightBody = z.object({ path: z.string(), method: z.string().nullable().default(null), allowed: z.boolean() })

/**
 * What only tests and demonstrations use, under `/__sandbox`: nothing of this exists at the vendor. Environments are
 * named with `?subdomain=`, the first one by default.
 */
export const createControl = ({ store, faults, rateLimit, journal }: ControlDeps): Hono => {
  const app = new Hono()
  const done = (c: Context) => c.json({ ok: true })
  const tenantOf = (c: Context): Tenant => {
    const subdomain = c.req.query('subdomain')
    const tenant = subdomain === undefined ? store.tenants[0] : store.tenant(subdomain)
    if (!tenant) throw new z.ZodError([{ code: 'custom', path: ['subdomain'], message: 'unknown', input: subdomain }])
    return tenant
  }
  const environmentOf = (c: Context) => new Environment(store, tenantOf(c))
  const orMissing = (c: Context, row: object | null) => (row ? c.json(row) : c.json({ problem: 'no such record' }, 404))

  app.onError((error, c) => {
    if (error instanceof z.ZodError || error instanceof SyntaxError) return c.json({ problem: error.message }, 400)
    throw error
  })

  app.get('/journal', (c) => c.json(journal))
  app.delete('/journal', (c) => {
    journal.length = 0
    return done(c)
  })
  app.get('/state', (c) =>
    c.json({ now: store.clock.now().toISOString(), settings: store.settings, tenants: store.tenants }),
  )

  app.post('/reset', (c) => {
    store.reset()
    faults.clear()
    rateLimit.reset()
    journal.length = 0
    return done(c)
  })
  app.post('/clock', async (c) => {
    const wanted = clockBody.parse(await c.req.json())
    if ('now' in wanted) store.clock.setTo(new Date(wanted.now))
    else store.clock.advance(wanted.advanceMs)
    store.save()
    return c.json({ now: store.clock.now().toISOString() })
  })
  app.post('/settings', async (c) => {
    store.settings = sandboxSettings.parse({ ...store.settings, ...anyRecord.parse(await c.req.json()) })
    store.save()
    return c.json(store.settings)
  })
  app.post('/fault', async (c) => {
    faults.add(faultSchema.parse(await c.req.json()))
    return done(c)
  })
  app.delete('/fault', (c) => {
    faults.clear()
    return done(c)
  })

  app.post('/token', (c) => c.json(openGrant(store, tenantOf(c))))
  app.post('/revoke', (c) => {
    revokeGrants(store, tenantOf(c))
    return done(c)
  })
  app.post('/key', async (c) => {
    const row = keyBody.parse(await c.req.json())
    const tenant = tenantOf(c)
    tenant.apiKeys = [...tenant.apiKeys.filter(({ key }) => key !== row.key), row]
    store.save()
    return done(c)
  })
  app.post('/right', async (c) => {
    const { allowed, path, method } = rightBody.parse(await c.req.json())
    const tenant = tenantOf(c)
    const others = tenant.denials.filter((denial) => denial.path !== path || denial.method !== method)
    tenant.denials = allowed ? others : [...others, { path, method }]
    store.save()
    return done(c)
  })

  app.post('/invoices', async (c) => c.json(environmentOf(c).addInvoice(anyRecord.parse(await c.req.json()))))
  app.post('/invoices/:id/send', async (c) => {
    const { date } = z.object({ date: z.iso.date().optional() }).parse(await readJson(c))
    return orMissing(c, environmentOf(c).sendInvoice(c.req.param('id'), date))
  })
  app.post('/invoices/:id/credit', (c) => orMissing(c, environmentOf(c).creditInvoice(c.req.param('id'))))
  app.post('/organizations', async (c) =>
    c.json(environmentOf(c).addOrganization(anyRecord.and(z.object({ name: z.string() })).parse(await c.req.json()))),
  )
  app.post('/persons', async (c) => {
    const person = anyRecord.and(z.object({ firstName: z.string(), familyName: z.string() })).parse(await c.req.json())
    return c.json(environmentOf(c).addPerson(person))
  })
  app.post('/payments', async (c) => {
    const payment = z.object({ invoiceId: z.string(), date: z.iso.date(), amount: z.string(), description: z.string() })
    return c.json(environmentOf(c).addPayment(payment.parse(await c.req.json())))
  })
  app.patch('/:table/:id', async (c) => {
    const change = anyRecord.parse(await c.req.json())
    return orMissing(c, environmentOf(c).edit(tableNames.parse(c.req.param('table')), c.req.param('id'), change))
  })
  app.post('/:table/:id/overlay', async (c) => {
    const overlay = anyRecord.parse(await c.req.json())
    const table = tableNames.parse(c.req.param('table'))
    return environmentOf(c).overlay(table, c.req.param('id'), overlay) ? done(c) : orMissing(c, null)
  })
  app.delete('/:table/:id', (c) =>
    environmentOf(c).remove(tableNames.parse(c.req.param('table')), c.req.param('id')) ? done(c) : orMissing(c, null),
  )
  return app
}

const readJson = async (c: Context): Promise<unknown> => {
  const text = await c.req.text()
  return text === '' ? {} : (JSON.parse(text) as unknown)
}
