import { z } from 'zod'
import type { BookedEntry } from '@/lib/domain/books'

const line = z.object({
  ledgerAccount: z.string(),
  netCents: z.int(),
  vatCents: z.int().nullable(),
  vatCode: z.string().nullable(),
})

/** An entry as the books held it when it was read. */
export const bookedEntryShape = z.object({
  id: z.string(),
  journalRef: z.string(),
  debtorId: z.string(),
  invoiceNumber: z.int(),
  bookingDate: z.string(),
  period: z.object({ fiscalYear: z.int(), period: z.int() }),
  grossCents: z.int(),
  lines: z.array(line),
}) satisfies z.ZodType<BookedEntry>

/**
 * The entry as it was read back.
 * @throws ZodError when what is stored has a shape that this version does not know: a migration was forgotten.
 */
export const parseReadBack = (stored: unknown): BookedEntry => bookedEntryShape.parse(stored)
