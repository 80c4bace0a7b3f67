import * as z from 'zod/mini'
import { invoiceStates } from './invoices'
import { reconciliationDifferences, reconciliationParts } from './reconciliation-choices'
import { cents, day, instant, reason, vendors } from './shapes'

const month = z.string().check(z.regex(/^20\d{2}-(?:0[1-9]|1[0-2])$/))
const administration = z.string().check(z.minLength(1), z.maxLength(40))

/** The query of `GET /api/combis/{id}/reconciliation`: the current month and the first administration when left out. */
export const reconciliationQuery = z.object({ month: z.optional(month), administration: z.optional(administration) })
export type ReconciliationQueryDto = z.infer<typeof reconciliationQuery>

/** Asks for a month to be read afresh from both sides. */
export const reconciliationRequest = z.strictObject({ month, administration })
export type ReconciliationRequestDto = z.infer<typeof reconciliationRequest>

/** `joined`: it was being read already. */
export const reconciliationStarted = z.object({ joined: z.boolean() })
export type ReconciliationStartedDto = z.infer<typeof reconciliationStarted>

const count = z.int().check(z.nonnegative())
const amounts = z.object({ netCents: cents, vatCents: cents, grossCents: cents })
export type ReconciliationAmountsDto = z.infer<typeof amounts>

/** Why the source says something else than what is counted, for one invoice. */
const difference = z.object({
  kind: z.enum(reconciliationDifferences),
  ref: z.nullable(z.string()),
  invoiceId: z.nullable(z.uuid()),
  number: z.string(),
  debtorName: z.string(),
  state: z.nullable(z.enum(invoiceStates)),
  sourceUrl: z.nullable(z.string()),
  bookingDate: z.nullable(day),
  amounts,
})
export type ReconciliationDifferenceDto = z.infer<typeof difference>

const shares = z.array(z.object({ key: z.nullable(z.string()), netCents: cents, vatCents: cents }))

/** A month of an administration: what the source invoiced, what became of it, and each difference with its name. */
export const reconciliation = z.object({
  combi: z.object({ id: z.uuid(), name: z.string(), vendors }),
  administrations: z.array(z.object({ ref: z.string(), name: z.string() })),
  administrationRef: z.string(),
  month,
  currentMonth: month,
  total: z.object({ count, amounts }),
  parts: z.array(z.object({ key: z.enum(reconciliationParts), count, amounts })),
  differences: z.array(difference),
  differenceTotal: amounts,
  accounts: shares,
  vatCodes: shares,
  bookingMonth: z.object({
    bookedGrossCents: cents,
    laterGrossCents: cents,
    earlierGrossCents: cents,
    /** Null as long as the books were not read afresh. */
    others: z.nullable(z.object({ count, grossCents: cents })),
    totalGrossCents: cents,
  }),
  unlinked: z.array(
    z.object({ number: z.string(), debtorName: z.string(), sourceUrl: z.nullable(z.string()), grossCents: cents }),
  ),
  reading: z.object({
    state: z.enum(['none', 'reading', 'done', 'failed']),
    readAt: z.nullable(instant),
    readCount: z.nullable(count),
    callCount: count,
    waitingUntil: z.nullable(instant),
    reason: z.nullable(reason),
  }),
})
export type ReconciliationDto = z.infer<typeof reconciliation>
