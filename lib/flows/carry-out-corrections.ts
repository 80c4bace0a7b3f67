import { ConnectorError } from '@/lib/connectors/errors'
import { recordClosedPeriods, recordOpenPeriod } from '@/lib/db/closed-periods'
import { beginRemoval, recordReversed, withdrawCorrection, type AskedCorrection } from '@/lib/db/corrections'
import { addInvoiceEvents } from '@/lib/db/invoice-actions'
import { recordIntents, recordPostingResults } from '@/lib/db/postings'
import type { BookedEntry, BooksMessage, Period, SalesEntry } from '@/lib/domain/books'
import { compareEntry } from '@/lib/sync/compare-entry'
import { requestHash } from '@/lib/sync/fingerprint'
import type { Reason } from '@/lib/sync/reasons'
import { offerDeadline } from './deadlines'
import { readPaid } from './read-paid'
import { toBooksRefusal } from './refusals'
import { keepLease, recordWork, type RunWork } from './run-work'
import { count, toStored } from './tally'

/** How the wrong entry came out of the way; null when it did not, and the reason says why. */
type Reversed = { ok: true; credit: CreditWritten | null } | { ok: false; reason: Reason; closed: Period | null }
type CreditWritten = { entry: SalesEntry; readBack: BookedEntry; messages: BooksMessage[] }

/**
 * Takes wrong entries out of the way as people confirmed it, and hands their invoices over for booking. Each step is written
 * down before it is done and looked up before it is done again, so that it happens once however often this is interrupted.
 * @throws ConnectorError when the run must pause or the books are down; what was begun is gone on with by the next attempt.
 */
export const carryOutCorrections = async (work: RunWork, asked: readonly AskedCorrection[]): Promise<void> => {
  for (const correction of asked) {
    const reversed = await reverse(work, correction)
    if (reversed.ok) await recordDone(work, correction, reversed.credit)
    else await recordWithdrawn(work, correction, reversed)
  }
}

const overtaken: Reversed = { ok: false, reason: { code: 'correction-overtaken', params: {} }, closed: null }

const reverse = async (work: RunWork, correction: AskedCorrection): Promise<Reversed> => {
  const { invoice, entryId, administrationRef, reversal, standing, credit, fingerprint } = correction
  // It was taken back meanwhile.
  if (invoice.entryId !== entryId) return overtaken
  await keepLease(work)
  // What an earlier attempt brought about is done, whatever happened since.
  const written = credit === null ? null : await work.books.getEntry(administrationRef, credit.id)
  if (credit !== null && written !== null && compareEntry(credit, written) === null)
    return { ok: true, credit: { entry: credit, readBack: written, messages: [] } }
  const found = await work.books.getEntry(administrationRef, entryId)
  if (found === null) return reversal === 'credit' ? overtaken : { ok: true, credit: null }
  if (standing === null || differs(found, standing) || invoice.fingerprint !== fingerprint) return overtaken
  return reversal === 'credit' ? writeCredit(work, correction) : remove(work, correction, found)
}

const differs = (one: BookedEntry, other: BookedEntry): boolean => {
  const { lines, ...head } = one
  const { lines: otherLines, ...otherHead } = other
  return requestHash([inOrder(head), lines.map(inOrder)]) !== requestHash([inOrder(otherHead), otherLines.map(inOrder)])
}

/** The database keeps an object's fields in an order of its own. */
const inOrder = (record: object): string =>
  JSON.stringify(
    Object.entries(record).toSorted(([one], [other]) => (one < other ? -1 : 1)),
    (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? inOrder(value) : value,
  )

const remove = async (work: RunWork, correction: AskedCorrection, found: BookedEntry): Promise<Reversed> => {
  const { administrationRef, entryId, invoice } = correction
  const paidCents = await readPaid(work.books, correction, found)
  if (paidCents !== 0 || invoice.paidCents !== 0 || invoice.passedOnCents !== 0)
    return { ok: false, reason: { code: 'entry-paid', params: { booksNumber: found.invoiceNumber } }, closed: null }
  if (!(await recordWork(work, (scope) => beginRemoval(scope, correction)))) return overtaken
  let refusal: ConnectorError | null = null
  try {
    await work.books.removeEntry(administrationRef, entryId)
  } catch (error) {
    refusal = toRefusal(error)
  }
  if ((await work.books.getEntry(administrationRef, entryId)) === null) return { ok: true, credit: null }
  return refused(correction, { error: refusal, entry: correctedEntry(found) })
}

const writeCredit = async (work: RunWork, correction: AskedCorrection): Promise<Reversed> => {
  const { credit, administrationRef, invoiceId, revision } = correction
  if (credit === null) return overtaken
  await recordWork(work, (scope) =>
    recordIntents(scope, [
      {
        ...{ id: credit.id, combiId: work.combi.id, invoiceId, role: 'credit' as const, revision, document: null },
        ...{ request: credit, requestHash: requestHash(credit) },
      },
    ]),
  )
  let refusal: ConnectorError | null = null
  let messages: BooksMessage[] = []
  try {
    messages = (await work.books.putEntry(administrationRef, credit)).messages
  } catch (error) {
    refusal = toRefusal(error)
  }
  const readBack = await work.books.getEntry(administrationRef, credit.id)
  if (readBack !== null && compareEntry(credit, readBack) === null)
    return { ok: true, credit: { entry: credit, readBack, messages } }
  return refused(correction, { error: refusal, entry: credit, difference: compareEntry(credit, readBack) })
}

/** An error of one record; what is a matter of the whole run is thrown, and the correction waits. */
const toRefusal = (error: unknown): ConnectorError => {
  if (!(error instanceof ConnectorError) || error.kind === 'auth' || error.kind === 'rate-limit') throw error
  return error
}

type Refused = {
  error: ConnectorError | null
  entry: Pick<SalesEntry, 'invoiceNumber' | 'period' | 'debtorId' | 'lines'>
  difference?: Reason | null
}

const correctedEntry = ({ invoiceNumber, period, debtorId }: BookedEntry): Refused['entry'] => ({
  ...{ invoiceNumber, period, debtorId },
  lines: [],
})

const refused = ({ invoice }: AskedCorrection, what: Refused): Reversed => {
  const { error, entry, difference } = what
  // Nothing came of it and nobody knows why: the next attempt looks again.
  if (error?.kind === 'unavailable') throw error
  if (error === null)
    return {
      ok: false,
      reason: difference ?? { code: 'books-refused', params: { text: '' } },
      closed: null,
    }
  const refusal = toBooksRefusal(error, {
    account: entry.lines.map(({ ledgerAccount }) => ledgerAccount).join(', '),
    ...{ debtor: invoice.debtorName, booksDebtorId: entry.debtorId },
    ...{ booksNumber: entry.invoiceNumber, period: entry.period },
  })
  if (refusal.stop) throw error
  const isPaid = error.details.reason === 'entry-paid'
  return {
    ok: false,
    reason: isPaid ? { code: 'entry-paid', params: { booksNumber: entry.invoiceNumber } } : refusal.reason,
    closed: error.details.reason === 'period-closed' ? entry.period : null,
  }
}

const itemOf = ({ flows }: RunWork, { invoice, invoiceId, bookingDate }: AskedCorrection) => ({
  ...{ at: flows.now(), kind: 'invoice' as const, ref: invoice.sourceRef, invoiceId, label: invoice.number },
  ...{ debtorName: invoice.debtorName, amountCents: invoice.grossCents, bookingDate },
})

const recordDone = (work: RunWork, correction: AskedCorrection, credit: CreditWritten | null): Promise<void> =>
  recordWork(work, async (scope) => {
    const { flows, combi } = work
    const now = flows.now()
    const { administrationRef, invoiceId, entryId, invoice, plan } = correction
    if (credit !== null) {
      await recordPostingResults(
        scope,
        [
          {
            ...{ id: credit.entry.id, state: 'verified', readBack: credit.readBack },
            messages: credit.messages.length === 0 ? null : credit.messages,
          },
        ],
        now,
      )
      await recordOpenPeriod(scope, { combiId: combi.id, administrationRef }, credit.entry.period)
    }
    await recordReversed(scope, correction, { now, deadline: offerDeadline(now) })
    const params = {
      ...{ entryId, booksNumber: invoice.booksNumber, creditNumber: credit?.entry.invoiceNumber ?? null },
      ...{ bookingDate: credit?.entry.bookingDate ?? null, runId: work.run.id, isBookedAgain: plan !== null },
    }
    const kind = ({ none: 'entry-missing', remove: 'undone', credit: 'credited' } as const)[correction.reversal]
    await addInvoiceEvents(scope, [{ invoiceId, at: now, actorId: null, kind, params }])
    work.tally.items.push({ ...itemOf(work, correction), outcome: 'updated', reason: null })
  })

const recordWithdrawn = (
  work: RunWork,
  correction: AskedCorrection,
  { reason, closed }: Extract<Reversed, { ok: false }>,
): Promise<void> =>
  recordWork(work, async (scope) => {
    const now = work.flows.now()
    const { invoiceId, administrationRef, credit } = correction
    const stored = toStored(reason)
    await withdrawCorrection(scope, correction, { reason: stored, now })
    if (credit !== null)
      await recordPostingResults(scope, [{ id: credit.id, state: 'refused', readBack: null, messages: null }], now)
    if (closed !== null)
      await recordClosedPeriods(scope, { combiId: work.combi.id, administrationRef }, { periods: [closed], now })
    const params = { ...stored }
    await addInvoiceEvents(scope, [{ invoiceId, at: now, actorId: null, kind: 'correction-withdrawn', params }])
    count(work.tally, 'actionCount')
    work.tally.items.push({ ...itemOf(work, correction), outcome: 'action', reason: stored })
  })
