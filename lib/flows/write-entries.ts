import { ConnectorError } from '@/lib/connectors/errors'
import { addInvoiceEvents } from '@/lib/db/invoice-actions'
import { beginBooking, recordBookingResults, type BookingCandidate } from '@/lib/db/invoices'
import { recordIntents, recordPostingResults, type PostingResult } from '@/lib/db/postings'
import type { BookedEntry, BooksMessage, Period, SalesEntry } from '@/lib/domain/books'
import { compareEntry } from '@/lib/sync/compare-entry'
import { requestHash } from '@/lib/sync/fingerprint'
import type { Reason } from '@/lib/sync/reasons'
import { answerDeadline } from './deadlines'
import { invoiceItem, saveHeld, type Held } from './record-bookings'
import { toBooksRefusal } from './refusals'
import { recordWork, type RunWork } from './run-work'
import { count } from './tally'

/** `isDoubtful`: an earlier attempt was begun and never verified, so the entry may stand in the books already. */
export type PlannedEntry = { candidate: BookingCandidate; entry: SalesEntry; notes: Reason[]; isDoubtful: boolean }

/** After as many writes in a row without an answer the books are down; going on would only make more doubt. */
const mostUnanswered = 3

type Sent = { kind: 'sent'; messages: BooksMessage[] }
type Outcome = Sent | { kind: 'refused'; reason: Reason } | { kind: 'unknown'; reason: Reason }

/**
 * Writes planned entries to the books, each exactly once. The intent is stored before the first write; an entry that
 * may be there already is looked for before it is written again; and no answer is believed until the entry has been
 * read back, all of a period in one list, and agrees to the cent.
 * @throws ConnectorError when the run must pause or the books are down; what was done until then is recorded.
 */
export const writeEntries = async (
  work: RunWork,
  administrationRef: string,
  planned: readonly PlannedEntry[],
): Promise<void> => {
  if (planned.length === 0) return
  const begun = await begin(work, administrationRef, planned)
  const found = await readBack(
    work,
    administrationRef,
    begun.filter(({ isDoubtful }) => isDoubtful),
  )
  const outcomes = new Map<string, Outcome>()
  const stop = await sendAll(work, administrationRef, { begun, found, outcomes })
  await verify(work, administrationRef, { begun, outcomes })
  if (stop !== null) throw stop
}

const begin = (work: RunWork, administrationRef: string, planned: readonly PlannedEntry[]): Promise<PlannedEntry[]> =>
  recordWork(work, async (scope) => {
    const ids = await beginBooking(
      scope,
      work.run.id,
      planned.map(({ candidate, entry }) => ({
        id: candidate.id,
        administrationRef,
        booksNumber: entry.invoiceNumber,
        booksDebtorId: entry.debtorId,
        entryId: entry.id,
        fiscalYear: entry.period.fiscalYear,
      })),
    )
    const begun = planned.filter(({ candidate }) => ids.has(candidate.id))
    await recordIntents(
      scope,
      begun.map(({ candidate, entry }) => ({
        id: entry.id,
        combiId: work.combi.id,
        invoiceId: candidate.id,
        revision: 0,
        request: entry,
        requestHash: requestHash(entry),
      })),
    )
    return begun
  })

type Batch = { begun: readonly PlannedEntry[]; found: ReadonlyMap<string, BookedEntry>; outcomes: Map<string, Outcome> }

/** Sends in order until the run must stop; returns the error that stopped it. What is missing in `outcomes` was not sent. */
const sendAll = async (
  { books }: RunWork,
  administrationRef: string,
  { begun, found, outcomes }: Batch,
): Promise<ConnectorError | null> => {
  let unanswered = 0
  for (const { candidate, entry } of begun) {
    const standing = found.get(entry.id)
    if (standing !== undefined && compareEntry(entry, standing) === null) {
      outcomes.set(entry.id, { kind: 'sent', messages: [] })
      continue
    }
    try {
      outcomes.set(entry.id, { kind: 'sent', ...(await books.putEntry(administrationRef, entry)) })
      unanswered = 0
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error
      const refusal = toBooksRefusal(error, {
        account: entry.lines.map(({ ledgerAccount }) => ledgerAccount).join(', '),
        debtor: candidate.invoice.debtor.name,
        booksNumber: entry.invoiceNumber,
        period: entry.period,
      })
      if (refusal.stop) return error
      const isUnanswered = error.kind === 'unavailable'
      outcomes.set(entry.id, { kind: isUnanswered ? 'unknown' : 'refused', reason: refusal.reason })
      unanswered = isUnanswered ? unanswered + 1 : 0
      if (unanswered >= mostUnanswered) return error
    }
  }
  return null
}

const periodKey = ({ fiscalYear, period }: Period): string => `${String(fiscalYear)}/${String(period)}`

/** The entries of these periods as the books have them: one list a period, whatever the number of entries. */
const readBack = async (
  { books }: RunWork,
  administrationRef: string,
  entries: readonly PlannedEntry[],
): Promise<Map<string, BookedEntry>> => {
  const periods = new Map(entries.map(({ entry }) => [periodKey(entry.period), entry.period]))
  const found = new Map<string, BookedEntry>()
  for (const period of periods.values())
    for (const booked of await books.listEntries(administrationRef, period)) found.set(booked.id, booked)
  return found
}

/**
 * Reads back what was sent or may have arrived, and records how every entry of the batch ended. When the books cannot be
 * read the entries stay `processing` with their open posting, and the next attempt looks before it writes.
 */
const verify = async (
  work: RunWork,
  administrationRef: string,
  { begun, outcomes }: Pick<Batch, 'begun' | 'outcomes'>,
): Promise<void> => {
  const mayStand = begun.filter(({ entry, isDoubtful }) => isDoubtful || hasLeft(outcomes.get(entry.id)))
  const found = await readBack(work, administrationRef, mayStand)
  await recordWork(work, async (scope) => {
    const { flows, run, tally } = work
    const now = flows.now()
    const booked: PlannedEntry[] = []
    const held: Held[] = []
    const untried: PlannedEntry[] = []
    const postings: PostingResult[] = []
    for (const one of begun) {
      const outcome = outcomes.get(one.entry.id)
      if (outcome === undefined) {
        untried.push(one)
        continue
      }
      const readEntry = found.get(one.entry.id) ?? null
      const result = conclude(one.entry, outcome, readEntry)
      postings.push({
        id: one.entry.id,
        state: result.state,
        readBack: readEntry,
        messages: outcome.kind === 'sent' ? outcome.messages : null,
      })
      if (result.reason === null) booked.push(one)
      else held.push({ candidate: one.candidate, reason: result.reason, keepsNumber: result.state === 'sent' })
      for (const note of notesOf(one, outcome))
        tally.items.push(invoiceItem(work, one.candidate, { outcome: 'note', reason: note }))
    }
    for (const { candidate } of booked)
      tally.items.push(invoiceItem(work, candidate, { outcome: 'booked', reason: null }))
    count(tally, 'bookedCount', booked.length)
    await recordPostingResults(scope, postings, now)
    await recordBookingResults(
      scope,
      [
        ...booked.map(({ candidate }) => ({
          id: candidate.id,
          state: 'booked' as const,
          reason: null,
          bookedFingerprint: candidate.fingerprint,
          lastRunId: run.id,
          keepsNumber: true,
        })),
        ...untried.map(({ candidate, isDoubtful }) => ({
          id: candidate.id,
          state: 'offered' as const,
          reason: null,
          bookedFingerprint: null,
          lastRunId: null,
          keepsNumber: isDoubtful,
        })),
      ],
      { now, deadline: answerDeadline(now) },
    )
    await addInvoiceEvents(
      scope,
      booked.map(({ candidate, entry }) => ({
        invoiceId: candidate.id,
        at: now,
        actorId: null,
        kind: 'booked',
        params: { entryId: entry.id, booksNumber: entry.invoiceNumber, bookingDate: entry.bookingDate, runId: run.id },
      })),
    )
    await saveHeld(work, scope, held)
  })
}

const hasLeft = (outcome: Outcome | undefined): boolean => outcome?.kind === 'sent' || outcome?.kind === 'unknown'

/** How an entry ended. An unanswered write that reads back well has arrived; one that does not is tried again later. */
const conclude = (
  entry: SalesEntry,
  outcome: Outcome,
  readEntry: BookedEntry | null,
): { state: PostingResult['state']; reason: Reason | null } => {
  if (outcome.kind === 'refused') return { state: readEntry === null ? 'refused' : 'sent', reason: outcome.reason }
  const difference = compareEntry(entry, readEntry)
  if (difference === null) return { state: 'verified', reason: null }
  return { state: 'sent', reason: outcome.kind === 'unknown' ? outcome.reason : difference }
}

const notesOf = ({ notes }: PlannedEntry, outcome: Outcome): Reason[] => [
  ...notes,
  ...(outcome.kind === 'sent'
    ? outcome.messages.map(({ text }): Reason => ({ code: 'books-message', params: { text } }))
    : []),
]
