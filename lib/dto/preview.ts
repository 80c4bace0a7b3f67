import * as z from 'zod/mini'
import { begunAction, invoiceSelection } from './invoices'
import { cents, day, reason, vendors } from './shapes'

const count = z.int().check(z.nonnegative())

/** What is to be previewed: which invoices, under which date, and which page of the details. */
export const previewRequest = z.strictObject({
  selection: invoiceSelection,
  bookingDate: z._default(z.nullable(day), null),
  page: z._default(z.int().check(z.minimum(1), z.maximum(1000)), 1),
  /** Asks the vendors again for what they told a moment ago. */
  isFresh: z._default(z.boolean(), false),
})
export type PreviewRequestDto = z.input<typeof previewRequest>

const lineKind = z.enum(['debtor', 'revenue', 'vat'])

const line = z.object({
  kind: lineKind,
  account: z.nullable(z.string()),
  accountName: z.nullable(z.string()),
  debitCents: cents,
  creditCents: cents,
  vatCode: z.nullable(z.string()),
  vatCents: cents,
  description: z.string(),
  /** Why a revenue line goes to its account. */
  origin: z.nullable(z.enum(['mapping', 'label', 'default'])),
  revenueGroup: z.nullable(z.string()),
})
export type PreviewLineDto = z.infer<typeof line>

const entry = z.object({
  booksNumber: z.int(),
  bookingDate: day,
  dueOn: day,
  period: z.object({ fiscalYear: z.int(), period: z.int() }),
  description: z.string(),
  /** Without an id it will be made. */
  debtor: z.object({
    booksDebtorId: z.nullable(z.string()),
    isOurs: z.boolean(),
    name: z.nullable(z.string()),
  }),
  notes: z.array(reason),
  lines: z.array(line),
})

const item = z.object({
  id: z.uuid(),
  number: z.string(),
  debtorName: z.string(),
  grossCents: cents,
  administration: z.string(),
  reason: z.nullable(reason),
  entry: z.nullable(entry),
})
export type PreviewItemDto = z.infer<typeof item>

/** What handing invoices over will put in the books: totals of all of them, details of one page. */
export const bookingPreview = z.object({
  /** Names this preview: whoever hands the invoices over sends it along. */
  fingerprint: z.string(),
  /** There are more than one preview holds; the rest waits. */
  isCutOff: z.boolean(),
  vendors,
  refused: z.array(z.object({ id: z.uuid(), reason: z.string() })),
  passing: z.object({ count, netCents: cents, vatCents: cents, grossCents: cents }),
  held: z.object({ count, grossCents: cents }),
  newDebtors: count,
  accounts: z.array(
    z.object({
      books: z.string(),
      kind: lineKind,
      account: z.nullable(z.string()),
      name: z.nullable(z.string()),
      debitCents: cents,
      creditCents: cents,
    }),
  ),
  vatCodes: z.array(
    z.object({
      books: z.string(),
      vatCode: z.nullable(z.string()),
      name: z.nullable(z.string()),
      netCents: cents,
      vatCents: cents,
    }),
  ),
  problems: z.array(z.object({ reason, count, examples: z.array(z.string()) })),
  page: z.int(),
  pageCount: z.int(),
  items: z.array(item),
})
export type BookingPreviewDto = z.infer<typeof bookingPreview>

export const offerPreviewedRequest = z.strictObject({
  selection: invoiceSelection,
  bookingDate: z._default(z.nullable(day), null),
  fingerprint: z.string().check(z.minLength(1), z.maxLength(100)),
})
export type OfferPreviewedRequestDto = z.input<typeof offerPreviewedRequest>

export const offerPreviewedResult = z.object({
  offered: count,
  refused: count,
  /** Whether they are being booked now; else their combi's wait for somebody. */
  isBooking: z.boolean(),
  begun: begunAction,
})
export type OfferPreviewedResultDto = z.infer<typeof offerPreviewedResult>
