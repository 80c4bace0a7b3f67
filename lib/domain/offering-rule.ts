import { z } from 'zod'
import type { Cents } from './money'

/**
 * Which invoices a combi hands over by itself: those that meet all of it. An empty list leaves that choice open, null has no
 * upper amount.
 */
export const offeringRule = z.object({
  companyProfileRefs: z.array(z.string()),
  debtorRefs: z.array(z.string()),
  /** The largest total, VAT included; of a credit invoice the size of it. */
  upToCents: z.int().nonnegative().nullable(),
})
export type OfferingRule = z.infer<typeof offeringRule>

/** Every invoice that was sent. */
export const everyInvoice: OfferingRule = { companyProfileRefs: [], debtorRefs: [], upToCents: null }

/** What a rule looks at. */
export type RuledInvoice = { companyProfileRef: string; debtorRef: string; grossCents: Cents }
