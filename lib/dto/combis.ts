import * as z from 'zod/mini'
import { combiStatuses, type CombiStatus } from '@/lib/domain/combi-status'
import { run } from './runs'
import { instant } from './shapes'

export type CombiStatusDto = CombiStatus

const side = z.object({
  connector: z.string(),
  /** The account on that side, as its owner knows it. */
  account: z.string(),
  needsReconnect: z.boolean(),
})

const count = z.int().check(z.nonnegative())

export const combi = z.object({
  id: z.uuid(),
  workspace: z.object({ id: z.uuid(), name: z.string() }),
  /** Whether the reader may synchronise it and handle its invoices. */
  canWrite: z.boolean(),
  /** Whether he may change, pause and remove it. */
  canManage: z.boolean(),
  name: z.string(),
  status: z.enum(combiStatuses),
  source: side,
  books: side,
  profiles: z.array(z.object({ id: z.uuid(), companyProfile: z.string(), administration: z.string() })),
  intervalMinutes: z.int(),
  lastSyncAt: z.nullable(instant),
  /** Null while the combi is paused. */
  nextSyncAt: z.nullable(instant),
  counts: z.object({
    pending: count,
    offered: count,
    failed: count,
    action: count,
    /** Waiting beyond their deadline: something that should have moved did not. */
    overdue: count,
    bookedThisMonth: count,
  }),
  /** Since when it should have synchronised and did not; null while it keeps its time. */
  lateSince: z.nullable(instant),
  /** Whether it is to hand invoices over by itself, and somebody must agree first to what that takes. */
  isOfferingAwaited: z.boolean(),
  /** A key of one of the accounts that works until this day, and no longer. */
  expiringKey: z.nullable(z.object({ connector: z.string(), expiresOn: z.iso.date() })),
  activeRun: z.nullable(run),
  lastRun: z.nullable(run),
})
export type CombiDto = z.infer<typeof combi>

/** All combi's of all workspaces of the reader; those that ask for attention first. */
export const combisOverview = z.object({ items: z.array(combi) })
export type CombisOverviewDto = z.infer<typeof combisOverview>

export const syncRequested = z.object({
  runId: z.uuid(),
  /** True when a run was already under way and this request joined it. */
  joined: z.boolean(),
})
export type SyncRequestedDto = z.infer<typeof syncRequested>
