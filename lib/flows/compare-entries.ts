import { withWorkspace } from '@/lib/db/client'
import { addInvoiceEvents, markDrift } from '@/lib/db/invoice-actions'
import { listPeriodsToCompare, listToCompare, recordComparisons, type ComparedPosting } from '@/lib/db/sweeps'
import type { BookedEntry } from '@/lib/domain/books'
import { compareEntry } from '@/lib/sync/compare-entry'
import type { Reason } from '@/lib/sync/reasons'
import { readEntries } from './read-back'
import { recordWork, type RunWork } from './run-work'
import { count, toStored } from './tally'

/** One list each: a year of twelve periods has been compared whole within two nights. */
const mostPeriods = 6
/** An entry that is not in its period may stand in another one; those are looked up one by one, and the rest next time. */
const mostLookups = 20

/** Compares entries with what the books hold now, for the periods that were longest not compared. */
export const compareEntries = async (work: RunWork, administrationRef: string): Promise<void> => {
  const { flows, workspaceId, combi } = work
  const books = { combiId: combi.id, administrationRef }
  const { periods, postings } = await withWorkspace(flows.db, workspaceId, async (scope) => {
    const toCompare = await listPeriodsToCompare(scope, books, mostPeriods)
    return {
      periods: toCompare,
      postings: toCompare.length === 0 ? [] : await listToCompare(scope, books, toCompare),
    }
  })
  if (postings.length === 0) return
  const found = new Map<string, BookedEntry | null>(await readEntries(work, administrationRef, periods))
  const elsewhere = postings.filter(({ entryId }) => !found.has(entryId))
  for (const { entryId } of elsewhere.slice(0, mostLookups))
    found.set(entryId, await work.books.getEntry(administrationRef, entryId))
  await record(
    work,
    postings.flatMap((posting) => {
      const standing = found.get(posting.entryId)
      return standing === undefined ? [] : [{ posting, standing, reason: judge(posting, standing) }]
    }),
  )
}

type Judged = { posting: ComparedPosting; standing: BookedEntry | null; reason: Reason | null }

const judge = ({ sent }: ComparedPosting, standing: BookedEntry | null): Reason | null =>
  standing === null
    ? { code: 'entry-missing', params: { booksNumber: sent.invoiceNumber } }
    : compareEntry(sent, standing)

const marks = ['read-back-differs', 'entry-missing']

const record = (work: RunWork, judged: readonly Judged[]): Promise<void> =>
  recordWork(work, async (scope) => {
    const { flows, tally } = work
    const now = flows.now()
    await recordComparisons(
      scope,
      judged.map(({ posting, standing, reason }) => ({
        ...{ entryId: posting.entryId, invoiceId: posting.invoice.id, readBack: standing },
        reason: reason && toStored(reason),
      })),
      now,
    )
    const isMarked = ({ posting }: Judged) => marks.includes(posting.invoice.reasonCode ?? '')
    const cured = judged.filter((one) => one.reason === null && isMarked(one))
    const news = judged.filter(({ posting, reason }) => reason !== null && posting.invoice.reasonCode !== reason.code)
    await markDrift(
      scope,
      cured.map(({ posting }) => posting.invoice.id),
    )
    count(tally, 'actionCount', news.length)
    for (const { posting, reason } of news) {
      const { id, sourceRef, number, debtorName, grossCents } = posting.invoice
      tally.items.push({
        ...{ at: now, kind: 'invoice', ref: sourceRef, invoiceId: id, label: number, debtorName },
        ...{ amountCents: grossCents, bookingDate: posting.sent.bookingDate, outcome: 'action' },
        reason: reason && toStored(reason),
      })
    }
    await addInvoiceEvents(scope, [
      ...news.map(({ posting, reason }) => ({
        ...{ invoiceId: posting.invoice.id, at: now, actorId: null },
        kind: reason?.code === 'entry-missing' ? 'entry-missing' : 'entry-differs',
        ...(reason === null ? {} : { params: { ...toStored(reason) } }),
      })),
      ...cured.map(({ posting }) => ({
        ...{ invoiceId: posting.invoice.id, at: now, actorId: null, kind: 'entry-agrees' },
      })),
    ])
  })
