import { ConnectorError } from '@/lib/connectors/errors'
import { recordOpenPeriod } from '@/lib/db/closed-periods'
import { addWantedFiles } from '@/lib/db/entry-files'
import { addInvoiceEvents } from '@/lib/db/invoice-actions'
import { withWorkspace } from '@/lib/db/client'
import { beginBooking, recordBookingResults } from '@/lib/db/invoices'
import { recordIntents, recordPostingResults, type PostingResult } from '@/lib/db/postings'
import type { BookedEntry, BooksMessage } from '@/lib/domain/books'
import { compareEntry } from '@/lib/sync/compare-entry'
import { requestHash } from '@/lib/sync/fingerprint'
import type { Reason } from '@/lib/sync/reasons'
import { answerDeadline } from './deadlines'
import { dropLost } from './lost-debtors'
import { hasArrived, keyOfPeriod, readEntries, type PlannedEntry } from './read-back'
import { invoiceItem, saveHeld, type Held } from './record-bookings'
import { mostUnanswered, toBooksRefusal } from './refusals'
import { keepLease, recordWork, type RunWork } from './run-work'
import { count } from './tally'

/** `found`: it stood in the books before anything was sent. `sent` and `unknown` are only believed once read back. */
type Outcome =
  | { kind: 'found'; standing: BookedEntry }
  | { kind: 'sent'; messages: BooksMessage[] }
  | { kind: 'refused'; reason: Reason }
  | { kind: 'unknown'; reason: Reason }

/**
 * Writes planned entries to the books, each exactly once, period by period. The intent is stored before the first write;
 * an entry that may be there already was looked for before; and no answer is believed until the entry has been read back,
 * all of a period in one list, and agrees to the cent.
 * @throws ConnectorError when the run must pause or the books are down; what was done until then is recorded.
 */
export const writeEntries = async (
  work: RunWork,
  administrationRef: string,
  planned: readonly PlannedEntry[],
): Promise<void> => {
  const periods = new Map<string, PlannedEntry[]>()
  for (const one of planned) {
    const key = keyOfPeriod(one.entry.period)
    periods.set(key, [...(periods.get(key) ?? []), one])
  }
  const silence = { unanswered: 0 }
  const dropped = new Set<string>()
  for (const group of periods.values()) await writePeriod(work, { administrationRef, group, silence, dropped })
}

/** Records entries that were found standing in the books exactly as they were once sent. */
export const recordArrived = async (
  work: RunWork,
  administrationRef: string,
  arrived: readonly PlannedEntry[],
): Promise<void> => {
  if (arrived.length === 0) return
  const begun = await begin(work, administrationRef, arrived)
  await record(work, begun, { outcomes: findStanding(begun), found: new Map() })
}

type PeriodBatch = {
  administrationRef: string
  group: readonly PlannedEntry[]
  silence: { unanswered: number }
  /** Relations whose link was let go while these entries were written. */
  dropped: Set<string>
}

const writePeriod = async (work: RunWork, batch: PeriodBatch): Promise<void> => {
  const { administrationRef, group, silence } = batch
  const begun = await begin(work, administrationRef, group)
  const outcomes = findStanding(begun)
  const stop = await sendAll(work, administrationRef, { begun, outcomes, silence })
  await forgetLost(work, batch, { begun, outcomes })
  await verify(work, administrationRef, { begun, outcomes })
  if (stop !== null) throw stop
}

const begin = (work: RunWork, administrationRef: string, group: readonly PlannedEntry[]): Promise<PlannedEntry[]> =>
  recordWork(work, async (scope) => {
    const ids = await beginBooking(
      scope,
      work.run.id,
      group.map(({ candidate, entry }) => ({
        id: candidate.id,
        bookingDate: candidate.bookingDate,
        administrationRef,
        booksNumber: entry.invoiceNumber,
        booksDebtorId: entry.debtorId,
        entryId: entry.id,
        fiscalYear: entry.period.fiscalYear,
      })),
    )
    const begun = group.filter(({ candidate }) => ids.has(candidate.id))
    await recordIntents(
      scope,
      begun.map(({ candidate, entry }) => ({
        id: entry.id,
        combiId: work.combi.id,
        invoiceId: candidate.id,
        role: 'entry' as const,
        revision: candidate.revision,
        request: entry,
        requestHash: requestHash(entry),
        document: candidate.invoice,
      })),
    )
    return begun
  })

const findStanding = (entries: readonly PlannedEntry[]): Map<string, Outcome> =>
  new Map(
    entries.flatMap(({ entry, doubt }) =>
      doubt?.standing != null && hasArrived(entry, doubt)
        ? [[entry.id, { kind: 'found', standing: doubt.standing }]]
        : [],
    ),
  )

type Batch = { begun: readonly PlannedEntry[]; outcomes: Map<string, Outcome> }

/** Sends in order until the run must stop; returns the error that stopped it. What is missing in `outcomes` was not sent. */
const sendAll = async (
  work: RunWork,
  administrationRef: string,
  { begun, outcomes, silence }: Batch & { silence: { unanswered: number } },
): Promise<ConnectorError | null> => {
  for (const { candidate, entry } of begun) {
    if (outcomes.has(entry.id)) continue
    await keepLease(work)
    try {
      outcomes.set(entry.id, { kind: 'sent', ...(await work.books.putEntry(administrationRef, entry)) })
      silence.unanswered = 0
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error
      const refusal = toBooksRefusal(error, {
        account: entry.lines.map(({ ledgerAccount }) => ledgerAccount).join(', '),
        debtor: candidate.invoice.debtor.name,
        booksDebtorId: entry.debtorId,
        booksNumber: entry.invoiceNumber,
        period: entry.period,
      })
      if (refusal.stop) return error
      const isUnanswered = error.kind === 'unavailable'
      outcomes.set(entry.id, { kind: isUnanswered ? 'unknown' : 'refused', reason: refusal.reason })
      silence.unanswered = isUnanswered ? silence.unanswered + 1 : 0
      if (silence.unanswered >= mostUnanswered) return error
    }
  }
  return null
}

/** Entries on a debtor that the books no longer have count as not tried: the same run books them on the right one. */
const forgetLost = async (
  work: RunWork,
  { administrationRef, dropped }: PeriodBatch,
  { begun, outcomes }: Batch,
): Promise<void> => {
  const lost = begun.filter(({ entry }) => {
    const outcome = outcomes.get(entry.id)
    return outcome?.kind === 'refused' && outcome.reason.code === 'debtor-gone'
  })
  const links = lost.map(({ candidate: { invoice }, entry }) => ({
    ...{ debtorRef: invoice.debtor.ref, name: invoice.debtor.name },
    ...{ administrationRef, booksDebtorId: entry.debtorId },
  }))
  for (const ref of await dropLost(work, links)) dropped.add(ref)
  for (const { candidate, entry } of lost) if (dropped.has(candidate.invoice.debtor.ref)) outcomes.delete(entry.id)
}

const hasLeft = (outcome: Outcome | undefined): boolean => outcome?.kind === 'sent' || outcome?.kind === 'unknown'

/**
 * Reads back what was sent or may have arrived, and records how every entry ended. When the books cannot be read, those
 * stay `processing` with their open posting, and the next attempt looks before it writes; the others are recorded.
 */
const verify = async (work: RunWork, administrationRef: string, { begun, outcomes }: Batch): Promise<void> => {
  const left = begun.filter(({ entry }) => hasLeft(outcomes.get(entry.id)))
  const others = begun.filter(({ entry }) => !hasLeft(outcomes.get(entry.id)))
  try {
    const found = await readEntries(
      work,
      administrationRef,
      left.map(({ entry }) => entry.period),
    )
    await record(work, begun, { outcomes, found })
    await rememberOpen(work, administrationRef, { begun, outcomes, found })
  } catch (error) {
    if (error instanceof ConnectorError && others.length > 0) await record(work, others, { outcomes, found: new Map() })
    throw error
  }
}

/** What the books just took says that its period is open. */
const rememberOpen = async (
  { flows, workspaceId, combi }: RunWork,
  administrationRef: string,
  { begun, outcomes, found }: Batch & { found: ReadonlyMap<string, BookedEntry> },
): Promise<void> => {
  const taken = begun.find(({ entry }) => outcomes.get(entry.id)?.kind === 'sent' && found.has(entry.id))
  if (taken === undefined) return
  await withWorkspace(flows.db, workspaceId, (scope) =>
    recordOpenPeriod(scope, { combiId: combi.id, administrationRef }, taken.entry.period),
  )
}

type Known = { outcomes: ReadonlyMap<string, Outcome>; found: ReadonlyMap<string, BookedEntry> }

const record = (work: RunWork, entries: readonly PlannedEntry[], { outcomes, found }: Known): Promise<void> =>
  recordWork(work, async (scope) => {
    const { flows, run, tally } = work
    const now = flows.now()
    const booked: PlannedEntry[] = []
    const held: Held[] = []
    const untried: PlannedEntry[] = []
    const postings: PostingResult[] = []
    for (const one of entries) {
      const outcome = outcomes.get(one.entry.id)
      if (outcome === undefined) {
        untried.push(one)
        continue
      }
      const readEntry =
        outcome.kind === 'found' ? outcome.standing : (found.get(one.entry.id) ?? one.doubt?.standing ?? null)
      const result = conclude(one, outcome, readEntry)
      postings.push({
        id: one.entry.id,
        state: result.state,
        readBack: readEntry,
        messages: outcome.kind === 'sent' ? outcome.messages : null,
      })
      if (result.reason === null) booked.push(one)
      else held.push({ candidate: one.candidate, reason: result.reason, keepsNumber: result.mayStand })
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
          bookingDate: candidate.bookingDate,
          state: 'booked' as const,
          reason: null,
          bookedFingerprint: candidate.fingerprint,
          lastRunId: run.id,
          keepsNumber: true,
        })),
        ...untried.map(({ candidate, doubt }) => ({
          id: candidate.id,
          bookingDate: candidate.bookingDate,
          state: 'offered' as const,
          reason: null,
          bookedFingerprint: null,
          lastRunId: null,
          keepsNumber: doubt?.standing != null,
        })),
      ],
      { now, deadline: answerDeadline(now) },
    )
    if (work.combi.attachesPdf)
      await addWantedFiles(
        scope,
        booked.map(({ candidate, entry }) => ({
          ...{ entryId: entry.id, invoiceId: candidate.id, combiId: work.combi.id, now },
        })),
      )
    // Every invoice before the first event: events are counted per day, and who ignores an invoice takes them in this order.
    await saveHeld(work, scope, held)
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
  })

type Conclusion = { state: PostingResult['state']; reason: Reason | null; mayStand: boolean }

/**
 * How an entry ended. An unanswered write that reads back well has arrived; one that is not there is tried again later,
 * and looked for first.
 */
const conclude = ({ entry }: PlannedEntry, outcome: Outcome, readEntry: BookedEntry | null): Conclusion => {
  const mayStand = readEntry !== null || outcome.kind === 'sent'
  if (outcome.kind === 'refused') return { state: mayStand ? 'sent' : 'refused', reason: outcome.reason, mayStand }
  const difference = compareEntry(entry, readEntry)
  if (difference === null) return { state: 'verified', reason: null, mayStand }
  return { state: 'sent', reason: outcome.kind === 'unknown' ? outcome.reason : difference, mayStand }
}

const notesOf = ({ notes }: PlannedEntry, outcome: Outcome): Reason[] => [
  ...notes,
  ...(outcome.kind === 'sent'
    ? outcome.messages.map(({ text }): Reason => ({ code: 'books-message', params: { text } }))
    : []),
]
