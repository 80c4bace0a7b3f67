import { z } from 'zod'
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

const text = z.union([z.string(), z.number()]).transform(String)
const id = z.string().min(1)

/** A decimal as text, so that no digit is lost on the way to cents. Exponents and separators are no decimals. */
export const decimal = z.union([z.string(), z.number()]).transform((value, context) => {
  const written = String(value).trim()
  if (isDecimal(written)) return written
  context.addIssue({ code: 'custom', message: 'is no decimal number' })
  return z.NEVER
})

const flag = z
  .union([z.boolean(), z.number(), z.string()])
  .transform((value) => value === true || value === 1 || value === '1')

/** `YYYY-MM-DD`, with or without a time; a zero date means none. */
const day = z.string().transform((value, context) => {
  const written = value.slice(0, 10)
  if (/^0000|^1970-01-01/.test(written)) return null
  if (/^\d{4}-\d{2}-\d{2}$/.test(written)) return written
  context.addIssue({ code: 'custom', message: 'is no date' })
  return z.NEVER
})

/** `YYYY-MM-DD HH:MM:SS` whatever the notation; it carries no zone, so it is compared with its own kind only. */
const stamp = z.string().transform((value, context) => {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})/.exec(value)
  if (match) return `${match[1] ?? ''} ${match[2] ?? ''}`
  context.addIssue({ code: 'custom', message: 'is no time' })
  return z.NEVER
})

/** Documented as text, in reality an object whose `name` is a translation key (`label_Sended`). */
const status = z.union([
  z.string(),
  z.object({ name: optional(text), label: optional(text) }).transform(({ name, label }) => name ?? label ?? ''),
])

const named = z.object({ id, name: optional(text), full_name: optional(text) })
const vatClass = z.object({ id, code: optional(text), label: optional(text), percentage: optional(decimal) })
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
  invoice_lines: z.preprocess((value) => (isNothing(value) ? [] : value), z.array(invoiceLine)),
  organization: optional(named),
  organization_id: optional(id),
  person: optional(named),
  person_id: optional(id),
  my_organization_profile_id: optional(id),
  my_organization_profile: optional(z.object({ id })),
  created_at: optional(stamp),
  updated_at: optional(stamp),
  simplicate_url: optional(text),
})
export type InvoiceWire = z.infer<typeof invoiceWire>
export type InvoiceLineWire = InvoiceWire['invoice_lines'][number]

/** What tells a draft from an invoice; read first, since a draft may lack anything else. */
export const draftWire = z.object({ invoice_number: optional(text), date: optional(day), status: optional(status) })

/** What can be said of a record that cannot be read. */
export const labelWire = z.object({
  id: optional(text),
  invoice_number: optional(text),
  name: optional(text),
  full_name: optional(text),
  updated_at: optional(stamp),
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
  address: optional(z.union([z.array(addressWire), addressWire.transform((one) => [one])])),
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

/** `{data: {id}}`, also for a create; the status is 200. */
export const createdWire = z.object({ id })

export const tokenWire = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.union([z.number(), z.string()]).transform(Number).pipe(z.number().positive()),
})

export const userinfoWire = z.object({ sub: text, email: optional(text), name: optional(text) })
