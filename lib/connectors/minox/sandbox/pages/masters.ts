import { html } from 'hono/html'
import { emailsOf, nameOf } from '../books'
import type { Block, CustomerRow } from '../records'
import { accountBalances } from '../receivables'
import type { Markup } from './layout'
import { euro, pathOf, type Place } from './navigation'

const blockForm = (
  place: Place,
  target: { field: 'customer' | 'ledger_account'; id: number; blocked: Block },
): Markup => {
  const verb = target.blocked.active ? 'Deblokkeren' : 'Blokkeren'
  return html`<form method="post" action="${pathOf(place)}/blokkeren/${target.field}" class="inline">
    <input type="hidden" name="${target.field}" value="${target.id}" />
    <input type="hidden" name="blocked" value="${target.blocked.active ? '0' : '1'}" />
    <button aria-label="${target.id} ${verb.toLowerCase()}">${verb}</button>
  </form>`
}

const stand = (blocked: Block): string => (blocked.active ? `⛔ Geblokkeerd: ${blocked.reason}` : 'In gebruik')

const addressField = (customer: CustomerRow, field: string): string => {
  const value = customer.addresses[0]?.[field]
  return typeof value === 'string' ? value : ''
}

const customerForm = (place: Place, customer: CustomerRow): Markup =>
  html`<details>
    <summary>Wijzigen</summary>
    <form method="post" action="${pathOf(place)}/debiteur" class="stacked">
      <input type="hidden" name="customer" value="${customer.id}" />
      <label>Naam <input name="name" required value="${nameOf(customer)}" /></label>
      <label>E-mail <input name="email" type="email" value="${emailsOf(customer)[0] ?? ''}" /></label>
      <label>Straat <input name="street" value="${addressField(customer, 'streetname_and_number')}" /></label>
      <label>Postcode <input name="postal_code" value="${addressField(customer, 'postal_code')}" /></label>
      <label>Plaats <input name="city" value="${addressField(customer, 'city')}" /></label>
      <button>Opslaan</button>
    </form>
  </details>`

export const customersBody = (place: Place): Markup =>
  html`<div class="scroll">
    <table>
      <caption>
        ${place.administration.customers.length} debiteuren
      </caption>
      <thead>
        <tr>
          <th scope="col">Nummer</th>
          <th scope="col">Naam</th>
          <th scope="col">E-mail</th>
          <th scope="col">Btw-nummer</th>
          <th scope="col">Extern id</th>
          <th scope="col">Stand</th>
          <th scope="col">Doen</th>
        </tr>
      </thead>
      <tbody>
        ${place.administration.customers.toReversed().map(
          (customer) =>
            html`<tr>
              <td>${customer.id}</td>
              <td>${nameOf(customer)}<br /><span class="muted">${addressField(customer, 'city')}</span></td>
              <td>${emailsOf(customer).join(', ')}</td>
              <td>
                ${typeof customer.vat.vat_registration_number === 'string' ? customer.vat.vat_registration_number : ''}
              </td>
              <td>${customer.externalid}</td>
              <td>${stand(customer.blocked)}</td>
              <td>
                ${blockForm(place, { field: 'customer', id: customer.id, blocked: customer.blocked })}
                ${customerForm(place, customer)}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`

export const accountsBody = (place: Place): Markup => {
  const { administration } = place
  const balances = accountBalances(administration)
  return html`<div class="scroll">
    <table>
      <caption>
        Grootboekrekeningen met saldo
      </caption>
      <thead>
        <tr>
          <th scope="col">Nummer</th>
          <th scope="col">Omschrijving</th>
          <th scope="col">Btw</th>
          <th scope="col" class="amount">Saldo (debet − credit)</th>
          <th scope="col">Stand</th>
          <th scope="col">Doen</th>
        </tr>
      </thead>
      <tbody>
        ${administration.ledgerAccounts.map(
          (account) =>
            html`<tr>
              <td>${account.id}</td>
              <td>${account.description}</td>
              <td>${administration.vatCodes.find(({ id }) => id === account.vatId)?.description ?? ''}</td>
              <td class="amount">${euro(balances.get(`ledger_account/${account.id}`) ?? 0)}</td>
              <td>${stand(account.blocked)}</td>
              <td>${blockForm(place, { field: 'ledger_account', id: account.id, blocked: account.blocked })}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}
