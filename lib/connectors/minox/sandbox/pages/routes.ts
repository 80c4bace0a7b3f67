import { Hono, type Context } from 'hono'
import { html } from 'hono/html'
import { z } from 'zod'
import { ActionRefused } from '../actions'
import { blockBody, payBody, periodBody, removeBody, reverseBody, writeOffBody } from '../control-schemas'
import { patchCustomer } from '../customers'
import { operationsOn } from '../operations'
import { openItems } from '../receivables'
import type { SandboxEnv, World } from '../world'
import { bookingsBody, openItemsBody, paymentsBody, periodsBody } from './books'
import { page, type Markup } from './layout'
import { accountsBody, customersBody } from './masters'
import { euro, isSection, navigationOf, pathOf, sections, type Place, type Section } from './navigation'

type PageContext = Context<SandboxEnv>

/** What a person sees and does in the books: `/` and `/boeken/{customer number}/{administration}/{section}`. */
export const pageRoutes = (world: World): Hono<SandboxEnv> => {
  const { store } = world
  const operations = operationsOn(world)
  const routes = new Hono<SandboxEnv>()

  const placeOf = (c: PageContext): Place | null => {
    const tenant = store.tenant(Number(c.req.param('tenant')))
    const administration = store.administration(tenant?.id ?? 0, Number(c.req.param('administration')))
    return tenant && administration ? { tenant, administration } : null
  }

  routes.get('/', (c) => c.html(page({ title: 'Administraties', body: homeBody(world) })))

  routes.get('/boeken/:tenant/:administration', (c) => c.redirect(`${new URL(c.req.url).pathname}/boekingen`))
  routes.get('/boeken/:tenant/:administration/:section', (c) => {
    const place = placeOf(c)
    const section = c.req.param('section')
    if (!place || !isSection(section)) return c.html(missingPage(), 404)
    const text = c.req.query('melding')
    const isProblem = c.req.query('fout') === '1'
    return c.html(
      page({
        title: sections[section],
        navigation: navigationOf(place, section),
        body: bodyOf(place, section, store.clock.today()),
        ...(text ? { notice: { text, isProblem } } : {}),
      }),
    )
  })

  /** A form of these pages: does it, and returns to a section with what came of it. */
  const onForm = (action: string, section: Section, work: (form: Record<string, string>, place: Place) => string) =>
    routes.post(`/boeken/:tenant/:administration/${action}`, async (c) => {
      const place = placeOf(c)
      if (!place) return c.html(missingPage(), 404)
      // A page elsewhere must not move money here, not even in a sandbox.
      const origin = c.req.header('origin')
      if (origin !== undefined && origin !== new URL(c.req.url).origin) return c.text('Forbidden', 403)
      const form = z.record(z.string(), z.string()).parse(await c.req.parseBody())
      const { text, isProblem } = attempt(() => work(form, place))
      const query = new URLSearchParams({ melding: text, ...(isProblem ? { fout: '1' } : {}) })
      return c.redirect(`${pathOf(place)}/${section}?${query.toString()}`, 303)
    })

  const at = ({ tenant, administration }: Place) => ({ tenant: tenant.id, administration: administration.id })
  const invoiceIn = (form: Record<string, string>, place: Place) => ({
    ...at(place),
    customer: Number(form.customer),
    invoice_number: Number(form.invoice_number),
  })

  onForm('betalen', 'openstaand', (form, place) => {
    const amount = form.amount?.trim().replace(',', '.')
    operations.pay(payBody.parse({ ...invoiceIn(form, place), ...(amount ? { amount } : {}) }))
    return `Betaling op factuur ${form.invoice_number ?? ''} is geboekt`
  })
  onForm('afboeken', 'openstaand', (form, place) => {
    operations.writeOff(writeOffBody.parse(invoiceIn(form, place)))
    return `Factuur ${form.invoice_number ?? ''} is afgeboekt`
  })
  onForm('terugboeken', 'betalingen', (form, place) => {
    operations.reversePayment(reverseBody.parse(invoiceIn(form, place)))
    return `Betaling van factuur ${form.invoice_number ?? ''} is teruggeboekt`
  })
  onForm('verwijderen', 'boekingen', (form, place) => {
    operations.removeBatch(removeBody.parse({ ...at(place), batch: form.batch }))
    return 'Boeking is verwijderd'
  })
  onForm('periode', 'perioden', (form, place) => {
    const isClosed = form.closed === '1'
    operations.setPeriod(
      periodBody.parse({
        ...at(place),
        fiscal_year: Number(form.fiscal_year),
        period: Number(form.period),
        closed: isClosed,
      }),
    )
    return `Periode ${form.period ?? ''} van ${form.fiscal_year ?? ''} is ${isClosed ? 'gesloten' : 'geopend'}`
  })
  for (const [field, section] of [
    ['customer', 'debiteuren'],
    ['ledger_account', 'rekeningen'],
  ] as const)
    onForm(`blokkeren/${field}`, section, (form, place) => {
      const isBlocked = form.blocked === '1'
      operations.setBlock(blockBody.parse({ ...at(place), [field]: Number(form[field]), blocked: isBlocked }))
      return `${form[field] ?? ''} is ${isBlocked ? 'geblokkeerd' : 'gedeblokkeerd'}`
    })
  onForm('debiteur', 'debiteuren', (form, { administration }) => {
    const customer = administration.customers.find(({ id }) => id === Number(form.customer))
    if (!customer) throw new ActionRefused('Deze debiteur bestaat niet')
    const [address, ...others] = customer.addresses
    const changed = {
      ...address,
      name: form.name ?? '',
      streetname_and_number: form.street ?? '',
      postal_code: form.postal_code ?? '',
      city: form.city ?? '',
      email_addresses: form.email ? [{ email_address_type: 'email', email_address: form.email }] : [],
    }
    const outcome = patchCustomer(administration, customer, {
      body: { addresses: [changed, ...others] },
      settings: { ...store.settings, mode: 'lenient', patchReplacesLists: true },
    })
    if (!outcome.ok) throw new ActionRefused(outcome.messages.map(({ text }) => text).join(' '))
    store.save()
    return `Debiteur ${form.customer ?? ''} is gewijzigd`
  })
  return routes
}

const attempt = (work: () => string): { text: string; isProblem: boolean } => {
  try {
    return { text: work(), isProblem: false }
  } catch (error) {
    if (error instanceof ActionRefused) return { text: error.message, isProblem: true }
    if (error instanceof z.ZodError) return { text: 'De ingevulde waarde is niet te lezen', isProblem: true }
    throw error
  }
}

const bodyOf = (place: Place, section: Section, today: string): Markup => {
  switch (section) {
    case 'boekingen':
      return bookingsBody(place)
    case 'openstaand':
      return openItemsBody(place, today)
    case 'betalingen':
      return paymentsBody(place)
    case 'debiteuren':
      return customersBody(place)
    case 'rekeningen':
      return accountsBody(place)
    case 'perioden':
      return periodsBody(place)
  }
}

const homeBody = ({ store }: World): Markup =>
  html`${store.state.tenants.map(
    (tenant) =>
      html`<h2>Klantnummer ${tenant.id} · ${tenant.name}</h2>
        <ul>
          ${tenant.administrations.map((administration) => {
            const open = openItems(administration).filter(({ balanceCents }) => balanceCents !== 0)
            return html`<li>
              <a href="${pathOf({ tenant, administration })}/boekingen">${administration.id} ${administration.name}</a>
              <span class="muted">
                · ${administration.numberOfPeriods} perioden · ${open.length} openstaande posten,
                ${euro(open.reduce((total, { balanceCents }) => total + balanceCents, 0))}
              </span>
            </li>`
          })}
        </ul>`,
  )}`

const missingPage = (): Markup =>
  page({ title: 'Niet gevonden', body: html`<p>Deze administratie of pagina bestaat niet.</p>` })
