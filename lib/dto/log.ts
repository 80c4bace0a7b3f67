import * as z from 'zod/mini'
import { leastSearchLength, mostSearchLength, runItemKinds, runItemOutcomes } from './log-choices'
import { runItem, combiOfRun } from './runs'
import { cursors, day, instant, searchedText } from './shapes'

/** Which records of a combi's log: those that meet all of these. Both days are meant in full, in Amsterdam. */
export const logFilter = z
  .object({
    from: z.optional(day),
    to: z.optional(day),
    outcome: z.optional(z.enum(runItemOutcomes)),
    kind: z.optional(z.enum(runItemKinds)),
    /** A code of lib/sync/reasons, or of an earlier version. */
    reason: z.optional(z.string().check(z.regex(/^[a-z-]{1,60}$/))),
    /** Part of the number or name, or of the debtor's name. */
    q: z.optional(searchedText.check(z.trim(), z.minLength(leastSearchLength), z.maxLength(mostSearchLength))),
  })
  .check(z.refine(({ from, to }) => from === undefined || to === undefined || from <= to))
export type LogFilterDto = z.infer<typeof logFilter>

const count = z.int().check(z.nonnegative())

/** One page of the records of all runs, newest first. */
export const logPage = z.object({
  combi: combiOfRun,
  items: z.array(runItem),
  /** How many invoices wait with each cause on this page, or with the one that is filtered on: what "all of them" means. */
  waiting: z.record(z.string(), count),
  ...cursors,
})
export type LogPageDto = z.infer<typeof logPage>

/** A request to a vendor: no header and no body is kept, and secrets and e-mail addresses in the path are masked. */
const vendorCall = z.object({
  id: z.uuid(),
  at: instant,
  connectorId: z.string(),
  method: z.string(),
  path: z.string(),
  /** Null when no answer came. */
  status: z.nullable(z.int()),
  durationMs: count,
  waitedMs: count,
})
export type VendorCallDto = z.infer<typeof vendorCall>

/** The requests behind a record. */
export const recordCalls = z.object({
  /** Whether the requests of its run are still kept. */
  isKept: z.boolean(),
  /** Those whose address names the record. */
  own: z.array(vendorCall),
  /** What was read in the same stretch of the run, which may have been for other records as well. */
  shared: z.array(vendorCall),
})
export type RecordCallsDto = z.infer<typeof recordCalls>

/** What to try again: one record of the log, or every invoice of the combi that waits with this cause. */
export const retryRequest = z.union([
  z.strictObject({ recordId: z.uuid() }),
  z.strictObject({ reason: z.string().check(z.regex(/^[a-z-]{1,60}$/)) }),
])
export type RetryRequestDto = z.infer<typeof retryRequest>

export const retryRefusals = ['booked', 'busy', 'ignored', 'pending', 'by-itself'] as const

/** What came of it. A synchronisation takes them along at once, unless the combi cannot have one now. */
export const retryResult = z.object({
  /** Invoices that are offered again. */
  offered: count,
  /** Why the one record was left as it is; null when it was not. */
  refused: z.nullable(z.enum(retryRefusals)),
  sync: z.enum(['started', 'joined', 'paused', 'reconnect', 'none']),
})
export type RetryResultDto = z.infer<typeof retryResult>
