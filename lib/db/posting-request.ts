import { z } from 'zod'
import type { SalesEntry } from '@/lib/domain/books'

const line = z.object({
  ledgerAccount: z.string(),
  netCents: z.int(),
  vatCents: z.int(),
  vatCode: z.string().nullable(),
  vatLedgerAccount: z.string().nullable(),
  description: z.string(),
})

export const postingRequest = z.object({
  id: z.string(),
  style: z.enum(['vat-on-line', 'vat-from-ledger', 'vat-as-own-line']),
  journalRef: z.string(),
  debtorId: z.string(),
  invoiceNumber: z.int(),
  bookingDate: z.string(),
  dueOn: z.string(),
  period: z.object({ fiscalYear: z.int(), period: z.int() }),
  paymentTermDays: z.int().nullable(),
  description: z.string(),
  grossCents: z.int(),
  lines: z.array(line),
}) satisfies z.ZodType<SalesEntry>

/**
 * The entry as it was sent, or about to be.
 * @throws ZodError when the stored request has a shape that this version does not know: a migration was forgotten.
 */
export const parsePostingRequest = (stored: unknown): SalesEntry => postingRequest.parse(stored)
