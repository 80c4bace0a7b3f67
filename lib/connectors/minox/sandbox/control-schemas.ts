import { z } from 'zod'
import { isDay } from '@/lib/domain/day'
import { parseCents } from '@/lib/domain/money'

/** Bodies of the control plane, in the words of the API: amounts in euros, days as text. */
const day = z.string().refine(isDay)
const amount = z
  .union([z.number(), z.string()])
  .transform(String)
  .refine((text) => /^-?\d+(?:\.\d{1,2})?$/.test(text))
  .transform(parseCents)

const place = { tenant: z.number().int().default(12345), administration: z.number().int() }
const invoice = { ...place, customer: z.number().int(), invoice_number: z.number().int(), date: day.optional() }

export const clockBody = z.union([
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
  z.strictObject({ advance_ms: z.number().int() }),
])
export const payBody = z.strictObject({ ...invoice, amount: amount.optional(), journal: z.string().default('BANK') })
export const writeOffBody = z.strictObject({ ...invoice, amount: amount.optional() })
export const reverseBody = z.strictObject(invoice)
export const offsetBody = z.strictObject({ ...invoice, credit_invoice_number: z.number().int() })
export const periodBody = z.strictObject({
  ...place,
  fiscal_year: z.number().int(),
  period: z.number().int(),
  closed: z.boolean(),
})
export const blockBody = z.strictObject({
  ...place,
  ledger_account: z.number().int().optional(),
  customer: z.number().int().optional(),
  blocked: z.boolean().default(true),
  reason: z.string().default('Geblokkeerd door de boekhouder'),
})
export const removeBody = z.strictObject({ ...place, batch: z.string() })
export const rateBody = z.strictObject({ profile: z.enum(['normal', 'torture', 'off']) })
export const revokeBody = z.strictObject({ tenant: z.number().int().default(12345) })
export const tokenBody = z.strictObject({
  tenant: z.number().int().default(12345),
  administrations: z.array(z.number().int()).optional(),
  scopes: z.array(z.string()).optional(),
})
export const flushBody = z.strictObject({ duplicate: z.boolean().default(false), reorder: z.boolean().default(false) })
