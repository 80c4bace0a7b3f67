import { html } from 'hono/html'
import type { AdministrationRow, TenantRow } from '../records'
import type { Markup } from './layout'

export const sections = {
  boekingen: 'Verkoopboekingen',
  openstaand: 'Openstaande posten',
  betalingen: 'Betalingen',
  debiteuren: 'Debiteuren',
  rekeningen: 'Grootboekrekeningen',
  perioden: 'Perioden',
} as const

export type Section = keyof typeof sections

export const isSection = (text: string): text is Section => text in sections

export type Place = { tenant: TenantRow; administration: AdministrationRow }

export const pathOf = ({ tenant, administration }: Place): string => `/boeken/${tenant.id}/${administration.id}`

export const navigationOf = (place: Place, current: Section | null): Markup =>
  html`<p>Klantnummer ${place.tenant.id} · administratie ${place.administration.id} ${place.administration.name}</p>
    <nav aria-label="Administratie">
      <ul>
        ${Object.entries(sections).map(
          ([section, title]) =>
            html`<li>
              <a href="${pathOf(place)}/${section}" ${section === current ? html`aria-current="page"` : ''}>${title}</a>
            </li>`,
        )}
      </ul>
    </nav>`

const euroFormat = new Intl.NumberFormat('nl-NL', { style: 'currency', currency: 'EUR' })
export const euro = (cents: number): string => euroFormat.format(cents / 100)

const dayFormat = new Intl.DateTimeFormat('nl-NL', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
export const dayText = (day: string | null): string =>
  day === null ? '' : dayFormat.format(new Date(`${day}T00:00:00Z`))
