import { html } from 'hono/html'
import { sandboxClient, scopeNames } from './grants'
import { page, type Markup } from './pages/layout'
import type { TenantRow } from './records'

/** The sign-in page: customer number, user and password stay here, no program sees them. */
export const loginPage = (form: {
  hidden: Record<string, string>
  customerNumber: string
  user: string
  problem: string | null
}): Markup =>
  page({
    title: 'Inloggen',
    ...(form.problem === null ? {} : { notice: { text: form.problem, isProblem: true } }),
    body: html`<p>${sandboxClient.name} vraagt toegang tot uw administratie.</p>
      <form method="post" action="/oauth/login" class="stacked">
        ${hiddenFields(form.hidden)}
        <label>
          Klantnummer
          <input name="customer_number" inputmode="numeric" required value="${form.customerNumber}" />
        </label>
        <label>
          Gebruiker
          <input name="user" autocomplete="username" required value="${form.user}" />
        </label>
        <label>
          Wachtwoord
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        <button>Inloggen</button>
      </form>`,
  })

/** The consent page, with the administrations that the program may reach. */
export const consentPage = (consent: {
  token: string
  tenant: TenantRow
  scopes: readonly string[]
  problem: string | null
}): Markup =>
  page({
    title: 'Toegang toestaan',
    ...(consent.problem === null ? {} : { notice: { text: consent.problem, isProblem: true } }),
    body: html`<p>
        <strong>${sandboxClient.name}</strong> vraagt toegang tot klantnummer ${consent.tenant.id}
        (${consent.tenant.name}) om:
      </p>
      <ul>
        ${consent.scopes.map((scope) => html`<li>${scopeNames[scope] ?? scope}</li>`)}
      </ul>
      <form method="post" action="/oauth/consent" class="stacked">
        <input type="hidden" name="token" value="${consent.token}" />
        <fieldset>
          <legend>Administraties</legend>
          ${consent.tenant.administrations.map(
            ({ id, name }) =>
              html`<label><input type="checkbox" name="administration" value="${id}" checked /> ${id} ${name}</label>`,
          )}
        </fieldset>
        <p>
          <button name="decision" value="allow">Toestaan</button>
          <button name="decision" value="deny">Weigeren</button>
        </p>
      </form>`,
  })

export const problemPage = (problem: string): Markup =>
  page({
    title: 'Koppelen lukt niet',
    notice: { text: problem, isProblem: true },
    body: html`<p>Sluit dit venster.</p>`,
  })

const hiddenFields = (fields: Record<string, string>): Markup =>
  html`${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}`
