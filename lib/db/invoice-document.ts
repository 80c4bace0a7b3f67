import { z } from 'zod'
import type { Invoice } from '@/lib/domain/invoice'

const vatClass = z.object({
  ref: z.string(),
  code: z.string().nullable(),
  label: z.string(),
  vatBasisPoints: z.int().nullable(),
})

const line = z.object({
  ref: z.string(),
  description: z.string(),
  quantity: z.string(),
  unitPrice: z.string(),
  netCents: z.int(),
  vatCents: z.int(),
  vatClass: vatClass.nullable(),
  revenueGroup: z.object({ ref: z.string(), label: z.string() }).nullable(),
})

const document = z.object({
  ref: z.string(),
  number: z.string(),
  issuedOn: z.string(),
  dueOn: z.string(),
  paymentTermDays: z.int(),
  companyProfileRef: z.string(),
  debtor: z.object({ ref: z.string(), kind: z.enum(['organization', 'person']), name: z.string() }),
  subject: z.string(),
  lines: z.array(line),
  netCents: z.int(),
  vatCents: z.int(),
  grossCents: z.int(),
  outstandingCents: z.int(),
  sourceState: z.enum(['draft', 'sent', 'overdue', 'paid', 'unknown']),
  sourceUrl: z.string().nullable(),
  updatedAt: z.string(),
}) satisfies z.ZodType<Invoice>

/**
 * The invoice as it was mirrored.
 * @throws ZodError when the stored document has a shape that this version does not know: a migration was forgotten.
 */
export const parseInvoiceDocument = (stored: unknown): Invoice => document.parse(stored)
