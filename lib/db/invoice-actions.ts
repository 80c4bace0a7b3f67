import { v7 as newId } from 'uuid'
import type { Day } from '@/lib/domain/day'
import { Prisma, type InvoiceState } from '@/prisma/generated/client'
import type { Scope } from './client'
import { toDateColumn } from './day-column'

export type InvoiceEventRow = {
  invoiceId: string
  at: Date
  actorId: string | null
  kind: string
  params?: Record<string, unknown>
}

/** Adds to the append-only history of invoices, in one statement. */
export const addInvoiceEvents = async (
  { tx, workspaceId }: Scope,
  events: readonly InvoiceEventRow[],
): Promise<void> => {
  if (events.length === 0) return
  // A batch of hundreds goes as one JSON text: as Prisma's own arguments it takes more of the processor than the bookings.
  const rows = JSON.stringify(events.map((event) => ({ id: newId(), ...event })))
  await tx.$executeRaw`
    INSERT INTO "InvoiceEvent" (id, "workspaceId", "invoiceId", at, "actorId", kind, params)
    SELECT r.id, ${workspaceId}::uuid, r."invoiceId", r.at, r."actorId", r.kind, r.params
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(
      id uuid, "invoiceId" uuid, at timestamptz, "actorId" uuid, kind text, params jsonb)`
}

export type ChangedInvoice = { id: string; combiId: string; sourceRef: string; number: string }

/** Of a removed combi nothing changes any more. */
const ofLivingCombi = { state: { not: 'removed' } } as const

const changed = { id: true, combiId: true, sourceRef: true, number: true } as const

type Offer = {
  from: InvoiceState[]
  bookingDate: Day | null
  now: Date
  deadline: Date
  /** The entry that a person was shown of each; none when nobody looked. */
  plans?: ReadonlyMap<string, unknown>
}

/** Hands invoices over to the bookkeeping; those in another state than `from` stay as they are and are not returned. */
export const setOffered = async (
  { tx, workspaceId }: Scope,
  ids: readonly string[],
  { plans = new Map(), ...offer }: Offer,
): Promise<ChangedInvoice[]> => {
  const offered = await tx.invoice.updateManyAndReturn({
    where: { workspaceId, id: { in: [...ids] }, state: { in: offer.from }, goneAt: null, combi: ofLivingCombi },
    data: {
      state: 'offered',
      bookingDate: offer.bookingDate === null ? null : toDateColumn(offer.bookingDate),
      offeredAt: offer.now,
      deadlineAt: offer.deadline,
      lastRunId: null,
      reasonCode: null,
      offeredPlan: Prisma.DbNull,
    },
    select: changed,
  })
  const shown = offered.flatMap(({ id }) => (plans.has(id) ? [{ id, plan: plans.get(id) }] : []))
  if (shown.length > 0)
    await tx.$executeRaw`
      UPDATE "Invoice" AS i SET "offeredPlan" = r.plan
      FROM jsonb_to_recordset(${JSON.stringify(shown)}::jsonb) AS r(id uuid, plan jsonb)
      WHERE i.id = r.id AND i."workspaceId" = ${workspaceId}::uuid`
  return offered
}

/**
 * Moves invoices to a state that waits for nothing: ignored, or back to pending. An offered one whose entry stands in the
 * books already is left alone: what is there cannot be said to be ignored.
 */
export const setAside = async (
  { tx, workspaceId }: Scope,
  ids: readonly string[],
  move: { from: InvoiceState[]; to: 'ignored' | 'pending' },
): Promise<ChangedInvoice[]> =>
  tx.invoice.updateManyAndReturn({
    where: {
      workspaceId,
      id: { in: [...ids] },
      state: { in: move.from },
      combi: ofLivingCombi,
      NOT: { state: 'offered', entryId: { not: null } },
      // What the source has no more stays set aside.
      ...(move.to === 'pending' ? { goneAt: null } : {}),
    },
    data: { state: move.to, bookingDate: null, offeredAt: null, deadlineAt: null, lastRunId: null, reasonCode: null },
    select: changed,
  })

/** The states of those of these invoices that the workspace has. */
export const findInvoiceStates = async (
  { tx, workspaceId }: Scope,
  ids: readonly string[],
): Promise<Map<string, InvoiceState>> => {
  const rows = await tx.invoice.findMany({
    where: { workspaceId, id: { in: [...ids] }, combi: ofLivingCombi },
    select: { id: true, state: true },
  })
  return new Map(rows.map(({ id, state }) => [id, state]))
}

/** Gives held invoices whose content changed in the source a new chance in this run. */
export const reofferChanged = async (
  { tx, workspaceId }: Scope,
  ids: readonly string[],
  deadline: Date,
): Promise<void> => {
  if (ids.length === 0) return
  await tx.invoice.updateMany({
    where: {
      workspaceId,
      id: { in: [...ids] },
      state: { in: ['action', 'failed'] },
      bookedAt: null,
      offeredAt: { not: null },
    },
    data: { state: 'offered', lastRunId: null, deadlineAt: deadline },
  })
}

/**
 * Says on booked invoices whether the source still agrees with what was booked; the flag goes when a change is undone.
 * Invoices that were not booked are left alone.
 */
export const markDrift = async ({ tx, workspaceId }: Scope, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return
  await tx.$executeRaw`
    UPDATE "Invoice" SET
      "reasonCode" = CASE WHEN fingerprint <> "bookedFingerprint" THEN 'changed-after-booking' END,
      "reasonParams" = CASE WHEN fingerprint <> "bookedFingerprint" THEN jsonb_build_object('number', number) END
    WHERE id = ANY(${ids}::uuid[]) AND "workspaceId" = ${workspaceId}::uuid AND state = 'booked'
      AND (fingerprint <> "bookedFingerprint" OR "reasonCode" = 'changed-after-booking')`
}

/** Has the run look again at what it could not book: somebody who joined it may have brought the cure. */
export const forgetAttempts = async (
  { tx, workspaceId }: Scope,
  { combiId, runId }: { combiId: string; runId: string },
): Promise<void> => {
  await tx.invoice.updateMany({
    where: { workspaceId, combiId, lastRunId: runId, state: { in: ['offered', 'action'] } },
    data: { lastRunId: null },
  })
}
