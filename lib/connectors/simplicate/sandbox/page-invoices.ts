import { html } from 'hono/html'
import type { InvoiceRow, Tenant } from './records'
import { renderPage, showDay, showEuros, type Html } from './page-layout'
import { totalsOf } from './totals'
import { fullName, statusOf, type ViewContext } from './views'
import type { StatusName } from './vocabulary'

const statusLabels: Record<StatusName, string> = {
  concept: 'Concept',
  sent: 'Verzonden',
  expired: 'Verlopen',
  paid: 'Betaald',
}

export const debtorName = ({ organizations, persons }: Tenant, invoice: InvoiceRow): string => {
  const person = persons.find(({ id }) => id === invoice.personId)
  return organizations.find(({ id }) => id === invoice.organizationId)?.name ?? (person ? fullName(person) : '')
}

const rowsPerPage = 50

export type InvoiceListRequest = { home: string; search: URLSearchParams }

/** The list of invoices, the newest change first, with the buttons that make something happen. */
export const renderInvoices = (context: ViewContext, { home, search }: InvoiceListRequest): Html => {
  const { tenant } = context
  const wanted = (search.get('zoek') ?? '').toLowerCase()
  const page = Math.max(1, Number.parseInt(search.get('pagina') ?? '1', 10) || 1)
  const matches = tenant.invoices
    .filter((row) => `${row.number ?? ''} ${debtorName(tenant, row)}`.toLowerCase().includes(wanted))
    .sort((one, other) => (one.updatedAt < other.updatedAt ? 1 : -1))
  const shown = matches.slice((page - 1) * rowsPerPage, page * rowsPerPage)
  const pageLink = (target: number) =>
    `${home}?${new URLSearchParams({ zoek: wanted, pagina: String(target) }).toString()}`
  const rows = shown.map((row) => {
    const totals = totalsOf(tenant, row)
    return html`<tr>
      <th scope="row">
        <a href="${home}/v1/invoices/view?id=${row.id}">${row.number ?? 'Concept'}</a>
      </th>
      <td class="free">${debtorName(tenant, row)}</td>
      <td class="wide">${showDay(row.date)}</td>
      <td class="amount">${showEuros(totals.gross)}</td>
      <td class="amount wide">${showEuros(totals.outstanding)}</td>
      <td>${statusLabels[statusOf(context, row, totals)]}</td>
    </tr>`
  })
  return renderPage({
    title: `Facturen van ${tenant.name}`,
    home,
    message: search.get('melding'),
    body: html`<form method="post" action="${home}/acties/factuur">
        <label
          >Bedrijfsprofiel
          <select name="profiel">
            ${tenant.profiles.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}
          </select></label
        >
        <button>Nieuwe factuur versturen</button>
      </form>
      <form method="get" action="${home}">
        <label>Zoek op nummer of relatie <input type="search" name="zoek" value="${wanted}" /></label>
        <button>Zoeken</button>
      </form>
      <table>
        <caption>
          ${String(matches.length)} facturen, laatst gewijzigde eerst
        </caption>
        <thead>
          <tr>
            <th scope="col">Nummer</th>
            <th scope="col">Relatie</th>
            <th scope="col" class="wide">Datum</th>
            <th scope="col" class="amount">Totaal</th>
            <th scope="col" class="amount wide">Openstaand</th>
            <th scope="col">Status</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
      <nav aria-label="Bladeren">
        ${page > 1 ? html`<a href="${pageLink(page - 1)}" rel="prev">Vorige</a>` : ''}
        ${matches.length > page * rowsPerPage ? html`<a href="${pageLink(page + 1)}" rel="next">Volgende</a>` : ''}
      </nav>`,
  })
}

export type InvoicePageRequest = { home: string; invoice: InvoiceRow; message: string | null }

/** One invoice with its lines, payments and timeline. */
export const renderInvoice = (context: ViewContext, { home, invoice, message }: InvoicePageRequest): Html => {
  const { tenant, today } = context
  const totals = totalsOf(tenant, invoice)
  const payments = tenant.payments.filter(({ invoiceId }) => invoiceId === invoice.id)
  const messages = tenant.messages.filter(({ linkedTo }) => linkedTo.invoice_id === invoice.id)
  const profile = tenant.profiles.find(({ id }) => id === invoice.profileId)
  return renderPage({
    title: invoice.number === null ? 'Concept' : `Factuur ${invoice.number}`,
    home,
    message,
    body: html`<dl>
        <dt>Relatie</dt>
        <dd>${debtorName(tenant, invoice)}</dd>
        <dt>Bedrijfsprofiel</dt>
        <dd>${profile?.name ?? ''}</dd>
        <dt>Factuurdatum</dt>
        <dd>${showDay(invoice.date)}</dd>
        <dt>Status</dt>
        <dd>${statusLabels[statusOf(context, invoice, totals)]}</dd>
        <dt>Exclusief btw</dt>
        <dd>${showEuros(totals.net)}</dd>
        <dt>Btw</dt>
        <dd>${showEuros(totals.vat)}</dd>
        <dt>Totaal</dt>
        <dd>${showEuros(totals.gross)}</dd>
        <dt>Openstaand</dt>
        <dd>${showEuros(totals.outstanding)}</dd>
      </dl>
      <h2>Regels</h2>
      ${renderLines(tenant, invoice)}
      <h2>Betalingen</h2>
      ${
        payments.length === 0
          ? html`<p>Nog geen betaling.</p>`
          : html`<ul>
              ${payments.map(
                ({ date, amount, description }) =>
                  html`<li>${showDay(date)}: ${showEuros(amount)} <span>${description}</span></li>`,
              )}
            </ul>`
      }
      ${
        invoice.isSent
          ? html`<form method="post" action="${home}/acties/betaling">
              <input type="hidden" name="factuur" value="${invoice.id}" />
              <label>Bedrag <input name="bedrag" inputmode="decimal" value="${totals.outstanding}" required /></label>
              <label>Datum <input name="datum" type="date" value="${today}" required /></label>
              <button>Betaling registreren</button>
            </form>`
          : html`<form method="post" action="${home}/acties/versturen">
              <input type="hidden" name="factuur" value="${invoice.id}" />
              <button>Factuur versturen</button>
            </form>`
      }
      <h2>Tijdlijn</h2>
      ${
        messages.length === 0
          ? html`<p>Nog geen berichten.</p>`
          : html`<ul>
              ${messages.map(
                ({ title, content, createdAt }) =>
                  html`<li>
                    <strong>${title}</strong> (${createdAt})
                    <pre>${content}</pre>
                  </li>`,
              )}
            </ul>`
      }`,
  })
}

const renderLines = (tenant: Tenant, { lines }: InvoiceRow): Html =>
  html`<table>
    <thead>
      <tr>
        <th scope="col">Omschrijving</th>
        <th scope="col" class="amount">Aantal × prijs</th>
        <th scope="col" class="wide">Omzetgroep</th>
        <th scope="col">Btw</th>
      </tr>
    </thead>
    <tbody>
      ${lines.map(
        (line) =>
          html`<tr>
            <td class="free">${line.description}</td>
            <td class="amount">${line.amount} × ${line.price}</td>
            <td class="wide">${tenant.revenueGroups.find(({ id }) => id === line.revenueGroupId)?.label ?? ''}</td>
            <td>${tenant.vatClasses.find(({ id }) => id === line.vatClassId)?.label ?? ''}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
