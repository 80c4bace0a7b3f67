import type { AccountingAccount, Checkpoint, SourceAccount } from '@/lib/connectors/contract'
import { ConnectorError } from '@/lib/connectors/errors'
import { withWorkspace, type Scope } from '@/lib/db/client'
import { findCombi, type CombiRecord } from '@/lib/db/combis'
import {
  beginReconciliation,
  endReconciliation,
  failReconciliation,
  findReconciliation,
  findReconciliationById,
  keepDraft,
  type MonthReading,
  type ReadingDraft,
  type ReadInvoice,
  type ReconciliationPlace,
} from '@/lib/db/reconciliations'
import { nextMonth, readMonth } from '@/lib/db/views/reconciliation'
import type { BookedEntry, Period } from '@/lib/domain/books'
import { addDays, type Day } from '@/lib/domain/day'
import type { Invoice } from '@/lib/domain/invoice'
import { sumCents } from '@/lib/domain/money'
import { invoiceFingerprint } from '@/lib/sync/fingerprint'
import { periodOf } from '@/lib/sync/period'
import type { Reason } from '@/lib/sync/reasons'
import type { FlowContext } from './context'
import { keyOfPeriod } from './read-back'
import { toStored } from './tally'

export type ReconciliationRequest = ReconciliationPlace & { workspaceId: string }

export type ReconciliationAnswer =
  { ok: true; id: string; joined: boolean } | { ok: false; reason: 'not-found' | 'reconnect' }

/** Longer than the longest pause between two signs of life: beyond it the worker died, and a person may begin again. */
const silentMs = 10 * 60_000

/** A hundred invoices a page: a month with more is not read in one go. */
const mostPages = 60
/** Entries that are not where they were booked are looked for one by one; many have one cause, which these tell. */
const mostLookups = 20
const leastWaitMs = 1_000

/**
 * Asks for a month to be read afresh from both sides, or joins the reading under way. The caller sends the event that makes
 * it happen.
 */
export const requestReconciliation = (
  flows: FlowContext,
  { workspaceId, ...place }: ReconciliationRequest,
): Promise<ReconciliationAnswer> =>
  withWorkspace(flows.db, workspaceId, async (scope) => {
    const combi = await findCombi(scope, place.combiId)
    const isKnown = combi?.profiles.some(({ administrationRef }) => administrationRef === place.administrationRef)
    if (combi === null || combi.state === 'removed' || !isKnown) return { ok: false, reason: 'not-found' }
    if (combi.state === 'reconnect') return { ok: false, reason: 'reconnect' }
    const now = flows.now()
    const silentBefore = new Date(now.getTime() - silentMs)
    const id = await beginReconciliation(scope, place, { now, silentBefore })
    if (id !== null) return { ok: true, id, joined: false }
    const underWay = await findReconciliation(scope, place)
    return underWay === null ? { ok: false, reason: 'not-found' } : { ok: true, id: underWay.id, joined: true }
  })

export type ReconciliationKey = { workspaceId: string; reconciliationId: string }

/** `waitMs` above zero: sleep that long and go on; nothing failed. */
export type ReadingSlice = { done: boolean; waitMs: number }

type Work = {
  flows: FlowContext
  workspaceId: string
  id: string
  combi: CombiRecord
  place: ReconciliationPlace
  source: SourceAccount
  books: AccountingAccount
  draft: ReadingDraft
  spent: { calls: number }
}

const emptyDraft = (): ReadingDraft => ({ invoices: [], unreadable: [], checkpoint: null, isRead: false })

/**
 * Reads a month from both sides, until it is done or a vendor asks to wait. Pages of the source are kept as they come; the
 * books are one list a period.
 * @throws ConnectorError when a vendor does not answer, for the caller to try again later.
 */
export const readReconciliation = async (flows: FlowContext, key: ReconciliationKey): Promise<ReadingSlice> => {
  const work = await openReading(flows, key)
  if (work === null) return { done: true, waitMs: 0 }
  try {
    await readSource(work)
    const result = await readBoth(work)
    await inWorkspace(work, (scope) =>
      endReconciliation(scope, work.id, { result, calls: takeCalls(work), now: flows.now() }),
    )
    return { done: true, waitMs: 0 }
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    return await handleStop(work, error)
  }
}

const inWorkspace = <T>({ flows, workspaceId }: Work, save: (scope: Scope) => Promise<T>): Promise<T> =>
  withWorkspace(flows.db, workspaceId, save)

/** The calls made since they were last written down. */
const takeCalls = ({ spent }: Work): number => {
  const { calls } = spent
  spent.calls = 0
  return calls
}

const openReading = async (
  flows: FlowContext,
  { workspaceId, reconciliationId }: ReconciliationKey,
): Promise<Work | null> => {
  const found = await withWorkspace(flows.db, workspaceId, async (scope) => {
    const record = await findReconciliationById(scope, reconciliationId)
    const combi = record && (await findCombi(scope, record.combiId))
    return record?.state === 'reading' && combi !== null && combi.state !== 'removed' ? { record, combi } : null
  })
  if (found === null) return null
  const { record, combi } = found
  const spent = { calls: 0 }
  const observe = () => {
    spent.calls += 1
  }
  const keyOf = ({ id, connectorId, accountRef }: CombiRecord['source']) => ({
    workspaceId,
    connectionId: id,
    connectorId,
    accountRef,
  })
  return {
    flows,
    workspaceId,
    id: record.id,
    combi,
    place: record,
    source: flows.openSource(keyOf(combi.source), observe),
    books: flows.openBooks(keyOf(combi.books), observe),
    draft: record.draft ?? emptyDraft(),
    spent,
  }
}

const lastDay = (month: Day): Day => addDays(nextMonth(month), -1)

const toRead = (invoice: Invoice): ReadInvoice => ({
  ref: invoice.ref,
  number: invoice.number,
  debtorName: invoice.debtor.name,
  issuedOn: invoice.issuedOn,
  fingerprint: invoiceFingerprint(invoice),
  sourceUrl: invoice.sourceUrl,
  companyProfileRef: invoice.companyProfileRef,
  netCents: invoice.netCents,
  vatCents: invoice.vatCents,
  grossCents: invoice.grossCents,
})

/** Reads the pages of the month that were not read yet. One that is met twice counts as it was met last. */
const readSource = async (work: Work): Promise<void> => {
  const { source, place, draft } = work
  const filter = { issuedFrom: place.month, issuedUntil: lastDay(place.month) }
  for (let pages = 0; !draft.isRead; pages += 1) {
    if (pages === mostPages) throw new Error(`Month ${place.month} of combi ${place.combiId} does not come to an end`)
    const page = await source.listInvoices(draft.checkpoint as Checkpoint | null, filter)
    const fresh = new Map(page.items.map((invoice) => [invoice.ref, toRead(invoice)]))
    draft.invoices = [...draft.invoices.filter(({ ref }) => !fresh.has(ref)), ...fresh.values()]
    const known = new Set(page.rejected.map(({ ref }) => ref))
    draft.unreadable = [
      ...draft.unreadable.filter(({ ref }) => !known.has(ref)),
      ...page.rejected.map(({ ref, label }) => ({ ref, label })),
    ]
    draft.checkpoint = page.checkpoint
    draft.isRead = !page.hasMore
    await keep(work, null)
  }
}

const keep = (work: Work, waitingUntil: Date | null): Promise<boolean> =>
  inWorkspace(work, (scope) =>
    keepDraft(scope, work.id, {
      draft: work.draft,
      calls: takeCalls(work),
      now: work.flows.now(),
      waitingUntil,
    }),
  )

/** What became of held invoices that the month no longer shows, and what the books hold. */
const readBoth = async (work: Work): Promise<MonthReading> => {
  const { combi, place, draft } = work
  const companyProfileRefs = combi.profiles
    .filter(({ administrationRef }) => administrationRef === place.administrationRef)
    .map(({ companyProfileRef }) => companyProfileRef)
  const month = await inWorkspace(work, (scope) => readMonth(scope, { ...place, companyProfileRefs }, place.month))
  const met = new Set([...draft.invoices, ...draft.unreadable].map(({ ref }) => ref))
  const gone = month.held.map(({ ref }) => ref).filter((ref) => !met.has(ref))
  const { items, rejected } = gone.length === 0 ? { items: [], rejected: [] } : await work.source.getInvoices(gone)
  return {
    invoices: draft.invoices,
    unreadable: [...draft.unreadable, ...rejected.map(({ ref, label }) => ({ ref, label }))],
    movedRefs: items.map(({ ref }) => ref),
    ...(await readEntries(
      work,
      [...month.postings.values()].map(({ sent, readBack }) => ({ id: sent.id, period: readBack.period })),
    )),
  }
}

type Booked = { id: string; period: Period }

/** The periods that hold days of the month, whatever its administration calls a period. */
const periodsOfMonth = async ({ books, place }: Work): Promise<Period[]> => {
  const administrations = await books.listAdministrations()
  const administration = administrations.find(({ ref }) => ref === place.administrationRef)
  if (administration === undefined) return []
  return [place.month, addDays(place.month, 14), lastDay(place.month)].flatMap(
    (day) => periodOf(administration, day) ?? [],
  )
}

const readEntries = async (
  work: Work,
  booked: readonly Booked[],
): Promise<Pick<MonthReading, 'entries' | 'others'>> => {
  const { books, place } = work
  const periods = [...booked.map(({ period }) => period), ...(await periodsOfMonth(work))]
  const found = new Map<string, BookedEntry>()
  for (const period of new Map(periods.map((one) => [keyOfPeriod(one), one])).values())
    for (const entry of await books.listEntries(place.administrationRef, period)) found.set(entry.id, entry)
  const ours = new Set(booked.map(({ id }) => id))
  // Moved to another period by hand, or gone: the entry itself tells which.
  for (const { id } of booked.filter(({ id: entryId }) => !found.has(entryId)).slice(0, mostLookups)) {
    const entry = await books.getEntry(place.administrationRef, id)
    if (entry !== null) found.set(id, entry)
  }
  const others = [...found.values()].filter(
    ({ id, bookingDate }) => !ours.has(id) && bookingDate.slice(0, 7) === place.month.slice(0, 7),
  )
  return {
    entries: [...found.values()].filter(({ id }) => ours.has(id)),
    others: { count: others.length, grossCents: sumCents(others.map(({ grossCents }) => grossCents)) },
  }
}

const handleStop = async (work: Work, error: ConnectorError): Promise<ReadingSlice> => {
  const now = work.flows.now()
  if (error.kind === 'rate-limit') {
    const waitMs = Math.max(error.details.retryAfterMs ?? 60_000, leastWaitMs)
    const isKept = await keep(work, new Date(now.getTime() + waitMs))
    return { done: !isKept, waitMs: isKept ? waitMs : 0 }
  }
  if (error.kind === 'unavailable') {
    await keep(work, null)
    throw error
  }
  await fail(work, toReason(work, error))
  return { done: true, waitMs: 0 }
}

const toReason = ({ combi }: Work, error: ConnectorError): Reason => {
  const text = error.details.vendorText ?? ''
  const isSource = error.details.connectorId === combi.source.connectorId
  if (error.details.reason === 'no-rights') return { code: 'rights-missing', params: { text } }
  if (error.kind === 'auth') return { code: isSource ? 'reconnect-source' : 'reconnect-books', params: { text } }
  return { code: isSource ? 'source-refused' : 'books-refused', params: { text } }
}

const fail = (work: Work, reason: Reason): Promise<void> =>
  inWorkspace(work, (scope) =>
    failReconciliation(scope, work.id, {
      reason: toStored(reason),
      calls: takeCalls(work),
      now: work.flows.now(),
    }),
  )

/** Ends a reading that was tried as often as makes sense; the last complete one stays. */
export const endFailedReconciliation = async (
  flows: FlowContext,
  { workspaceId, reconciliationId }: ReconciliationKey,
): Promise<void> => {
  const reason: Reason = { code: 'not-answered', params: { text: '' } }
  await withWorkspace(flows.db, workspaceId, (scope) =>
    failReconciliation(scope, reconciliationId, { reason: toStored(reason), calls: 0, now: flows.now() }),
  )
}
