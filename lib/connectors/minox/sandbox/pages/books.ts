import { html } from 'hono/html'
import { journalOf, nameOf } from '../books'
import { isPeriodClosed, periodsOf } from '../calendar'
import type { AdministrationRow, BatchRow, LineRow } from '../records'
import { isSalesBatch, openItems } from '../receivables'
import type { Markup } from './layout'
import { dayText, euro, pathOf, type Place } from './navigation'

const customerName = (administration: AdministrationRow, id: string): string => {
  const customer = administration.customers.find((one) => String(one.id) === id)
  return customer ? nameOf(customer) : ''
}

const accountText = (administration: AdministrationRow, line: LineRow): string =>
  line.accountType === 'customer'
    ? `${line.accountId} ${customerName(administration, line.accountId)}`
    : `${line.accountId} ${administration.ledgerAccounts.find(({ id }) => String(id) === line.accountId)?.description ?? ''}`

const vatText = (administration: AdministrationRow, line: LineRow): string => {
  const vat = administration.vatCodes.find(({ id }) => id === line.vat?.id)
  return vat && line.vat ? `${vat.description} ${euro(line.vat.amountCents)}` : ''
}

const linesTable = (administration: AdministrationRow, batch: BatchRow): Markup =>
  html`<div class="scroll">
    <table>
      <caption>
        Regels van factuur ${batch.lines.find(({ invoiceNumber }) => invoiceNumber !== null)?.invoiceNumber}
      </caption>
      <thead>
        <tr>
          <th scope="col">Rekening</th>
          <th scope="col">Omschrijving</th>
          <th scope="col">Btw</th>
          <th scope="col" class="amount">Debet</th>
          <th scope="col" class="amount">Credit</th>
        </tr>
      </thead>
      <tbody>
        ${batch.lines.map(
          (line) =>
            html`<tr>
              <td>${accountText(administration, line)}${line.isAutomatic ? ' (automatisch)' : ''}</td>
              <td>${line.description}</td>
              <td>${vatText(administration, line)}</td>
              <td class="amount">${line.debitCents ? euro(line.debitCents) : ''}</td>
              <td class="amount">${line.creditCents ? euro(line.creditCents) : ''}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`

/** Sales entries, newest first, each with its lines, VAT and period. */
export const bookingsBody = (place: Place): Markup => {
  const { administration } = place
  const batches = administration.batches.filter((batch) => isSalesBatch(administration, batch)).toReversed()
  if (batches.length === 0) return html`<p>Nog geen verkoopboekingen.</p>`
  return html`<ul class="plain">
    ${batches.map((batch) => {
      const head = batch.lines.find(({ accountType }) => accountType === 'customer')
      return html`<li>
        <details>
          <summary>
            ${head?.invoiceNumber} · ${head ? accountText(administration, head) : ''} ·
            ${dayText(head?.documentDate ?? null)} · periode ${batch.period} van ${batch.fiscalYear} ·
            ${euro((head?.debitCents ?? 0) - (head?.creditCents ?? 0))}
          </summary>
          <p class="muted">
            Boeking ${batch.id} · dagboek ${batch.journalId} · vervalt ${dayText(head?.dueDate ?? null)} ·
            ${head?.description} ${batch.blob ? html`· bijlage ${batch.blob.name}` : ''}
          </p>
          ${linesTable(administration, batch)}
          <form method="post" action="${pathOf(place)}/verwijderen" class="inline">
            <input type="hidden" name="batch" value="${batch.id}" />
            <button aria-label="Boeking ${head?.invoiceNumber} verwijderen">Verwijderen</button>
          </form>
        </details>
      </li>`
    })}
  </ul>`
}

const invoiceFields = (item: { customerId: number; invoiceNumber: number }): Markup =>
  html`<input type="hidden" name="customer" value="${item.customerId}" />
    <input type="hidden" name="invoice_number" value="${item.invoiceNumber}" />`

/** What is still open, with what a bookkeeper does about it. */
export const openItemsBody = (place: Place, today: string): Markup => {
  const { administration } = place
  const items = openItems(administration)
    .filter(({ balanceCents }) => balanceCents !== 0)
    .toReversed()
  if (items.length === 0) return html`<p>Er staat niets open.</p>`
  return html`<div class="scroll">
    <table>
      <caption>
        ${items.length} openstaande posten
      </caption>
      <thead>
        <tr>
          <th scope="col">Factuur</th>
          <th scope="col">Debiteur</th>
          <th scope="col">Vervalt</th>
          <th scope="col" class="amount">Totaal</th>
          <th scope="col" class="amount">Betaald</th>
          <th scope="col" class="amount">Open</th>
          <th scope="col">Doen</th>
        </tr>
      </thead>
      <tbody>
        ${items.map(
          (item) =>
            html`<tr>
              <td>${item.invoiceNumber}</td>
              <td>${item.customerId} ${customerName(administration, String(item.customerId))}</td>
              <td>${dayText(item.dueDate)}${item.dueDate !== null && item.dueDate < today ? ' (verlopen)' : ''}</td>
              <td class="amount">${euro(item.totalCents)}</td>
              <td class="amount">${euro(item.paidCents)}</td>
              <td class="amount">${euro(item.balanceCents)}</td>
              <td>
                <form method="post" action="${pathOf(place)}/betalen" class="inline">
                  ${invoiceFields(item)}
                  <button aria-label="Factuur ${item.invoiceNumber} helemaal betalen">Betalen</button>
                </form>
                <form method="post" action="${pathOf(place)}/betalen" class="inline">
                  ${invoiceFields(item)}
                  <input
                    name="amount"
                    inputmode="decimal"
                    size="7"
                    required
                    aria-label="Bedrag voor factuur ${item.invoiceNumber}"
                  />
                  <button aria-label="Dit bedrag op factuur ${item.invoiceNumber} betalen">Deel betalen</button>
                </form>
                <form method="post" action="${pathOf(place)}/afboeken" class="inline">
                  ${invoiceFields(item)}
                  <button aria-label="Factuur ${item.invoiceNumber} afboeken">Afboeken</button>
                </form>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

/** Lines on debtors in other journals than sales: money, write-offs, offsets. */
export const paymentsBody = (place: Place): Markup => {
  const { administration } = place
  const rows = administration.batches
    .filter((batch) => !isSalesBatch(administration, batch))
    .flatMap((batch) =>
      batch.lines.filter(({ accountType }) => accountType === 'customer').map((line) => ({ batch, line })),
    )
    .toReversed()
  if (rows.length === 0) return html`<p>Nog geen betalingen.</p>`
  return html`<div class="scroll">
    <table>
      <caption>
        Betalingen en afboekingen
      </caption>
      <thead>
        <tr>
          <th scope="col">Datum</th>
          <th scope="col">Dagboek</th>
          <th scope="col">Factuur</th>
          <th scope="col">Debiteur</th>
          <th scope="col" class="amount">Bedrag</th>
          <th scope="col">Doen</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ batch, line }) =>
            html`<tr>
              <td>${dayText(line.documentDate)}</td>
              <td>${journalOf(administration, batch.journalId)?.description ?? batch.journalId}</td>
              <td>${line.invoiceNumber}</td>
              <td>${accountText(administration, line)}</td>
              <td class="amount">${euro(line.creditCents - line.debitCents)}</td>
              <td>
                <form method="post" action="${pathOf(place)}/terugboeken" class="inline">
                  ${invoiceFields({ customerId: Number(line.accountId), invoiceNumber: line.invoiceNumber ?? 0 })}
                  <button aria-label="Betaling van factuur ${line.invoiceNumber} terugboeken">Terugboeken</button>
                </form>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

export const periodsBody = (place: Place): Markup => {
  const { administration } = place
  return html`${administration.fiscalYears.toReversed().map(
    (year) =>
      html`<h2>Boekjaar ${year.fiscalYear} (${dayText(year.startDate)} – ${dayText(year.endDate)})</h2>
        <div class="scroll">
          <table>
            <caption>
              Perioden van ${year.fiscalYear}
            </caption>
            <thead>
              <tr>
                <th scope="col">Periode</th>
                <th scope="col">Van</th>
                <th scope="col">Tot en met</th>
                <th scope="col">Stand</th>
                <th scope="col">Doen</th>
              </tr>
            </thead>
            <tbody>
              ${periodsOf(year).map((period) => {
                const isClosed = isPeriodClosed(administration, year.fiscalYear, period.period)
                const verb = isClosed ? 'Openen' : 'Sluiten'
                return html`<tr>
                  <td>${period.period}</td>
                  <td>${dayText(period.startDate)}</td>
                  <td>${dayText(period.endDate)}</td>
                  <td>${isClosed ? '🔒 Gesloten' : 'Open'}</td>
                  <td>
                    <form method="post" action="${pathOf(place)}/periode" class="inline">
                      <input type="hidden" name="fiscal_year" value="${year.fiscalYear}" />
                      <input type="hidden" name="period" value="${period.period}" />
                      <input type="hidden" name="closed" value="${isClosed ? '0' : '1'}" />
                      <button aria-label="Periode ${period.period} van ${year.fiscalYear} ${verb.toLowerCase()}">
                        ${verb}
                      </button>
                    </form>
                  </td>
                </tr>`
              })}
            </tbody>
          </table>
        </div>`,
  )}`
}
