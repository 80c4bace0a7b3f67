import { z } from 'zod'
import type { SalesEntry } from '@/lib/domain/books'
import { postingRequest } from './posting-request'

/** An entry without what is only known when it is written, and the debtor that it was meant for. */
export type StoredPlan = {
  entry: Omit<SalesEntry, 'id' | 'debtorId'>
  debtor: { booksDebtorId: string | null; isOurs: boolean }
}

const plan = z.object({
  entry: postingRequest.omit({ id: true, debtorId: true }),
  debtor: z.object({ booksDebtorId: z.string().nullable(), isOurs: z.boolean() }),
}) satisfies z.ZodType<StoredPlan>

/**
 * What a person was shown when he handed an invoice over.
 * @throws ZodError when it is stored in a shape that this version does not know: a migration was forgotten.
 */
export const parseOfferedPlan = (stored: unknown): StoredPlan => plan.parse(stored)
