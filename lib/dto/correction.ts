import * as z from 'zod/mini'
import { cents, day, reason } from './shapes'

export const correctionPreviewRequest = z.strictObject({
  /** The day of what is written beside the old entry; null: the one that is proposed. */
  date: z._default(z.nullable(day), null),
  /** Asks the vendors again for what they told a moment ago. */
  isFresh: z._default(z.boolean(), false),
})

export const correctionRequest = z.strictObject({
  date: z._default(z.nullable(day), null),
  fingerprint: z.string().check(z.minLength(1), z.maxLength(100)),
})
export type CorrectionRequestDto = z.input<typeof correctionRequest>

export const keepRequest = z.strictObject({ reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)) })
export type KeepRequestDto = z.input<typeof keepRequest>

const entry = z.object({
  booksNumber: z.int(),
  bookingDate: day,
  dueOn: day,
  period: z.object({ fiscalYear: z.int(), period: z.int() }),
  description: z.string(),
  grossCents: cents,
  /** Without an id it will be made. */
  debtorId: z.nullable(z.string()),
  lines: z.array(
    z.object({
      kind: z.enum(['debtor', 'revenue', 'vat']),
      account: z.nullable(z.string()),
      accountName: z.nullable(z.string()),
      debitCents: cents,
      creditCents: cents,
      vatCode: z.nullable(z.string()),
      description: z.string(),
    }),
  ),
})
export type CorrectionEntryDto = z.infer<typeof entry>

/** What can be done about an entry that does not agree with its invoice, and exactly what would be written. */
export const correctionProposal = z.object({
  /** Names this proposal: whoever confirms it sends it along. */
  fingerprint: z.string(),
  kind: z.enum(['same', 'gone', 'unreadable', 'held', 'correct']),
  /** Why the invoice as it is now cannot be booked. */
  reason: z.nullable(reason),
  reversal: z.nullable(z.enum(['none', 'remove', 'credit'])),
  isPaid: z.boolean(),
  isPeriodOpen: z.boolean(),
  date: day,
  credit: z.nullable(entry),
  plan: z.nullable(entry),
})
export type CorrectionProposalDto = z.infer<typeof correctionProposal>

/** Where an invoice can be booked whose own period is closed; without a date there is no open period. */
export const openDay = z.object({
  date: z.nullable(day),
  period: z.nullable(z.object({ fiscalYear: z.int(), period: z.int() })),
})
export type OpenDayDto = z.infer<typeof openDay>

export const openDayRequest = z.strictObject({ date: day })
export type OpenDayRequestDto = z.input<typeof openDayRequest>

/** Null takes a chosen number away again. */
export const numberRequest = z.strictObject({ number: z.nullable(z.int().check(z.minimum(1), z.maximum(999_999_999))) })
export type NumberRequestDto = z.input<typeof numberRequest>
