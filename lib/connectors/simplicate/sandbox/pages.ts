import { Hono, type Context } from 'hono'
import { html } from 'hono/html'
import { Environment } from './environment'
import { renderInvoice, renderInvoices } from './page-invoices'
import { renderPage, type Html } from './page-layout'
import { renderOrganization, renderPerson, renderRelations } from './page-relations'
import type { Tenant } from './records'
import type { SandboxStore } from './store'
import type { ViewContext } from './views'

type Place = { tenant: Tenant; home: string; context: ViewContext; environment: Environment; message: string | null }

/** The pages that people see, and the forms on them. `{subdomain}` is the environment. */
export const createPages = (store: SandboxStore): Hono => {
  const app = new Hono()

  const at = (c: Context): Place | null => {
    const tenant = store.tenant(c.req.param('subdomain') ?? store.tenants[0]?.subdomain ?? '')
    if (!tenant) return null
    const home = `/${tenant.subdomain}`
    const context = { tenant, settings: store.settings, today: store.clock.today(), siteUrl: home }
    return {
      tenant,
      home,
      context,
      environment: new Environment(store, tenant),
      message: c.req.query('melding') ?? null,
    }
  }

  const show = (render: (place: Place, c: Context) => Html | null) => (c: Context) => {
    const place = at(c)
    const page = place && render(place, c)
    return page ? c.html(page) : c.html(notFound(place?.home ?? null), 404)
  }

  /** Carries out a form and returns to `back` with a message, so that reloading the page repeats nothing. */
  const act = (carryOut: (place: Place, form: URLSearchParams) => { back: string; message: string } | null) => {
    return async (c: Context) => {
      const place = at(c)
      const done = place && carryOut(place, new URLSearchParams(await c.req.text()))
      if (!done) return c.html(notFound(place?.home ?? null), 404)
      const separator = done.back.includes('?') ? '&' : '?'
      return c.redirect(`${done.back}${separator}melding=${encodeURIComponent(done.message)}`, 303)
    }
  }

  const overview = show(({ context, home }, c) =>
    renderInvoices(context, { home, search: new URL(c.req.url).searchParams }),
  )
  app.get('/', overview)
  app.get('/:subdomain', overview)
  app.get('/:subdomain/', overview)
  app.get(
    '/:subdomain/v1/invoices/view',
    show(({ tenant, context, home, message }, c) => {
      const invoice = tenant.invoices.find(({ id }) => id === c.req.query('id'))
      return invoice ? renderInvoice(context, { home, invoice, message }) : null
    }),
  )
  app.get(
    '/:subdomain/relaties',
    show(({ tenant, home, message }) => renderRelations(tenant, { home, message })),
  )
  app.get(
    '/:subdomain/v1/crm/organization/view',
    show(({ tenant, home, message }, c) => {
      const row = tenant.organizations.find(({ id }) => id === c.req.query('id'))
      return row ? renderOrganization(row, { home, message }) : null
    }),
  )
  app.get(
    '/:subdomain/v1/crm/person/view',
    show(({ tenant, home, message }, c) => {
      const row = tenant.persons.find(({ id }) => id === c.req.query('id'))
      return row ? renderPerson(row, { home, message }) : null
    }),
  )

  app.post(
    '/:subdomain/acties/factuur',
    act(({ tenant, environment, home }, form) => {
      const profile = tenant.profiles.find(({ id }) => id === form.get('profiel')) ?? tenant.profiles[0]
      const debtor = tenant.organizations[tenant.invoices.length % Math.max(1, tenant.organizations.length)]
      if (!profile || !debtor) return null
      const concept = environment.addInvoice({
        profileId: profile.id,
        organizationId: debtor.id,
        subject: 'Voorbeeldfactuur',
        lines: [
          { description: 'Advies', amount: '7.5', price: '96.50' },
          { description: 'Reiskosten', amount: '12.5', price: '0.23' },
        ],
      })
      const sent = environment.sendInvoice(concept.id)
      return {
        back: `${home}/v1/invoices/view?id=${concept.id}`,
        message: `Factuur ${sent?.number ?? ''} is verstuurd.`,
      }
    }),
  )

  app.post(
    '/:subdomain/acties/versturen',
    act(({ environment, home }, form) => {
      const sent = environment.sendInvoice(form.get('factuur') ?? '')
      return (
        sent && {
          back: `${home}/v1/invoices/view?id=${sent.id}`,
          message: `Factuur ${sent.number ?? ''} is verstuurd.`,
        }
      )
    }),
  )

  app.post(
    '/:subdomain/acties/betaling',
    act(({ tenant, environment, home }, form) => {
      const invoice = tenant.invoices.find(({ id, isSent }) => id === form.get('factuur') && isSent)
      if (!invoice) return null
      const back = `${home}/v1/invoices/view?id=${invoice.id}`
      const amount = (form.get('bedrag') ?? '').trim().replace(',', '.')
      const date = form.get('datum') ?? ''
      if (!/^-?\d{1,9}(?:\.\d{1,2})?$/.test(amount) || !/^\d{4}-\d{2}-\d{2}$/.test(date))
        return { back, message: 'Vul een bedrag met hoogstens twee decimalen en een datum in.' }
      environment.addPayment({ invoiceId: invoice.id, date, amount, description: 'Handmatig geregistreerd' })
      return { back, message: 'De betaling is geregistreerd.' }
    }),
  )

  app.post(
    '/:subdomain/acties/organisatie',
    act(({ tenant, environment, home }, form) => {
      const row = tenant.organizations.find(({ id }) => id === form.get('id'))
      if (!row) return null
      const given = (name: string) => form.get(name)?.trim() ?? ''
      environment.edit('organizations', row.id, {
        name: given('naam') === '' ? row.name : given('naam'),
        email: given('email') === '' ? null : given('email'),
        phone: given('telefoon') === '' ? null : given('telefoon'),
        vatNumber: given('btw') === '' ? null : given('btw'),
        visitingAddress: {
          line1: given('adres'),
          postalCode: given('postcode'),
          locality: given('plaats'),
          countryCode: row.visitingAddress?.countryCode ?? 'NL',
        },
      })
      return { back: `${home}/v1/crm/organization/view?id=${row.id}`, message: 'De relatie is opgeslagen.' }
    }),
  )

  app.post(
    '/:subdomain/acties/persoon',
    act(({ environment, home }, form) => {
      const id = form.get('id') ?? ''
      const familyName = form.get('achternaam')?.trim() ?? ''
      const email = form.get('email')?.trim() ?? ''
      const row = environment.edit('persons', id, {
        firstName: form.get('voornaam')?.trim() ?? '',
        ...(familyName === '' ? {} : { familyName }),
        email: email === '' ? null : email,
      })
      return row && { back: `${home}/v1/crm/person/view?id=${row.id}`, message: 'De relatie is opgeslagen.' }
    }),
  )

  return app
}

const notFound = (home: string | null): Html =>
  renderPage({ title: 'Niet gevonden', home, body: html`<p>Deze pagina bestaat niet.</p>` })
