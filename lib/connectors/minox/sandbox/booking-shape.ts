import { z } from 'zod'
import { isDay, type Day } from '@/lib/domain/day'
import type { Cents } from '@/lib/domain/money'
import { error, type Message } from './messages'

/** A line of a batch as it was sent and understood. */
export type SentLine = {
  accountId: string
  accountType: 'ledger_account' | 'customer' | 'supplier'
  debitCents: Cents
  creditCents: Cents
  documentDate: Day
  dueDate: Day | null
  entryNumber: number | null
  invoiceNumber: number | null
  journalId: string
  fiscalYear: number
  period: number
  description: string
  paymentTermId: number | null
  costCenterId: number | null
  vat: { id: number; amountCents: Cents | null } | null
  currencyId: string | null
}

type Mode = 'strict' | 'lenient'

const mostLines = 8999
const largestAmount = 1e12

const toCents = (amount: number): Cents | null => {
  const cents = Math.round(amount * 100)
  return Math.abs(amount * 100 - cents) < 1e-4 && Math.abs(amount) < largestAmount ? cents : null
}

/** Strict: the JSON type must be right. Lenient: text that means a number is one, and empty text is no value. */
const fields = (mode: Mode) => {
  const loose = <Schema extends z.ZodType>(schema: Schema, convert: (value: unknown) => unknown) =>
    mode === 'strict' ? schema : z.preprocess(convert, schema)
  const asNumber = (value: unknown) =>
    typeof value === 'string' && value.trim() !== ''
      ? Number(value)
      : value === '' || value === null
        ? undefined
        : value
  const asText = (value: unknown) => (typeof value === 'number' ? String(value) : value)
  const object = <Shape extends z.ZodRawShape>(shape: Shape) =>
    mode === 'strict' ? z.strictObject(shape) : z.object(shape)
  const amount = z.number().transform((value, context) => {
    const cents = toCents(value)
    if (cents === null) context.addIssue({ code: 'custom', message: 'amount' })
    return cents ?? z.NEVER
  })
  const day = z.string().refine(isDay)
  return {
    object,
    integer: loose(z.int(), asNumber),
    optionalInteger: loose(z.int().optional(), asNumber),
    amount: loose(amount, asNumber),
    optionalAmount: loose(amount.optional(), asNumber),
    text: loose(z.string(), asText),
    day,
    optionalDay: loose(day.optional(), (value) => (value === '' || value === null ? undefined : value)),
    accountType: z.enum(['ledger_account', 'customer', 'supplier']),
  }
}

const lineSchema = (mode: Mode) => {
  const f = fields(mode)
  const id = f.object({ id: f.integer })
  return f.object({
    account: f.object({
      id: f.text.pipe(z.string().regex(/^[1-9]\d{0,5}$/)),
      scheme: mode === 'strict' ? z.literal('MINOX') : z.literal('MINOX').optional(),
      type: mode === 'strict' ? f.accountType : f.accountType.optional(),
    }),
    debit: f.amount,
    credit: f.amount,
    document_date: f.day,
    due_date: f.optionalDay,
    entry_number: f.optionalInteger,
    invoice_number: f.optionalInteger,
    journal: f.object({ id: f.text }),
    period: f.object({ id: f.integer, fiscal_year: f.integer }),
    description: f.text,
    payment_term: id.optional(),
    cost_center: id.optional(),
    vat: f.object({ id: f.integer, amount: f.optionalAmount }).optional(),
    currency: f.object({ id: f.text }).optional(),
  })
}

const schemas = { strict: z.array(lineSchema('strict')), lenient: z.array(lineSchema('lenient')) }

/** The lines of a request body, or what is wrong with its shape, field by field. */
export const readLines = (body: unknown, mode: Mode): { lines: SentLine[] } | { messages: Message[] } => {
  if (!Array.isArray(body)) return { messages: [error('BODY_INVALID', '', 'Een boeking is een lijst van regels')] }
  if (body.length === 0) return { messages: [error('LINES_EMPTY', '', 'Boeking bevat geen regels')] }
  if (body.length > mostLines)
    return { messages: [error('LINES_TOO_MANY', '', `Boeking bevat meer dan ${mostLines} regels`)] }
  const parsed = schemas[mode].safeParse(body)
  if (!parsed.success) return { messages: parsed.error.issues.map(toMessage) }
  return {
    lines: parsed.data.map((line) => ({
      accountId: line.account.id,
      accountType:
        line.account.type ?? (line.invoice_number !== undefined && line.due_date ? 'customer' : 'ledger_account'),
      debitCents: line.debit,
      creditCents: line.credit,
      documentDate: line.document_date,
      dueDate: line.due_date ?? null,
      entryNumber: line.entry_number ?? null,
      invoiceNumber: line.invoice_number ?? null,
      journalId: line.journal.id,
      fiscalYear: line.period.fiscal_year,
      period: line.period.id,
      description: line.description,
      paymentTermId: line.payment_term?.id ?? null,
      costCenterId: line.cost_center?.id ?? null,
      vat: line.vat ? { id: line.vat.id, amountCents: line.vat.amount ?? null } : null,
      currencyId: line.currency?.id ?? null,
    })),
  }
}

const toMessage = (issue: z.core.$ZodIssue): Message => {
  const field = toField(issue.path)
  if (issue.code === 'unrecognized_keys')
    return error('FIELD_UNKNOWN', field, `Onbekend veld: ${issue.keys.join(', ')}`)
  if (/\.(?:debit|credit)$/.test(field)) return error('AMOUNT_INVALID', field, 'Bedrag is ongeldig')
  if (/\.account\./.test(field)) return error('ACCOUNT_ID_INVALID', field, 'Rekening is ongeldig')
  if (field.endsWith('.invoice_number'))
    return error('INVOICE_NUMBER_INVALID', field, 'Factuurnummer mag alleen cijfers bevatten')
  return error('FIELD_INVALID', field, 'Waarde is ongeldig')
}

/** `[2].account.id`, as Minox is thought to name a field. */
const toField = (path: readonly PropertyKey[]): string =>
  path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
