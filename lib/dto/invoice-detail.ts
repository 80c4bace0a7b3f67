import * as z from 'zod/mini'
import { invoiceRow } from './invoices'
import { cents, day, instant, reason } from './shapes'

const period = z.object({ fiscalYear: z.int(), period: z.int() })

const sentEntry = z.object({
  journalRef: z.string(),
  debtorId: z.string(),
  invoiceNumber: z.int(),
  bookingDate: day,
  dueOn: day,
  period,
  description: z.string(),
  grossCents: cents,
  lines: z.array(
    z.object({
      ledgerAccount: z.string(),
      netCents: cents,
      vatCents: cents,
      vatCode: z.nullable(z.string()),
      description: z.string(),
    }),
  ),
})

const readEntry = z.object({
  journalRef: z.string(),
  debtorId: z.string(),
  invoiceNumber: z.int(),
  bookingDate: day,
  period,
  grossCents: cents,
  lines: z.array(
    z.object({
      ledgerAccount: z.string(),
      netCents: cents,
      vatCents: z.nullable(cents),
      vatCode: z.nullable(z.string()),
    }),
  ),
})

const posting = z.object({
  id: z.uuid(),
  /** The invoice itself, or the opposite of an entry that was wrong. */
  role: z.enum(['entry', 'credit']),
  revision: z.int(),
  state: z.enum(['intended', 'sent', 'verified', 'refused', 'removing', 'removed', 'reversed']),
  sentAt: z.nullable(instant),
  verifiedAt: z.nullable(instant),
  sent: sentEntry,
  /** The entry as the books held it when it was last read. */
  readBack: z.nullable(readEntry),
  messages: z.array(z.string()),
})
export type PostingDto = z.infer<typeof posting>

const event = z.object({
  id: z.uuid(),
  at: instant,
  kind: z.string(),
  /** Null: the portal itself. Without a name: somebody who is no longer in the workspace. */
  actor: z.nullable(z.object({ name: z.nullable(z.string()) })),
  bookingDate: z.nullable(day),
  reason: z.nullable(z.string()),
  cause: z.nullable(reason),
  booksNumber: z.nullable(z.int()),
  runId: z.nullable(z.string()),
  amountCents: z.nullable(cents),
  paidOn: z.nullable(day),
  isPreviewed: z.boolean(),
})
export type InvoiceEventDto = z.infer<typeof event>

const invoiceLine = z.object({
  ref: z.string(),
  description: z.string(),
  quantity: z.string(),
  unitPrice: z.string(),
  netCents: cents,
  vatCents: cents,
  vatClass: z.nullable(z.string()),
  revenueGroup: z.nullable(z.string()),
})

const version = z.object({
  number: z.string(),
  issuedOn: day,
  dueOn: day,
  debtorName: z.string(),
  netCents: cents,
  vatCents: cents,
  grossCents: cents,
  lines: z.array(invoiceLine),
})
export type InvoiceVersionDto = z.infer<typeof version>

/** All there is to tell of one invoice. */
export const invoiceDetail = z.object({
  invoice: invoiceRow,
  sourceRef: z.string(),
  administration: z.nullable(z.string()),
  /** The page of its entry in the books; null without an entry, or when it is not known. */
  booksUrl: z.nullable(z.string()),
  outstandingCents: cents,
  /** What the source was told of. */
  passedOnCents: cents,
  /** What was paid beyond the invoice, according to each side; 0 where that is nothing. */
  overpayment: z.object({ booksCents: cents, sourceCents: cents }),
  lines: z.array(invoiceLine),
  /** The source has it no more. */
  isGone: z.boolean(),
  /** What is booked is not what the source says. */
  isDrifted: z.boolean(),
  /** The invoice as it was booked, when that was kept, and as it is. */
  versions: z.object({ booked: z.nullable(version), now: version }),
  /** The number that it was given in the books, whatever its own is. */
  chosenNumber: z.nullable(z.int()),
  /** The last correction of its entry. */
  correction: z.nullable(z.object({ state: z.enum(['asked', 'done', 'withdrawn']), reason: z.nullable(reason) })),
  /** The newest attempt first. */
  postings: z.array(posting),
  /** The PDF with the entry that stands; null: it was never asked for, or nothing stands. */
  file: z.nullable(
    z.object({
      state: z.enum(['wanted', 'attached', 'failed']),
      attempts: z.int(),
      nextAttemptAt: instant,
      attachedAt: z.nullable(instant),
      reason: z.nullable(reason),
    }),
  ),
  /** Whether the PDF may be asked for: there is an entry, and it does not stand there yet. */
  canAskFile: z.boolean(),
  payments: z.array(
    z.object({
      id: z.uuid(),
      state: z.enum(['intended', 'registered']),
      amountCents: cents,
      paidOn: day,
      isPaidOnKnown: z.boolean(),
      registeredAt: z.nullable(instant),
    }),
  ),
  events: z.array(event),
  notes: z.array(
    z.object({
      id: z.uuid(),
      kind: z.string(),
      state: z.enum(['waiting', 'written']),
      attempts: z.int(),
      lastProblem: z.nullable(z.string()),
      writtenAt: z.nullable(instant),
    }),
  ),
})
export type InvoiceDetailDto = z.infer<typeof invoiceDetail>

/** `POST /api/invoices/[id]/file` */
export const fileAsked = z.object({
  detail: invoiceDetail,
  /** Whether a synchronisation puts it there now; else the next one does. */
  isBeginning: z.boolean(),
})
export type FileAskedDto = z.infer<typeof fileAsked>
