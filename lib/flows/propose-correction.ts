import { withWorkspace } from '@/lib/db/client'
import { listClosedPeriods } from '@/lib/db/closed-periods'
import { findCombi, type CombiRecord } from '@/lib/db/combis'
import {
  addCorrection,
  findBookedVersions,
  findCorrectable,
  listCorrectionNumbers,
  type CorrectableInvoice,
} from '@/lib/db/corrections'
import { addInvoiceEvents } from '@/lib/db/invoice-actions'
import type { BookedEntry, Chart, Period } from '@/lib/domain/books'
import type { Day } from '@/lib/domain/day'
import type { Invoice } from '@/lib/domain/invoice'
import { creditDescription } from '@/lib/i18n/credit-description'
import { creditIdOf } from '@/lib/sync/entry-id'
import { previewFingerprint } from '@/lib/sync/fingerprint'
import { nextCorrectionNumber } from '@/lib/sync/invoice-number'
import { toLedgerLines } from '@/lib/sync/ledger-lines'
import { planText, type OfferedPlan } from '@/lib/sync/offered-plan'
import { firstOpenDay, isKnownClosed } from '@/lib/sync/open-day'
import { periodOf } from '@/lib/sync/period'
import { planCorrection, type CorrectionProposal } from '@/lib/sync/plan-correction'
import type { Reason } from '@/lib/sync/reasons'
import type { FlowContext } from './context'
import { offerDeadline } from './deadlines'
import { planOne } from './preview-plans'
import { readPaid } from './read-paid'
import { forgetRemembered } from './remembered'

export type CorrectionQuestion = {
  workspaceId: string
  invoiceId: string
  /** The day of what is written beside the old entry; null: the first that is open as far as is known. */
  date: Day | null
  /** Whether what was read of the vendors a moment ago will not do. */
  isFresh: boolean
}

/** `held`: the invoice as it is now cannot be booked; the reason says why. */
type Outcome = CorrectionProposal | { kind: 'held'; reason: Reason }

export type Proposal = {
  fingerprint: string
  outcome: Outcome
  asked: CorrectableInvoice
  /** The invoice as it was booked; null when that was not kept. */
  booked: Invoice | null
  standing: BookedEntry | null
  isPaid: boolean
  isPeriodOpen: boolean
  /** The day that is proposed for what is written beside the old entry. */
  date: Day
  /** What the new entry looks like where it is none beside the old one: it replaces it. */
  chart: Chart | null
}

type Facts = Pick<Proposal, 'asked' | 'booked' | 'standing' | 'isPaid'> & {
  combi: CombiRecord
  closed: Period[]
  takenNumbers: number[]
}

/**
 * What can be done about an entry that no longer agrees with its invoice, and exactly what would be written. Nothing is
 * written on either side. Null: the workspace has no such booked invoice.
 * @throws ConnectorError when a vendor does not answer, asks to wait or wants to be connected again.
 */
export const proposeCorrection = async (flows: FlowContext, question: CorrectionQuestion): Promise<Proposal | null> => {
  const facts = await readFacts(flows, question)
  if (facts === null) return null
  const { combi, asked, standing, isPaid, closed } = facts
  if (question.isFresh) for (const { id } of [combi.source, combi.books]) forgetRemembered(flows, `${id} `)
  const { outcome: now, chart } = await planOne(
    flows,
    { workspaceId: question.workspaceId, combi },
    {
      invoice: asked,
      bookingDate: asked.bookingDate,
    },
  )
  const isPeriodOpen = !isKnownClosed(standing?.period ?? asked.sent.period, closed)
  const bookedOn = standing?.bookingDate ?? asked.sent.bookingDate
  const proposed = chart === null ? null : firstOpenDay(chart.administration, closed, bookedOn)
  const date = question.date ?? proposed ?? bookedOn
  const period = chart === null ? null : periodOf(chart.administration, date)
  const outcome = decide(facts, { now: asked.goneAt === null ? now : null, isPeriodOpen, date, period })
  return {
    fingerprint: fingerprintOf(asked, standing, outcome),
    ...{ outcome, asked, booked: facts.booked, standing, isPaid, isPeriodOpen, date, chart },
  }
}

const readFacts = async (flows: FlowContext, { workspaceId, invoiceId }: CorrectionQuestion): Promise<Facts | null> => {
  const found = await withWorkspace(flows.db, workspaceId, async (scope) => {
    const asked = await findCorrectable(scope, invoiceId)
    const combi = asked === null ? null : await findCombi(scope, asked.combiId)
    if (asked === null || combi === null) return null
    const { combiId, administrationRef } = asked
    return {
      ...{ asked, combi },
      booked: (await findBookedVersions(scope, [invoiceId])).get(invoiceId) ?? null,
      closed: await listClosedPeriods(scope, { combiId, administrationRef }),
      takenNumbers: await listCorrectionNumbers(scope, administrationRef),
    }
  })
  if (found === null) return null
  const { asked, combi } = found
  const { id, connectorId, accountRef } = combi.books
  const books = flows.openBooks({ workspaceId, connectionId: id, connectorId, accountRef }, () => undefined)
  const standing = await books.getEntry(asked.administrationRef, asked.entryId)
  const paidCents = standing === null ? 0 : await readPaid(books, asked, standing)
  return { ...found, standing, isPaid: paidCents !== 0 || asked.paidCents !== 0 || asked.passedOnCents !== 0 }
}

type Situation = {
  now: Awaited<ReturnType<typeof planOne>>['outcome'] | null
  isPeriodOpen: boolean
  date: Day
  period: Period | null
}

const decide = (facts: Facts, { now, isPeriodOpen, date, period }: Situation): Outcome => {
  const { asked, standing, isPaid, combi, takenNumbers } = facts
  if (now?.kind === 'hold') return { kind: 'held', reason: now.reason }
  const isElsewhere = combi.profiles.every(
    (profile) =>
      profile.administrationRef !== asked.administrationRef || profile.companyProfileRef !== asked.companyProfileRef,
  )
  if (now !== null && isElsewhere)
    return {
      kind: 'held',
      reason: { code: 'profile-unlinked', params: { companyProfileRef: asked.companyProfileRef } },
    }
  if (period === null) return { kind: 'held', reason: { code: 'fiscal-year-unknown', params: { bookingDate: date } } }
  const creditNumber = nextCorrectionNumber(takenNumbers)
  const planNumber = creditNumber === null ? null : nextCorrectionNumber([...takenNumbers, creditNumber])
  if (creditNumber === null || planNumber === null)
    return { kind: 'held', reason: { code: 'number-not-usable', params: { number: asked.invoice.number } } }
  return planCorrection(
    { sent: asked.sent, standing, isPaid, isPeriodOpen, now: now?.plan ?? null },
    {
      creditId: creditIdOf({ combiId: asked.combiId, invoiceRef: asked.invoice.ref, revision: asked.revision }),
      ...{ creditNumber, planNumber, date, period, describe: creditDescription },
    },
  )
}

/** All that a person sees of it and all that would be written: when either is different, it is another proposal. */
const fingerprintOf = (
  { entryId, fingerprint }: CorrectableInvoice,
  standing: BookedEntry | null,
  outcome: Outcome,
): string =>
  previewFingerprint([
    ...[entryId, fingerprint, standing, outcome.kind],
    outcome.kind === 'correct'
      ? [outcome.reversal, outcome.plan === null ? null : planText(outcome.plan)]
      : outcome.kind === 'held'
        ? [outcome.reason.code, Object.values(outcome.reason.params)]
        : null,
  ])

export type AskedToCorrect = {
  workspaceId: string
  userId: string
  invoiceId: string
  date: Day | null
  fingerprint: string
}

export type CorrectionAnswer =
  | { ok: true; combiId: string }
  | { ok: false; reason: 'not-found' | 'preview-changed' | 'correction-impossible' | 'combi-busy' }

/**
 * Writes down that a proposed correction is to be carried out, exactly as it was shown; the next run does so. Refused when by
 * now the proposal would be another one.
 * @throws ConnectorError as `proposeCorrection`.
 */
export const askCorrection = async (flows: FlowContext, asked: AskedToCorrect): Promise<CorrectionAnswer> => {
  const { workspaceId, userId, invoiceId, date } = asked
  const proposal = await proposeCorrection(flows, { workspaceId, invoiceId, date, isFresh: false })
  if (proposal === null) return { ok: false, reason: 'not-found' }
  if (proposal.fingerprint !== asked.fingerprint) return { ok: false, reason: 'preview-changed' }
  const { outcome, standing, asked: invoice } = proposal
  if (outcome.kind !== 'correct') return { ok: false, reason: 'correction-impossible' }
  const { reversal, plan } = outcome
  const { combiId, fingerprint, administrationRef, entryId } = invoice
  const credit = reversal.kind === 'credit' ? reversal.credit : null
  const now = flows.now()
  const isAdded = await withWorkspace(flows.db, workspaceId, async (scope) => {
    const correction = {
      ...{ id: flows.newId(), combiId, invoiceId, reversal: reversal.kind, fingerprint, administrationRef, entryId },
      ...{ standing, credit, plan, bookingDate: credit === null ? null : proposal.date, askedBy: userId },
    }
    const added = await addCorrection(scope, correction, { now, deadline: offerDeadline(now) })
    const params = {
      ...{ reversal: reversal.kind, isBookedAgain: plan !== null, bookingDate: credit?.bookingDate ?? null },
      ...{ creditNumber: credit?.invoiceNumber, booksNumber: plan?.entry.invoiceNumber },
      isPeriodOpen: proposal.isPeriodOpen,
    }
    if (added)
      await addInvoiceEvents(scope, [{ invoiceId, at: now, actorId: userId, kind: 'correction-asked', params }])
    return added
  })
  return isAdded ? { ok: true, combiId } : { ok: false, reason: 'combi-busy' }
}

/** A proposed entry as a bookkeeper reads it. */
export const entryView = (plan: OfferedPlan, chart: Chart | null) => ({
  ...{ booksNumber: plan.entry.invoiceNumber, bookingDate: plan.entry.bookingDate, dueOn: plan.entry.dueOn },
  ...{ period: plan.entry.period, description: plan.entry.description, grossCents: plan.entry.grossCents },
  debtorId: plan.debtor.booksDebtorId,
  lines: toLedgerLines(plan, []).map(({ kind, account, debitCents, creditCents, vatCode, description }) => ({
    ...{ kind, account, debitCents, creditCents, vatCode, description },
    accountName: chart?.ledgerAccounts.find(({ number }) => number === account)?.description ?? null,
  })),
})
