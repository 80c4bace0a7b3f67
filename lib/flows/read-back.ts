import { withWorkspace } from '@/lib/db/client'
import type { BookingCandidate } from '@/lib/db/invoices'
import { findOpenPostings } from '@/lib/db/postings'
import type { BookedEntry, Period, SalesEntry } from '@/lib/domain/books'
import { compareEntry } from '@/lib/sync/compare-entry'
import type { Reason } from '@/lib/sync/reasons'
import type { RunWork } from './run-work'

/** An attempt that was begun and never verified: what was to be sent, and what stands under its id now. */
export type Doubt = { sent: SalesEntry; standing: BookedEntry | null }

/** An invoice with the entry that it becomes. `doubt`: an earlier attempt may have reached the books. */
export type PlannedEntry = {
  candidate: BookingCandidate
  entry: SalesEntry
  notes: Reason[]
  doubt: Doubt | null
}

/** Whether the books hold exactly this entry. */
export const hasArrived = (entry: SalesEntry, { standing }: Pick<Doubt, 'standing'>): boolean =>
  standing !== null && compareEntry(entry, standing) === null

/** The entries of these periods as the books have them: one list a period, whatever the number of entries. */
export const readEntries = async (
  { books }: RunWork,
  administrationRef: string,
  periods: readonly Period[],
): Promise<Map<string, BookedEntry>> => {
  const distinct = new Map(periods.map((period) => [keyOfPeriod(period), period]))
  const found = new Map<string, BookedEntry>()
  for (const period of distinct.values())
    for (const booked of await books.listEntries(administrationRef, period)) found.set(booked.id, booked)
  return found
}

export const keyOfPeriod = ({ fiscalYear, period }: Period): string => `${String(fiscalYear)}/${String(period)}`

/**
 * Earlier attempts of these invoices whose end is unknown, looked up in the period for which they were sent: another
 * booking date may have been chosen since.
 */
export const findDoubtful = async (
  work: RunWork,
  administrationRef: string,
  candidates: readonly BookingCandidate[],
): Promise<Map<string, Doubt>> => {
  const { flows, workspaceId } = work
  const ids = candidates.map(({ id }) => id)
  const open = await withWorkspace(flows.db, workspaceId, (scope) => findOpenPostings(scope, ids))
  const found = await readEntries(
    work,
    administrationRef,
    open.map(({ request }) => request.period),
  )
  return new Map(
    open.map(({ invoiceId, request }) => [invoiceId, { sent: request, standing: found.get(request.id) ?? null }]),
  )
}
