import Big from 'big.js'
import { z } from 'zod'
import { isDay } from '@/lib/domain/day'
import { isDecimal } from '@/lib/domain/money'

/**
 * Simplicate writes numbers as numbers or as text, leaves keys out instead of null, and writes an empty list where an
 * object without fields is meant (seen in steef-paqt/simplicate-api-client and peterpeerdeman/node-simplicate). So
 * everything that can be missing is read as null, and only what a record cannot do without makes it unreadable.
 */
const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (isNothing(value) ? null : value), schema.nullable().default(null))

/** PHP writes a list with gaps as an object with numbers for keys. */
export const toList = (value: unknown): unknown => {
  if (isNothing(value)) return []
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.keys(value).every((key) => /^\d+$/.test(key)) ? Object.values(value) : value
}

const text = z.union([z.string(), z.number()]).transform(String)
const id = z.string().min(1)

/** What a double holds for certain of a decimal that somebody wrote. */
const certainDigits = 15
/** The decimals that our amounts can have, see `isDecimal`. */
const mostDecimals = 12

/**
 * A JSON number is a double by the time we see it. Fifteen digits give back exactly what was written; what lies beyond is
 * the noise of sums made in doubles on the other side (`0.1 + 0.2`), and would make an amount unreadable.
 */
const writeNumber = (value: number): string =>
  Number.isFinite(value)
    ? new Big(value).prec(certainDigits, Big.roundHalfUp).round(mostDecimals, Big.roundHalfUp).toFixed()
    : String(value)

/** A decimal as text, so that no digit is lost on the way to cents. Text with an exponent or a separator is no decimal. */
export const decimal = z.union([z.string(), z.number()]).transform((value, context) => {
  const written = typeof value === 'number' ? writeNumber(value) : value.trim()
  if (isDecimal(written)) return written
  context.addIssue({ code: 'custom', message: 'is no decimal number' })
  return z.NEVER
})

const flag = z
  .union([z.boolean(), z.number(), z.string()])
  .transform((value) => value === true || value === 1 || value === '1' || value === 'true')

/** Empty dates of old databases; seen in peterpeerdeman/node-simplicate. */
const isZeroDate = (written: string): boolean => written.startsWith('0000') || written.startsWith('1970-01-01')

/** `YYYY-MM-DD`, with or without a time; a zero date means none. */
const day = z.string().transform((value, context) => {
  const written = value.slice(0, 10)
  if (isZeroDate(written)) return null
  if (isDay(written)) return written
  context.addIssue({ code: 'custom', message: 'is no date' })
  return z.NEVER
})

/** `YYYY-MM-DD HH:MM:SS` whatever the notation; it carries no zone, so it is compared with its own kind only. */
const stamp = z.string().transform((value, context) => {
  const [, on = '', at = ''] = /^(\d{4}-\d{2}-\d{2})[ T]((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)/.exec(value) ?? []
  if (isZeroDate(value)) return null
  if (isDay(on)) return `${on} ${at}`
  context.addIssue({ code: 'custom', message: 'is no time' })
  return z.NEVER
})

/** Documented as text, in reality an object whose `name` is a translation key (`label_Sended`). */
const status = z.union([
  z.string(),
  z.object({ name: optional(text), label: optional(text) }).transform(({ name, label }) => name ?? label ?? ''),
])

const list = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(toList, z.array(schema))

const named = z.object({ id: optional(id), name: optional(text), full_name: optional(text) })
// A percentage is shown and compared, never calculated with: one that cannot be read does not stop an invoice.
const vatClass = z.object({
  id,
  code: optional(text),
  label: optional(text),
  percentage: optional(decimal).catch(null),
})
const revenueGroup = z.object({ id, label: optional(text) })

const invoiceLine = z.object({
  id: optional(id),
  description: optional(text),
  amount: optional(decimal),
  price: optional(decimal),
  total_vat: optional(decimal),
  vat_class: optional(vatClass),
  revenue_group: optional(revenueGroup),
})

export const invoiceWire = z.object({
  id,
  invoice_number: optional(text),
  date: optional(day),
  status: optional(status),
  subject: optional(text),
  total_excluding_vat: decimal,
  total_vat: decimal,
  total_including_vat: decimal,
  total_outstanding: optional(decimal),
  payment_term: optional(z.object({ days: optional(decimal) })),
  invoice_lines: list(invoiceLine),
  organization: optional(named),
  organization_id: optional(id),
  person: optional(named),
  person_id: optional(id),
  my_organization_profile_id: optional(id),
  my_organization_profile: optional(named),
  created_at: optional(stamp),
  updated_at: optional(stamp),
  simplicate_url: optional(text),
})
export type InvoiceWire = z.infer<typeof invoiceWire>
export type InvoiceLineWire = InvoiceWire['invoice_lines'][number]

/** What tells a draft from an invoice; read first, since a draft may lack anything else. */
export const draftWire = z.object({ invoice_number: optional(text), date: optional(day), status: optional(status) })

/** What can be said of a record that cannot be read: each field by itself. */
export const labelWire = z.object({
  id: optional(text).catch(null),
  invoice_number: optional(text).catch(null),
  name: optional(text).catch(null),
  full_name: optional(text).catch(null),
  updated_at: optional(stamp).catch(null),
})

const addressWire = z.object({
  line_1: optional(text),
  line_2: optional(text),
  postal_code: optional(text),
  locality: optional(text),
  country_code: optional(text),
})
export type AddressWire = z.infer<typeof addressWire>

export const organizationWire = z.object({
  id,
  name: z.string().min(1),
  email: optional(text),
  phone: optional(text),
  url: optional(text),
  coc_code: optional(text),
  vat_number: optional(text),
  has_different_postal_address: optional(flag),
  visiting_address: optional(addressWire),
  postal_address: optional(addressWire),
  created_at: optional(stamp),
  updated_at: optional(stamp),
})
export type OrganizationWire = z.infer<typeof organizationWire>

export const personWire = z.object({
  id,
  full_name: optional(text),
  first_name: optional(text),
  family_name_prefix: optional(text),
  family_name: optional(text),
  email: optional(text),
  phone: optional(text),
  website_url: optional(text),
  // Documented as a list; an object is taken as well.
  address: optional(z.preprocess(toList, z.union([z.array(addressWire), addressWire.transform((one) => [one])]))),
  created_at: optional(stamp),
  updated_at: optional(stamp),
})
export type PersonWire = z.infer<typeof personWire>

export const paymentWire = z.object({
  id,
  invoice_id: id,
  date: optional(day),
  amount: decimal,
  description: optional(text),
})

/** Which invoice a payment is on, when nothing else of it can be read. */
export const paymentOwnerWire = z.object({ invoice_id: id })

export const profileWire = z.object({
  id,
  name: optional(text),
  organization: optional(named),
  blocked: optional(flag),
})

export const revenueGroupWire = revenueGroup
export const vatClassWire = vatClass

export const messageWire = z.object({ id, title: optional(text), content: optional(text) })
export const messageTypeWire = z.object({ id, label: optional(text), blocked: optional(flag) })

/** On reading, `linked_to` is a list of `{<entity>_id, label}`; documented as `{id, type}` (steef-paqt, commit d2572e6). */
const linkWire = z.object({ invoice_id: optional(text), id: optional(text) })
export const documentWire = z.object({
  // It becomes part of an address.
  id: z.string().regex(/^[\w:-]+$/),
  title: optional(text),
  document_type: optional(z.object({ label: optional(text) })),
  linked_to: z.preprocess(toList, z.union([z.array(linkWire), linkWire.transform((one) => [one])])),
  created_at: optional(stamp),
})
export type DocumentWire = z.infer<typeof documentWire>

/** `{data: {id}}`, also for a create; the status is 200. */
export const createdWire = z.object({ id })

export const tokenWire = z.object({
  access_token: z.string().min(1),
  // Left out by a server that does not rotate it (RFC 6749 § 6).
  refresh_token: optional(z.string()),
  expires_in: z.union([z.number(), z.string()]).transform(Number).pipe(z.number().positive()),
})

/** What the token endpoint says when it refuses (RFC 6749 § 5.2). */
export const tokenRefusalWire = z.object({ error: z.string() })

export const userinfoWire = z.object({ sub: text, email: optional(text), name: optional(text) })
