import { withWorkspace } from '@/lib/db/client'
import type { CombiProfileRow, CombiRecord } from '@/lib/db/combis'
import { listAskedCorrections } from '@/lib/db/corrections'
import { findHoldersOfNumbers, hasUntriedOffer, listBookingCandidates, type BookingCandidate } from '@/lib/db/invoices'
import type { Chart, SalesEntry } from '@/lib/domain/books'
import { indexChart, type Mapping } from '@/lib/sync/choose-account'
import { entryIdOf } from '@/lib/sync/entry-id'
import { booksNumberOf } from '@/lib/sync/invoice-number'
import { comparePlans } from '@/lib/sync/offered-plan'
import { planBooking, type BookingRules, type DraftEntry } from '@/lib/sync/plan-booking'
import type { Reason } from '@/lib/sync/reasons'
import { carryOutCorrections } from './carry-out-corrections'
import type { CustomerVat } from '@/lib/sync/vat-number'
import { dropLost } from './lost-debtors'
import { passOnVatNumbers, readCustomers, vatNumberReason, type Customers } from './check-vat-numbers'
import { recordHeld, type Held } from './record-bookings'
import { resolveDebtors, type ResolvedDebtor } from './resolve-debtors'
import { recordWork, type RunWork } from './run-work'
import { findAbsent, recordGone } from './seek-invoices'
import { findDoubtful, hasArrived, type Doubt, type PlannedEntry } from './read-back'
import { recordArrived, writeEntries } from './write-entries'

/** Few enough for one step to end within a minute at the pace of a careful vendor; many enough to share its reads. */
const batchSize = 100
/** Each takes a few calls, and all of it is read back one by one: as many as a step holds. */
const correctionsAtOnce = 20

/**
 * Carries out what is to be corrected, which is booked again with the rest; then books a batch of offered invoices of one company profile: plan, write down the intent, send, read back, compare.
 * One that cannot pass is held with its reason; the others go on.
 * @returns whether there may be more to book.
 */
export const pushBookings = async (work: RunWork): Promise<'more' | 'next'> => {
  const { flows, workspaceId, combi, run } = work
  const { asked, candidates } = await withWorkspace(flows.db, workspaceId, async (scope) => {
    // Held invoices are tried again when somebody asks, and whenever the books are read anyway.
    const includeHeld = run.trigger === 'manual' || (await hasUntriedOffer(scope, combi.id, run.id))
    return {
      asked: await listAskedCorrections(scope, combi.id, correctionsAtOnce),
      candidates: await listBookingCandidates(scope, {
        ...{ combiId: combi.id, runId: run.id, includeHeld, limit: batchSize },
      }),
    }
  })
  if (asked.length > 0) {
    await carryOutCorrections(work, asked)
    return 'more'
  }
  const first = candidates[0]
  if (first === undefined) return 'next'
  const there = await leaveOutGone(work, candidates)
  if (there.length === 0) return 'more'
  const profile = combi.profiles.find(({ companyProfileRef }) => companyProfileRef === first.invoice.companyProfileRef)
  if (profile === undefined) {
    const companyProfileRef = first.invoice.companyProfileRef
    await recordHeld(
      work,
      there.map((candidate) => hold(candidate, { code: 'profile-unlinked', params: { companyProfileRef } })),
    )
    return 'more'
  }
  await bookBatch(work, profile, there)
  return 'more'
}

/** One call for the batch: what the source has no more must not be booked. What may be booked already is looked at all the same. */
const leaveOutGone = async (
  work: RunWork,
  candidates: readonly BookingCandidate[],
): Promise<readonly BookingCandidate[]> => {
  const sought = candidates
    .filter(({ state }) => state !== 'processing')
    .map(({ id, invoice: { ref, number, debtor, grossCents } }) => ({
      ...{ id, sourceRef: ref, number, debtorName: debtor.name, grossCents },
    }))
  const absent = new Set(await findAbsent(work, sought))
  if (absent.size === 0) return candidates
  const marked = await recordWork(work, (scope) =>
    recordGone(
      work,
      scope,
      sought.filter(({ id }) => absent.has(id)),
    ),
  )
  return candidates.filter(({ id }) => !marked.has(id))
}

const hold = (candidate: BookingCandidate, reason: Reason): Held => ({ candidate, reason, keepsNumber: false })

type Planned = {
  candidate: BookingCandidate
  draft: Omit<SalesEntry, 'debtorId'>
  customerVat: CustomerVat
  notes: Reason[]
}

const bookBatch = async (
  work: RunWork,
  profile: CombiProfileRow,
  candidates: readonly BookingCandidate[],
): Promise<void> => {
  const { administrationRef } = profile
  const chart = await readChart(work, administrationRef)
  const doubtful = await findDoubtful(work, administrationRef, candidates)
  const plans = await planBatch(work, { profile, chart, candidates })
  const { drafts, held, customers } = await holdForVatNumbers(work, plans)
  const debtors = await resolveDebtors(
    work,
    profile,
    drafts.map(({ candidate }) => candidate.invoice.debtor),
  )
  await passOnVatNumbers(work, profile, { customers, debtors })
  const planned: PlannedEntry[] = []
  for (const { candidate, draft, notes } of drafts) {
    const debtor = debtors.get(candidate.invoice.debtor.ref)
    if (debtor?.ok === true) {
      const change = changeSinceShown(candidate, draft, debtor)
      // What was shown knew already that the debtor is gone: the next round of this run looks for the right one.
      if (change !== null && (await isLost(work, profile, { candidate, change, debtor }))) continue
      const entry = { ...draft, debtorId: debtor.booksDebtorId }
      if (change === null) planned.push({ candidate, notes, entry, doubt: doubtful.get(candidate.id) ?? null })
      else held.push(hold(candidate, change))
    } else if (debtor !== undefined) held.push(hold(candidate, debtor.reason))
  }
  await recordUnplanned(work, administrationRef, { held, doubtful })
  await writeEntries(work, administrationRef, planned)
}

/** An invoice that is listed by its customer's VAT number waits for one, before anything is made for it in the books. */
const holdForVatNumbers = async (
  work: RunWork,
  { drafts, held }: { drafts: readonly Planned[]; held: readonly Held[] },
): Promise<{ drafts: Planned[]; held: Held[]; customers: Customers }> => {
  const asking = ({ candidate, customerVat }: Planned) => ({ debtor: candidate.invoice.debtor, customerVat })
  const customers = await readCustomers(work.source, drafts.map(asking))
  const passing: Planned[] = []
  const waiting: Held[] = []
  for (const one of drafts) {
    const reason = vatNumberReason(asking(one), customers)
    if (reason === null) passing.push(one)
    else waiting.push(hold(one.candidate, reason))
  }
  return { drafts: passing, held: [...held, ...waiting], customers }
}

/** What a person was shown counts: an entry that came out otherwise since is a question to him. */
const changeSinceShown = (
  { offeredPlan }: BookingCandidate,
  draft: DraftEntry,
  { booksDebtorId, isCreatedByUs }: ResolvedDebtor & { ok: true },
): Reason | null =>
  offeredPlan === null
    ? null
    : comparePlans(offeredPlan, { entry: draft, debtor: { booksDebtorId, isOurs: isCreatedByUs } })

/** Whether the linked debtor is no longer in the books, as a preview had noticed; then the link is let go. */
const isLost = async (
  work: RunWork,
  { administrationRef }: CombiProfileRow,
  seen: { candidate: BookingCandidate; change: Reason; debtor: ResolvedDebtor & { ok: true } },
): Promise<boolean> => {
  const { booksDebtorId } = seen.debtor
  if (seen.change.code !== 'plan-changed' || seen.change.params.field !== 'debtor') return false
  if ((await work.books.listDebtors(administrationRef)).some(({ id }) => id === booksDebtorId)) return false
  const { ref, name } = seen.candidate.invoice.debtor
  return (await dropLost(work, [{ debtorRef: ref, name, administrationRef, booksDebtorId }])).has(ref)
}

const planBatch = async (
  work: RunWork,
  batch: { profile: CombiProfileRow; chart: Chart; candidates: readonly BookingCandidate[] },
): Promise<{ drafts: Planned[]; held: Held[] }> => {
  const { flows, workspaceId, combi } = work
  const { profile, chart, candidates } = batch
  const numbers = candidates.flatMap(
    ({ invoice, chosenNumber }) => chosenNumber ?? booksNumberOf(invoice.number, combi.numberOffset) ?? [],
  )
  const holders = await withWorkspace(flows.db, workspaceId, (scope) =>
    findHoldersOfNumbers(scope, { combiId: combi.id, administrationRef: profile.administrationRef }, numbers),
  )
  const rules = rulesFor(combi, profile, chart)
  const held: Held[] = []
  const drafts: Planned[] = []
  for (const candidate of candidates) {
    const holder = (booksNumber: number): string | null => {
      const other = holders.get(booksNumber)
      return other === undefined || other.invoiceId === candidate.id ? null : other.number
    }
    const decision = planBooking(candidate, { ...rules, holderOfNumber: holder })
    if (decision.kind === 'hold') {
      held.push(hold(candidate, decision.reason))
      continue
    }
    holders.set(decision.draft.invoiceNumber, { invoiceId: candidate.id, number: candidate.invoice.number })
    const id = entryIdOf({ combiId: combi.id, invoiceRef: candidate.invoice.ref, revision: candidate.revision })
    const { customerVat, notes } = decision
    drafts.push({ candidate, draft: { ...decision.draft, id }, customerVat, notes })
  }
  return { drafts, held }
}

/**
 * Records invoices that do not pass now. One whose entry arrived earlier, though the answer was lost, is in the books
 * whatever stands in its way by now: it is booked.
 */
const recordUnplanned = async (
  work: RunWork,
  administrationRef: string,
  { held, doubtful }: { held: readonly Held[]; doubtful: ReadonlyMap<string, Doubt> },
): Promise<void> => {
  const arrived: PlannedEntry[] = []
  const left: Held[] = []
  for (const one of held) {
    const doubt = doubtful.get(one.candidate.id) ?? null
    if (doubt !== null && hasArrived(doubt.sent, doubt) && doubt.sent.grossCents === one.candidate.invoice.grossCents)
      arrived.push({ candidate: one.candidate, entry: doubt.sent, notes: [], doubt })
    else left.push({ ...one, keepsNumber: doubt?.standing != null })
  }
  await recordHeld(work, left)
  await recordArrived(work, administrationRef, arrived)
}

/** The chart as it was at the first booking of this run; a new run reads it anew. */
const readChart = async ({ flows, run, books }: RunWork, administrationRef: string): Promise<Chart> => {
  const key = `${run.id} ${administrationRef}`
  const known = flows.charts.get(key)
  if (known !== undefined) return known
  const chart = await books.readChart(administrationRef)
  flows.charts.set(key, chart)
  return chart
}

/** How this combi books the invoices of one company profile, on these accounts. */
export const rulesFor = (
  combi: CombiRecord,
  profile: CombiProfileRow,
  chart: Chart,
): Omit<BookingRules, 'holderOfNumber'> => ({
  index: indexChart(chart),
  mapping: mappingOf(combi, profile),
  vatMode: combi.vatMode === 'explicit' ? 'explicit' : 'ledger-default',
  bookingStyle: bookingStyles[combi.bookingStyle],
  salesJournalRef: profile.salesJournalRef,
  descriptionTemplate: combi.descriptionTemplate,
  numberOffset: combi.numberOffset,
})

const bookingStyles = {
  vat_on_line: 'vat-on-line',
  vat_from_ledger: 'vat-from-ledger',
  vat_as_own_line: 'vat-as-own-line',
} as const

const mappingOf = (combi: CombiRecord, profile: CombiProfileRow): Mapping => ({
  defaultRevenueAccount: profile.defaultRevenueAccount,
  ledgerAccounts: Object.fromEntries(
    combi.ledgerMappings
      .filter(({ administrationRef }) => administrationRef === profile.administrationRef)
      .map(({ revenueGroupRef, ledgerAccount }) => [revenueGroupRef, ledgerAccount]),
  ),
  vatCodes: Object.fromEntries(
    combi.vatMappings
      .filter(({ administrationRef }) => administrationRef === profile.administrationRef)
      .map(({ vatClassRef, vatCode }) => [vatClassRef, vatCode]),
  ),
})
