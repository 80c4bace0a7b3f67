import { html } from 'hono/html'
import { renderPage, type Html } from './page-layout'
import type { OrganizationRow, PersonRow, Tenant } from './records'
import { fullName } from './views'

/** All relations, organizations first. */
export const renderRelations = (tenant: Tenant, { home, message }: { home: string; message: string | null }): Html => {
  const row = (relation: { href: string; name: string; email: string | null; place: string }) =>
    html`<tr>
      <th scope="row" class="free"><a href="${relation.href}">${relation.name}</a></th>
      <td class="free">${relation.email ?? 'geen e-mailadres'}</td>
      <td class="wide">${relation.place}</td>
    </tr>`
  return renderPage({
    title: `Relaties van ${tenant.name}`,
    home,
    message,
    body: html`<table>
      <thead>
        <tr>
          <th scope="col">Naam</th>
          <th scope="col">E-mail</th>
          <th scope="col" class="wide">Plaats</th>
        </tr>
      </thead>
      <tbody>
        ${tenant.organizations.map((organization) =>
          row({
            href: `${home}/v1/crm/organization/view?id=${organization.id}`,
            name: organization.name,
            email: organization.email,
            place: organization.visitingAddress?.locality ?? '',
          }),
        )}
        ${tenant.persons.map((person) =>
          row({
            href: `${home}/v1/crm/person/view?id=${person.id}`,
            name: fullName(person),
            email: person.email,
            place: person.address?.locality ?? '',
          }),
        )}
      </tbody>
    </table>`,
  })
}

export type RelationPageRequest = { home: string; message: string | null }

export const renderOrganization = (row: OrganizationRow, { home, message }: RelationPageRequest): Html =>
  renderPage({
    title: row.name,
    home,
    message,
    body: html`<form method="post" action="${home}/acties/organisatie">
      <input type="hidden" name="id" value="${row.id}" />
      ${field({ label: 'Naam', name: 'naam', value: row.name })}
      ${field({ label: 'E-mail', name: 'email', value: row.email ?? '' })}
      ${field({ label: 'Telefoon', name: 'telefoon', value: row.phone ?? '' })}
      ${field({ label: 'Adres', name: 'adres', value: row.visitingAddress?.line1 ?? '' })}
      ${field({ label: 'Postcode', name: 'postcode', value: row.visitingAddress?.postalCode ?? '' })}
      ${field({ label: 'Plaats', name: 'plaats', value: row.visitingAddress?.locality ?? '' })}
      ${field({ label: 'Btw-nummer', name: 'btw', value: row.vatNumber ?? '' })}
      <button>Relatie opslaan</button>
    </form>`,
  })

export const renderPerson = (row: PersonRow, { home, message }: RelationPageRequest): Html =>
  renderPage({
    title: fullName(row),
    home,
    message,
    body: html`<form method="post" action="${home}/acties/persoon">
      <input type="hidden" name="id" value="${row.id}" />
      ${field({ label: 'Voornaam', name: 'voornaam', value: row.firstName })}
      ${field({ label: 'Achternaam', name: 'achternaam', value: row.familyName })}
      ${field({ label: 'E-mail', name: 'email', value: row.email ?? '' })}
      <button>Relatie opslaan</button>
    </form>`,
  })

const field = ({ label, name, value }: { label: string; name: string; value: string }) =>
  html`<label>${label} <input name="${name}" value="${value}" /></label>`
