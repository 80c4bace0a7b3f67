import type { InvoiceState } from '@/prisma/generated/client'
import type { Scope } from './client'

/** A record of the log, with its invoice as that stands now. */
export type RetriedRecord = { kind: string; invoiceId: string | null; state: InvoiceState | null }

/** The record of a combi's log, or null when there is no such record in it. */
export const findRetriedRecord = async (
  { tx, workspaceId }: Scope,
  { combiId, recordId }: { combiId: string; recordId: string },
): Promise<RetriedRecord | null> => {
  const record = await tx.runItem.findFirst({
    where: { workspaceId, combiId, id: recordId },
    select: { kind: true, invoiceId: true },
  })
  if (record === null) return null
  const { kind, invoiceId } = record
  const invoice =
    invoiceId === null
      ? null
      : await tx.invoice.findFirst({ where: { workspaceId, combiId, id: invoiceId }, select: { state: true } })
  return { kind, invoiceId, state: invoice?.state ?? null }
}

type OfferAgain = {
  combiId: string
  /** One invoice, or all that wait with this cause. */
  which: { invoiceId: string } | { reasonCode: string }
  from: InvoiceState[]
  now: Date
  deadline: Date
}

/**
 * Offers again what waits in one of these states, each under the booking date that it had. @returns the ids of those that were
 * not being offered already.
 */
export const setOfferedAgain = async (
  { tx, workspaceId }: Scope,
  { combiId, which, from, now, deadline }: OfferAgain,
): Promise<{ id: string }[]> =>
  tx.invoice.updateManyAndReturn({
    where: {
      workspaceId,
      combiId,
      state: { in: from },
      ...('invoiceId' in which ? { id: which.invoiceId } : { reasonCode: which.reasonCode }),
    },
    data: { state: 'offered', offeredAt: now, deadlineAt: deadline, lastRunId: null, reasonCode: null },
    select: { id: true },
  })
