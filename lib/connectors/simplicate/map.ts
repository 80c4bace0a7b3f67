import { addDays, isDay } from '@/lib/domain/day'
import type { Debtor, DebtorKey, PostalAddress } from '@/lib/domain/debtor'
import type { Invoice, InvoiceLine, SourceInvoiceState, VatClass } from '@/lib/domain/invoice'
import { multiplyToCents, parseCents, type Cents } from '@/lib/domain/money'
import type { AddressWire, InvoiceLineWire, InvoiceWire, OrganizationWire, PersonWire } from './schemas'

/** A record that is complete in form and still no invoice or debtor; the message names what is missing. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

/** The four statuses that exist as far as is known, as translation keys and as the documentation has them. */
const states: Readonly<Record<string, SourceInvoiceState>> = {
  concept: 'draft',
  draft: 'draft',
  sended: 'sent',
  sent: 'sent',
  expired: 'overdue',
  overdue: 'overdue',
  payed: 'paid',
  paid: 'paid',
}

/** `label_Sended` → `sent`. A status that we do not know is `unknown`, and the invoice counts as sent by its number. */
export const toInvoiceState = (status: string | null): SourceInvoiceState =>
  states[(status ?? '').replace(/^label_/i, '').toLowerCase()] ?? 'unknown'

/** An invoice gets its number and date when it is sent; until then it is nobody's business but Simplicate's. */
export const isDraft = (wire: {
  invoice_number: string | null
  date: string | null
  status: string | null
}): boolean => {
  const state = toInvoiceState(wire.status)
  return state === 'draft' || (state === 'unknown' && (wire.invoice_number === null || wire.date === null))
}

const required = <T>(value: T | null, what: string): T => {
  if (value === null) throw new Unreadable(`${what} is missing`)
  return value
}

const toDebtorKey = (wire: InvoiceWire): DebtorKey => {
  const organizationRef = wire.organization?.id ?? wire.organization_id
  if (organizationRef !== null)
    return { ref: organizationRef, kind: 'organization', name: wire.organization?.name ?? organizationRef }
  const personRef = required(wire.person?.id ?? wire.person_id, 'organization or person')
  return { ref: personRef, kind: 'person', name: wire.person?.full_name ?? wire.person?.name ?? personRef }
}

/** Percent as the source writes it, in basis points: `"21"` → 2100, `"5.5"` → 550. */
const toBasisPoints = (percentage: string): number => parseCents(percentage)

export const toVatClass = (wire: NonNullable<InvoiceLineWire['vat_class']>): VatClass => ({
  ref: wire.id,
  code: wire.code,
  label: wire.label ?? wire.code ?? wire.id,
  vatBasisPoints: wire.percentage === null ? null : toBasisPoints(wire.percentage),
})

const toLine = (wire: InvoiceLineWire, fallbackRef: string): InvoiceLine => {
  const quantity = wire.amount ?? '0'
  const unitPrice = wire.price ?? '0'
  return {
    ref: wire.id ?? fallbackRef,
    description: wire.description ?? '',
    quantity,
    unitPrice,
    netCents: multiplyToCents(quantity, unitPrice),
    vatCents: parseCents(wire.total_vat ?? '0'),
    vatClass: wire.vat_class === null ? null : toVatClass(wire.vat_class),
    revenueGroup:
      wire.revenue_group === null
        ? null
        : { ref: wire.revenue_group.id, label: wire.revenue_group.label ?? wire.revenue_group.id },
  }
}

/** The whole days of a payment term; Simplicate has no due date, it is the date plus these days. */
const toDays = (days: string | null | undefined): number => {
  if (days === null || days === undefined) return 0
  if (!/^\d{1,4}(?:\.0+)?$/.test(days)) throw new Unreadable('payment_term.days is no number of days')
  return Math.trunc(Number(days))
}

/** A sent invoice. @throws Unreadable naming the field that is missing; RangeError for an amount beyond counting. */
export const toInvoice = (wire: InvoiceWire): Invoice => {
  const issuedOn = required(wire.date, 'date')
  if (!isDay(issuedOn)) throw new Unreadable('date is no day of the calendar')
  const paymentTermDays = toDays(wire.payment_term?.days)
  const sourceState = toInvoiceState(wire.status)
  return {
    ref: wire.id,
    number: required(wire.invoice_number, 'invoice_number'),
    issuedOn,
    dueOn: addDays(issuedOn, paymentTermDays),
    paymentTermDays,
    companyProfileRef: required(
      wire.my_organization_profile_id ?? wire.my_organization_profile?.id ?? null,
      'my_organization_profile_id',
    ),
    debtor: toDebtorKey(wire),
    subject: wire.subject ?? '',
    lines: wire.invoice_lines.map((line, at) => toLine(line, `${wire.id}#${String(at + 1)}`)),
    netCents: parseCents(wire.total_excluding_vat),
    vatCents: parseCents(wire.total_vat),
    grossCents: parseCents(wire.total_including_vat),
    outstandingCents: toOutstanding(wire, sourceState),
    sourceState,
    sourceUrl: toWebAddress(wire.simplicate_url),
    updatedAt: wire.updated_at ?? wire.created_at ?? '',
  }
}

const toOutstanding = (wire: InvoiceWire, state: SourceInvoiceState): Cents => {
  if (wire.total_outstanding !== null) return parseCents(wire.total_outstanding)
  return state === 'paid' ? 0 : parseCents(wire.total_including_vat)
}

/** Only a web address may become a link on our pages: `javascript:` is an address too. */
const toWebAddress = (url: string | null): string | null =>
  url !== null && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null

const toAddress = (wire: AddressWire | null): PostalAddress | null => {
  if (wire === null) return null
  const street = [wire.line_1, wire.line_2].filter((line) => line !== null).join(', ')
  if (street === '' && wire.locality === null && wire.postal_code === null) return null
  return {
    street,
    postalCode: (wire.postal_code ?? '').trim().toUpperCase(),
    city: wire.locality ?? '',
    countryCode: (wire.country_code ?? 'NL').toUpperCase(),
  }
}

const trimmed = (text: string | null): string | null => {
  const left = text?.trim() ?? ''
  return left === '' ? null : left
}

export const toOrganization = (wire: OrganizationWire): Debtor => ({
  ref: wire.id,
  kind: 'organization',
  name: wire.name.trim(),
  email: trimmed(wire.email),
  phone: trimmed(wire.phone),
  website: trimmed(wire.url),
  address: toAddress(
    (wire.has_different_postal_address === true ? wire.postal_address : wire.visiting_address) ??
      wire.visiting_address ??
      wire.postal_address,
  ),
  cocNumber: trimmed(wire.coc_code),
  // Simplicate asks its users to leave blanks and dots out for a link; not all do.
  vatNumber: trimmed(wire.vat_number?.replace(/[\s.-]/g, '').toUpperCase() ?? null),
  updatedAt: wire.updated_at ?? wire.created_at ?? '',
})

export const toPerson = (wire: PersonWire): Debtor => ({
  ref: wire.id,
  kind: 'person',
  name: required(
    trimmed(wire.full_name) ??
      trimmed([wire.first_name, wire.family_name_prefix, wire.family_name].filter((part) => part !== null).join(' ')),
    'full_name',
  ),
  email: trimmed(wire.email),
  phone: trimmed(wire.phone),
  website: trimmed(wire.website_url),
  address: toAddress(wire.address?.[0] ?? null),
  cocNumber: null,
  vatNumber: null,
  updatedAt: wire.updated_at ?? wire.created_at ?? '',
})
