import * as z from 'zod/mini'
import { invoiceSorts, invoiceTabs } from './invoice-tabs'
import { cents, cursors, day, instant, reason, searchedText, vendors } from './shapes'

export const invoiceStates = ['pending', 'offered', 'processing', 'booked', 'failed', 'action', 'ignored'] as const
export type InvoiceStateDto = (typeof invoiceStates)[number]

export const paymentStates = ['open', 'overdue', 'partial', 'paid'] as const
export type PaymentStateDto = (typeof paymentStates)[number]

/** How many invoices one request may name: all of a page, and room for a client that pages wider. */
export const maxIdsPerRequest = 500

export const invoiceRow = z.object({
  id: z.uuid(),
  combi: z.object({ id: z.uuid(), name: z.string(), vendors }),
  number: z.string(),
  issuedOn: day,
  dueOn: day,
  debtorName: z.string(),
  companyProfile: z.string(),
  netCents: cents,
  vatCents: cents,
  grossCents: cents,
  paidCents: cents,
  payment: z.enum(paymentStates),
  /** Null: equal to the invoice date. */
  bookingDate: z.nullable(day),
  state: z.enum(invoiceStates),
  reason: z.nullable(reason),
  bookedAt: z.nullable(instant),
  booksNumber: z.nullable(z.int()),
  /** Waiting in this state for longer than it should. */
  isOverdue: z.boolean(),
  /** Whether a message for its timeline in the source has not arrived there yet. */
  isNoteWaiting: z.boolean(),
  sourceUrl: z.nullable(z.string()),
})
export type InvoiceRowDto = z.infer<typeof invoiceRow>

const count = z.int().check(z.nonnegative())

const terms = z.array(z.object({ ref: z.string(), label: z.string() }))

const bulkAction = z.object({
  id: z.uuid(),
  kind: z.enum(['offer', 'ignore', 'unignore']),
  total: count,
  done: count,
  /** Of those done: what changed. The others were further by then. */
  changed: count,
  isFinished: z.boolean(),
})
export type BulkActionDto = z.infer<typeof bulkAction>

/** One page of invoices, and how many there are per tab under the same filter. */
export const invoicesPage = z.object({
  items: z.array(invoiceRow),
  counts: z.record(z.enum(invoiceTabs), count),
  /** The tabs in which a filter lets through more than were counted. */
  uncounted: z.array(z.enum(invoiceTabs)),
  /** What stands on invoices of the workspace, to filter by. */
  terms: z.object({ vatClasses: terms, revenueGroups: terms }),
  /** What people do with many invoices at once: under way, or finished a moment ago. */
  bulkActions: z.array(bulkAction),
  /** Null while nothing is being booked. `left` still wait for it. */
  booking: z.nullable(z.object({ booked: count, left: count })),
  combis: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      nextSyncAt: z.nullable(instant),
      profiles: z.array(z.object({ ref: z.string(), name: z.string() })),
    }),
  ),
  ...cursors,
})
export type InvoicesPageDto = z.infer<typeof invoicesPage>

/** Euros as a person types them: a comma or a point, at most two decimals. */
const euros = z.string().check(z.regex(/^-?\d{1,12}(?:[.,]\d{1,2})?$/))

/** The query of `GET /api/invoices`. A single state of the tab `offered` may be asked for as well. */
export const invoicesQuery = z.object({
  combi: z.optional(z.uuid()),
  state: z._default(z.enum(invoiceStates), 'pending'),
  /** Part of a number or of a debtor's name. */
  q: z.optional(searchedText.check(z.maxLength(100))),
  /** The source's reference of a company profile. */
  profile: z.optional(searchedText.check(z.maxLength(100))),
  from: z.optional(day),
  until: z.optional(day),
  min: z.optional(euros),
  max: z.optional(euros),
  /** The source's reference of a VAT class, or of a revenue group, of one of its lines. */
  vat: z.optional(z.string().check(z.maxLength(100))),
  group: z.optional(z.string().check(z.maxLength(100))),
  sort: z._default(z.enum(invoiceSorts), 'issuedOn'),
  order: z._default(z.enum(['asc', 'desc']), 'desc'),
  cursor: z.optional(z.string().check(z.maxLength(200))),
})

export type InvoicesQuery = z.output<typeof invoicesQuery>

const ids = z.array(z.uuid()).check(z.minLength(1), z.maxLength(maxIdsPerRequest))

/** Invoices that something is to be done with: named one by one, or all that a filter lets through. */
export const invoiceSelection = z.union([
  z.strictObject({ ids }),
  z.strictObject({ filter: z.omit(invoicesQuery, { cursor: true }) }),
])
export type InvoiceSelectionDto = z.input<typeof invoiceSelection>

/** Without a booking date an invoice is booked on its own date. */
export const offerRequest = z.strictObject({ ids, bookingDate: z.optional(z.nullable(day)) })

const why = z.optional(z.string().check(z.maxLength(500)))
const filter = z.omit(invoicesQuery, { cursor: true })
export const ignoreRequest = z.union([z.strictObject({ ids, reason: why }), z.strictObject({ filter, reason: why })])
export type IgnoreRequestDto = z.input<typeof ignoreRequest>

/** Why an invoice was left as it was; each has a sentence in the message files. */
const refused = z.array(z.object({ id: z.uuid(), reason: z.string() }))
export const offerResult = z.object({ offered: z.array(z.uuid()), refused })

/** What was begun in the background because it is about more invoices than fit in one go; null when all is done. */
export const begunAction = z.nullable(z.object({ id: z.uuid(), total: z.int().check(z.nonnegative()) }))
export type BegunActionDto = z.infer<typeof begunAction>
export const ignoreResult = z.object({ ignored: z.array(z.uuid()), refused, begun: begunAction })
export type IgnoreResultDto = z.infer<typeof ignoreResult>
export const unignoreResult = z.object({ unignored: z.array(z.uuid()), refused, begun: begunAction })
export type UnignoreResultDto = z.infer<typeof unignoreResult>
