import { withWorkspace } from '@/lib/db/client'
import type { CombiProfileRow } from '@/lib/db/combis'
import {
  listOpenItems,
  listOpenPaymentIntents,
  recordEntryPaid,
  recordPaymentIntents,
  recordReadings,
  type ItemReading,
  type OpenItemRow,
  type PaymentIntentRow,
} from '@/lib/db/open-items'
import type { Balance } from '@/lib/domain/books'
import { dayInAmsterdam } from '@/lib/domain/day'
import { paymentMarkerOf } from '@/lib/sync/entry-id'
import { planPayment, type PaymentDecision } from '@/lib/sync/plan-payment'
import { verdictOf, type Reason } from '@/lib/sync/reasons'
import { readItemBalances } from './read-item-balances'
import { registerPayments } from './register-payments'
import { recordWork, type RunWork } from './run-work'
import { count, toStored } from './tally'

/** A direct debit may be taken back for eight weeks without a reason; a few days more, for the bank and the bookkeeper. */
const takeBackMs = 60 * 24 * 60 * 60_000

/**
 * Brings back what the books received: payments written down earlier are finished first, then the open items of each
 * administration are read in one list and what is new is registered in the source.
 */
export const pullPayments = async (work: RunWork): Promise<'next'> => {
  await finishIntents(work)
  for (const profile of work.combi.profiles) await pullAdministration(work, profile)
  return 'next'
}

const finishIntents = async (work: RunWork): Promise<void> => {
  const { flows, workspaceId, combi } = work
  const intents = await withWorkspace(flows.db, workspaceId, (scope) => listOpenPaymentIntents(scope, combi.id))
  if (intents.length > 0) await registerPayments(work, intents)
}

const pullAdministration = async (work: RunWork, { administrationRef }: CombiProfileRow): Promise<void> => {
  const { flows, workspaceId, combi } = work
  const items = await withWorkspace(flows.db, workspaceId, (scope) =>
    listOpenItems(scope, {
      combiId: combi.id,
      administrationRef,
      passedOnSince: new Date(flows.now().getTime() - takeBackMs),
    }),
  )
  if (items.length === 0) return
  const { balances, paid } = await readItemBalances(work, administrationRef, items)
  const decided = decide(work, items, balances)
  if (decided.readings.length === 0 && decided.due.length === 0 && paid.length === 0) return
  const intents = await capToOutstanding(work, decided)
  await recordWork(work, async (scope) => {
    await recordReadings(scope, decided.readings)
    await recordPaymentIntents(scope, combi.id, intents)
    await recordEntryPaid(scope, paid)
  })
  await finishIntents(work)
}

type Due = { item: OpenItemRow; payment: Extract<PaymentDecision, { kind: 'register' }> }
type Decided = { readings: ItemReading[]; due: Due[] }

const decide = (work: RunWork, items: readonly OpenItemRow[], balances: readonly Balance[]): Decided => {
  const { combi, flows } = work
  const byEntry = new Map(balances.map((balance) => [balance.entryId, balance]))
  const options = { partialPayments: combi.partialPayments, today: dayInAmsterdam(flows.now()) }
  const decided: Decided = { readings: [], due: [] }
  for (const item of items) {
    const balance = byEntry.get(item.entryId)
    if (balance === undefined) continue
    const decision = planPayment(item, balance, options)
    switch (decision.kind) {
      case 'none':
        // It stands there as it was known: what was said of the entry itself no longer holds.
        if (item.reasonCode === 'entry-missing' || item.reasonCode === 'record-unreadable')
          decided.readings.push(toReading(work, item, { ...item, kind: 'remember', reason: null }))
        break
      case 'register':
        decided.due.push({ item, payment: decision })
        break
      case 'remember':
        if (isNews(item, decision)) decided.readings.push(toReading(work, item, decision))
        break
    }
  }
  return decided
}

const isNews = (item: OpenItemRow, decision: Extract<PaymentDecision, { kind: 'remember' }>): boolean =>
  decision.isSettled || decision.paidCents !== item.paidCents || (decision.reason?.code ?? null) !== item.reasonCode

const toReading = (
  work: RunWork,
  item: OpenItemRow,
  { paidCents, isSettled, reason }: Extract<PaymentDecision, { kind: 'remember' }>,
): ItemReading => {
  if (reason !== null) showPaymentRemark(work, item, reason)
  return {
    id: item.id,
    paidCents,
    passedOnCents: item.passedOnCents,
    isSettled,
    reason: reason === null ? null : toStored(reason),
    isQuestion: reason !== null && verdictOf(reason) !== 'note',
  }
}

const showPaymentRemark = ({ tally, flows }: RunWork, item: OpenItemRow, reason: Reason): void => {
  const isQuestion = verdictOf(reason) === 'action'
  if (isQuestion) count(tally, 'actionCount')
  tally.items.push({
    at: flows.now(),
    kind: 'payment',
    ref: item.sourceRef,
    invoiceId: item.id,
    label: item.number,
    debtorName: item.debtorName,
    amountCents: item.grossCents,
    bookingDate: null,
    outcome: isQuestion ? 'action' : 'note',
    reason: toStored(reason),
  })
}

/**
 * Limits each payment to what the source still expects: somebody may have registered it there by hand. What needs no
 * payment any more becomes a reading.
 */
const capToOutstanding = async (work: RunWork, decided: Decided): Promise<PaymentIntentRow[]> => {
  if (decided.due.length === 0) return []
  const { items, rejected } = await work.source.getInvoices(decided.due.map(({ item }) => item.sourceRef))
  const there = new Set([...items, ...rejected].map(({ ref }) => ref))
  const outstanding = new Map(items.map(({ ref, outstandingCents }) => [ref, outstandingCents]))
  const intents: PaymentIntentRow[] = []
  for (const { item, payment } of decided.due) {
    if (!there.has(item.sourceRef)) {
      // There is nothing to register it on; what was received stays known here.
      const { paidCents, isSettled } = payment
      const reason: Reason = { code: 'deleted-in-source', params: { number: item.number } }
      decided.readings.push(toReading(work, item, { kind: 'remember', paidCents, isSettled, reason }))
      continue
    }
    const expected = outstanding.get(item.sourceRef) ?? payment.amountCents
    const amountCents =
      item.grossCents < 0 ? Math.max(payment.amountCents, expected) : Math.min(payment.amountCents, expected)
    const receivedCents = item.passedOnCents + payment.amountCents
    if (amountCents === 0 || Math.sign(amountCents) !== Math.sign(payment.amountCents)) {
      const reason: Reason = { code: 'already-paid-in-source', params: { paidCents: receivedCents } }
      showPaymentRemark(work, item, reason)
      decided.readings.push({
        id: item.id,
        paidCents: payment.paidCents,
        passedOnCents: receivedCents,
        isSettled: payment.isSettled,
        reason: toStored(reason),
        isQuestion: false,
      })
      continue
    }
    intents.push({
      id: work.flows.newId(),
      invoiceId: item.id,
      marker: paymentMarkerOf({ entryId: item.entryId, passedOnCents: item.passedOnCents }),
      amountCents,
      paidOn: payment.paidOn,
      isPaidOnKnown: payment.isPaidOnKnown,
      paidCents: payment.paidCents,
      receivedCents,
      isSettled: payment.isSettled,
    })
  }
  return intents
}
