import * as z from 'zod/mini'
import { invoiceStates } from './invoices'
import { runItemKinds, runItemOutcomes } from './log-choices'
import { cents, cursors, day, instant, reason, vendors } from './shapes'

export const runTriggers = ['schedule', 'manual'] as const
export const runPhases = ['queued', 'invoices', 'debtors', 'bookings', 'payments', 'files', 'done'] as const
export const runOutcomes = ['succeeded', 'partial', 'failed'] as const

const count = z.int().check(z.nonnegative())

export const runCounts = z.object({
  read: count,
  new: count,
  updated: count,
  booked: count,
  payments: count,
  debtors: count,
  failed: count,
  action: count,
  rejected: count,
})

/** One synchronisation. `outcome` and `finishedAt` are null while it runs. */
export const run = z.object({
  id: z.uuid(),
  combiId: z.uuid(),
  trigger: z.enum(runTriggers),
  phase: z.enum(runPhases),
  outcome: z.nullable(z.enum(runOutcomes)),
  requestedAt: instant,
  startedAt: z.nullable(instant),
  finishedAt: z.nullable(instant),
  /** Set while a vendor asks us to wait; never a failure. */
  waitingUntil: z.nullable(instant),
  /** No sign of life for longer than a run may be quiet: the background process may be down. */
  isSilent: z.boolean(),
  counts: runCounts,
  callCount: count,
  waitMs: count,
  reason: z.nullable(reason),
})
export type RunDto = z.infer<typeof run>

/** What a run did with one record. */
export const runItem = z.object({
  id: z.uuid(),
  runId: z.uuid(),
  at: instant,
  kind: z.enum(runItemKinds),
  label: z.string(),
  invoiceId: z.nullable(z.uuid()),
  debtorName: z.nullable(z.string()),
  amountCents: z.nullable(cents),
  bookingDate: z.nullable(day),
  outcome: z.enum(runItemOutcomes),
  reason: z.nullable(reason),
  /** The invoice that it is about, as it stands now; null for a record about none. */
  invoice: z.nullable(
    z.object({
      state: z.enum(invoiceStates),
      reasonCode: z.nullable(z.string()),
      booksNumber: z.nullable(z.int()),
      /** How often it was sent to the books so far. */
      attempts: count,
      sourceUrl: z.nullable(z.string()),
      booksUrl: z.nullable(z.string()),
    }),
  ),
})
export type RunItemDto = z.infer<typeof runItem>

/** A record of the source that could not be read: shown until it can. */
export const rejectedRecord = z.object({
  id: z.uuid(),
  entity: z.string(),
  ref: z.string(),
  label: z.nullable(z.string()),
  reason: z.string(),
  firstSeenAt: instant,
  lastSeenAt: instant,
})
export type RejectedRecordDto = z.infer<typeof rejectedRecord>

export const combiOfRun = z.object({ id: z.uuid(), name: z.string(), vendors, nextSyncAt: z.nullable(instant) })

/** One page of a combi's runs, newest first. */
export const runsPage = z.object({
  combi: combiOfRun,
  items: z.array(run),
  rejected: z.array(rejectedRecord),
  ...cursors,
})
export type RunsPageDto = z.infer<typeof runsPage>

/** A run with one page of its records, oldest first. */
export const runDetail = z.object({ combi: combiOfRun, run, items: z.array(runItem), ...cursors })
export type RunDetailDto = z.infer<typeof runDetail>
