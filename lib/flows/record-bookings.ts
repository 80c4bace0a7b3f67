import { recordClosedPeriods } from '@/lib/db/closed-periods'
import { addInvoiceEvents } from '@/lib/db/invoice-actions'
import { recordBookingResults, type BookingCandidate, type BookingResult } from '@/lib/db/invoices'
import type { RunItemRow } from '@/lib/db/runs'
import type { Scope } from '@/lib/db/client'
import { verdictOf, type Reason } from '@/lib/sync/reasons'
import { answerDeadline } from './deadlines'
import { recordWork, type RunWork } from './run-work'
import { count, toStored } from './tally'

/** An invoice that does not pass now. `keepsNumber`: its entry may stand in the books already. */
export type Held = { candidate: BookingCandidate; reason: Reason; keepsNumber: boolean }

const stateAfter = (reason: Reason): BookingResult['state'] => {
  const verdict = verdictOf(reason)
  switch (verdict) {
    case 'action':
      return 'action'
    case 'failed':
      return 'failed'
    case 'retry':
    case 'note':
      return 'offered'
  }
}

/** The run's line about an invoice. */
export const invoiceItem = (
  { flows }: RunWork,
  { id, invoice, bookingDate }: BookingCandidate,
  said: { outcome: RunItemRow['outcome']; reason: Reason | null },
): RunItemRow => ({
  at: flows.now(),
  kind: 'invoice',
  ref: invoice.ref,
  invoiceId: id,
  label: invoice.number,
  debtorName: invoice.debtor.name,
  amountCents: invoice.grossCents,
  bookingDate: bookingDate ?? invoice.issuedOn,
  outcome: said.outcome,
  reason: said.reason === null ? null : toStored(said.reason),
})

/** Records invoices that do not pass, with their reason; nothing was sent for them in this batch. */
export const recordHeld = async (work: RunWork, held: readonly Held[]): Promise<void> => {
  if (held.length === 0) return
  await recordWork(work, (scope) => saveHeld(work, scope, held))
}

/** As `recordHeld`, within a transaction that records more. */
export const saveHeld = async (work: RunWork, scope: Scope, held: readonly Held[]): Promise<void> => {
  const { flows, run, tally } = work
  const now = flows.now()
  // The same question asked again by itself is no news: the log would fill with it every quarter of an hour.
  const isChange = ({ candidate, reason }: Held) => candidate.reasonCode !== reason.code
  // Whoever asks for it again reads the answer in the log; the history of the invoice tells what changed.
  const isNews = (one: Held) => run.trigger === 'manual' || isChange(one)
  for (const one of held.filter(isNews)) {
    const state = stateAfter(one.reason)
    count(tally, state === 'action' ? 'actionCount' : 'failedCount', state === 'offered' ? 0 : 1)
    const outcome = state === 'offered' ? 'waiting' : state
    tally.items.push(invoiceItem(work, one.candidate, { outcome, reason: one.reason }))
  }
  await recordBookingResults(
    scope,
    held.map(({ candidate, reason, keepsNumber }) => ({
      id: candidate.id,
      bookingDate: candidate.bookingDate,
      state: stateAfter(reason),
      reason: toStored(reason),
      bookedFingerprint: null,
      lastRunId: run.id,
      keepsNumber,
    })),
    { now, deadline: answerDeadline(now) },
  )
  await addInvoiceEvents(
    scope,
    held.filter(isChange).map(({ candidate, reason }) => ({
      invoiceId: candidate.id,
      at: now,
      actorId: null,
      kind: 'held',
      params: { ...toStored(reason) },
    })),
  )
  await rememberClosed(work, scope, held)
}

/** The books say which of their periods are closed by refusing to write in them, and in no other way. */
const rememberClosed = async ({ combi, flows }: RunWork, scope: Scope, held: readonly Held[]): Promise<void> => {
  for (const { administrationRef, companyProfileRef } of combi.profiles) {
    const periods = held.flatMap(({ candidate, reason }) =>
      reason.code === 'period-closed' && candidate.invoice.companyProfileRef === companyProfileRef
        ? [{ fiscalYear: reason.params.fiscalYear, period: reason.params.period }]
        : [],
    )
    await recordClosedPeriods(scope, { combiId: combi.id, administrationRef }, { periods, now: flows.now() })
  }
}
