import { z } from 'zod'
import { parseWireCents, parseWireDay } from './wire'

/**
 * Answers are read tolerantly: omniboost/go-minox accepts ids as strings and empty strings for absent values,
 * and onetoweb/minox shows that a scalar may stand where an object is expected.
 */
const emptyAsAbsent = (value: unknown): unknown =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0) ? undefined : value

const optional = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(emptyAsAbsent, schema.optional())
/** A list of one may come as the one itself: taking it for none would lose an address, and make a second debtor. */
const toList = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value as unknown[]
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0 ? [value] : []
}
const listOf = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(toList, z.array(schema))

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String)
const integer = z
  .union([z.number(), z.string().regex(/^\s*-?\d+\s*$/)])
  .transform(Number)
  .pipe(z.int())
const decimal = z.union([z.number(), z.string()]).transform(Number).pipe(z.number())
const flag = z.union([
  z.boolean(),
  z.literal(['true', '1', 1]).transform(() => true),
  z.literal(['false', '0', 0]).transform(() => false),
])

const cents = z.union([z.number(), z.string()]).transform((value, context) => {
  const parsed = parseWireCents(value)
  if (parsed === null) context.addIssue({ code: 'custom', message: 'not an amount in whole cents' })
  return parsed ?? z.NEVER
})
const day = z.string().transform((value, context) => {
  const parsed = parseWireDay(value)
  if (parsed === null) context.addIssue({ code: 'custom', message: 'not a date' })
  return parsed ?? z.NEVER
})

export const administrationWire = z.object({
  id: text,
  name: optional(text),
  number_of_periods: optional(integer),
  fiscal_years: listOf(
    z.object({
      fiscal_year: integer,
      number_of_periods: optional(integer),
      start_date: day,
      end_date: day,
    }),
  ),
})

const vatReference = z.object({
  id: optional(integer),
  type: optional(text),
  percentage: optional(decimal),
  account_id: optional(text),
  description: optional(text),
  amount: optional(cents),
})

export const ledgerAccountWire = z.object({
  id: text,
  description: optional(text),
  vat: optional(vatReference),
  allow_free_vat_input: optional(flag),
  isBalance: optional(flag),
  balance: optional(z.object({ isBalance: optional(flag) })),
  blocked: optional(z.object({ active: optional(flag), reason: optional(text) })),
  rgs: listOf(z.object({ reference_code: optional(text) })),
})

export const vatWire = vatReference.extend({ id: integer })

export const journalWire = z.object({ id: text, description: optional(text), type: optional(text) })

export const paymentTermWire = z.object({ id: integer, description: optional(text), days: optional(integer) })

const emailAddressWire = z.looseObject({ email_address_type: optional(text), email_address: optional(text) })
const phoneNumberWire = z.looseObject({ phone_number_type: optional(text), phone_number: optional(text) })

/** Loose, because an update sends the whole address back: what this version does not know must survive. */
const addressWire = z.looseObject({
  address_type: optional(text),
  name: optional(text),
  streetname_and_number: optional(text),
  postal_code: optional(text),
  city: optional(text),
  country_code: optional(text),
  www: optional(text),
  phone_numbers: listOf(phoneNumberWire),
  email_addresses: listOf(emailAddressWire),
})

export const customerWire = z.object({
  id: text,
  addresses: listOf(addressWire),
  vat: optional(z.looseObject({ vat_registration_number: optional(text) })),
  chamber_of_commerce: optional(text),
  blocked: optional(z.object({ active: optional(flag) })),
  externalid: optional(text),
})

export const messageWire = z.object({
  message_code: optional(text),
  message_type: optional(text),
  message: optional(text),
  field: optional(text),
})

export const transactionLineWire = z.object({
  id: optional(text),
  batch_id: optional(text),
  account: z.object({ id: text, type: optional(text) }),
  debit: optional(cents),
  credit: optional(cents),
  document_date: optional(day),
  due_date: optional(day),
  invoice_number: optional(integer),
  journal: optional(
    z.object({ id: text, type: optional(text), description: optional(text), line_number: optional(integer) }),
  ),
  period: optional(z.object({ id: optional(integer), fiscal_year: optional(integer) })),
  description: optional(text),
  vat: optional(vatReference),
  messages: listOf(messageWire),
})

export const receivableWire = z.object({
  account_id: optional(text),
  account: optional(z.object({ id: optional(text) })),
  invoice_number: integer,
  total: cents,
  paid: optional(cents),
  balance: optional(cents),
})

/** All three are required, after a refresh as well: onetoweb/minox `Client::updateToken` refuses an answer without them. */
export const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.coerce.number().positive(),
})

export const inspectAnswer = z.object({
  linked_tenants: listOf(z.object({ tenant_id: text, tenant_name: optional(text) })),
})

export type AdministrationWire = z.infer<typeof administrationWire>
export type LedgerAccountWire = z.infer<typeof ledgerAccountWire>
export type VatWire = z.infer<typeof vatWire>
export type JournalWire = z.infer<typeof journalWire>
export type PaymentTermWire = z.infer<typeof paymentTermWire>
export type CustomerWire = z.infer<typeof customerWire>
export type AddressWire = z.infer<typeof addressWire>
export type MessageWire = z.infer<typeof messageWire>
export type TransactionLineWire = z.infer<typeof transactionLineWire>
export type ReceivableWire = z.infer<typeof receivableWire>
