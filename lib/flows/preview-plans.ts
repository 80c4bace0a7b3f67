import { group } from 'd3-array'
import { withWorkspace } from '@/lib/db/client'
import { findCombi, type CombiProfileRow, type CombiRecord } from '@/lib/db/combis'
import { findLinks, listTakenBooksDebtors, type DebtorLinkRow } from '@/lib/db/debtor-links'
import { listSelected, type InvoiceSelection, type SelectedInvoice } from '@/lib/db/invoice-selection'
import { findHoldersOfNumbers } from '@/lib/db/invoices'
import type { Chart } from '@/lib/domain/books'
import type { Day } from '@/lib/domain/day'
import type { Debtor, DebtorKey } from '@/lib/domain/debtor'
import { previewFingerprint } from '@/lib/sync/fingerprint'
import { foreseeDebtor, stageDebtors, type DebtorStage } from '@/lib/sync/foresee-debtor'
import type { DebtorDecision } from '@/lib/sync/match-debtor'
import { booksNumberOf } from '@/lib/sync/invoice-number'
import { statesFor } from '@/lib/sync/invoice-transitions'
import type { OfferedPlan, PlannedDebtor } from '@/lib/sync/offered-plan'
import { planBooking, type LineOrigin } from '@/lib/sync/plan-booking'
import type { Reason } from '@/lib/sync/reasons'
import { readCustomers, vatNumberReason, type Asking, type Customers } from './check-vat-numbers'
import type { FlowContext } from './context'
import { findAbandoned } from './lost-debtors'
import { rulesFor } from './push-bookings'
import { forgetRemembered, remembered } from './remembered'

/** More than this is a year's work of a large firm; it is previewed and handed over in parts. */
export const mostPreviewed = 10_000

/** `debtorName`: as the books call a debtor that they have. */
export type PlannedOutcome =
  | { kind: 'book'; plan: OfferedPlan; origins: LineOrigin[]; notes: Reason[]; debtorName: string | null }
  | { kind: 'hold'; reason: Reason }

/** What one of the selected invoices will become, or why it will not pass. */
export type PlannedInvoice = SelectedInvoice & {
  combi: CombiRecord
  administrationRef: string | null
  outcome: PlannedOutcome
}

export type PlannedSelection = {
  planned: PlannedInvoice[]
  /** The accounts of each administration that was asked, by `booksOf`. */
  charts: Map<string, Chart>
  isCutOff: boolean
}

export const booksOf = (combiId: string, administrationRef: string): string => `${combiId} ${administrationRef}`

type Question = {
  workspaceId: string
  selection: InvoiceSelection
  /** Null: each under its own date. */
  bookingDate: Day | null
  /** Whether what was read of the vendors a moment ago will not do. */
  isFresh: boolean
}

/**
 * Decides what each selected invoice will become by the very decisions that book it, and writes nothing on either side.
 * Of an administration it reads the accounts and the debtors, each once in five minutes whatever the number of invoices;
 * of the source the relations that have no debtor yet, in batches.
 * @throws ConnectorError when a vendor does not answer, asks to wait or wants to be connected again.
 */
export const planSelection = async (
  flows: FlowContext,
  { workspaceId, selection, bookingDate, isFresh }: Question,
): Promise<PlannedSelection> => {
  const selected = await withWorkspace(flows.db, workspaceId, (scope) =>
    listSelected(scope, selection, { from: statesFor('offer'), limit: mostPreviewed + 1 }),
  )
  const result: PlannedSelection = { planned: [], charts: new Map(), isCutOff: selected.length > mostPreviewed }
  const byCombi = group(selected.slice(0, mostPreviewed), ({ combiId }) => combiId)
  for (const [combiId, ofCombi] of byCombi) {
    const combi = await withWorkspace(flows.db, workspaceId, (scope) => findCombi(scope, combiId))
    if (combi === null) continue
    if (isFresh) for (const { id } of [combi.source, combi.books]) forgetRemembered(flows, `${id} `)
    for (const [profileRef, invoices] of group(ofCombi, ({ companyProfileRef }) => companyProfileRef)) {
      const profile = combi.profiles.find(({ companyProfileRef }) => companyProfileRef === profileRef)
      const reason = obstacleOf(combi, profileRef, profile)
      if (reason !== null || profile === undefined) {
        const outcome: PlannedOutcome = { kind: 'hold', reason: reason ?? unlinked(profileRef) }
        result.planned.push(...invoices.map((one) => ({ ...one, combi, administrationRef: null, outcome })))
      } else await planProfile(newPreviewing(flows, workspaceId, combi), { profile, invoices, bookingDate, result })
    }
  }
  return result
}

const unlinked = (companyProfileRef: string): Reason => ({ code: 'profile-unlinked', params: { companyProfileRef } })

const obstacleOf = (combi: CombiRecord, profileRef: string, profile: CombiProfileRow | undefined): Reason | null => {
  if (profile === undefined) return unlinked(profileRef)
  if (combi.source.state !== 'active') return { code: 'reconnect-source', params: { text: '' } }
  return combi.books.state === 'active' ? null : { code: 'reconnect-books', params: { text: '' } }
}

const newPreviewing = (flows: FlowContext, workspaceId: string, combi: CombiRecord) => {
  const open = ({ id, connectorId, accountRef }: CombiRecord['source']) => ({
    ...{ workspaceId, connectionId: id, connectorId, accountRef },
  })
  return {
    flows,
    workspaceId,
    combi,
    source: flows.openSource(open(combi.source), () => undefined),
    books: flows.openBooks(open(combi.books), () => undefined),
  }
}

type Previewing = ReturnType<typeof newPreviewing>

/** Decides what one invoice becomes, in whatever state it is, and by which accounts. */
export const planOne = async (
  flows: FlowContext,
  { workspaceId, combi }: { workspaceId: string; combi: CombiRecord },
  { invoice, bookingDate }: { invoice: SelectedInvoice; bookingDate: Day | null },
): Promise<{ outcome: PlannedOutcome; chart: Chart | null }> => {
  const { companyProfileRef } = invoice
  const profile = combi.profiles.find((one) => one.companyProfileRef === companyProfileRef)
  const reason = obstacleOf(combi, companyProfileRef, profile)
  if (reason !== null || profile === undefined)
    return { outcome: { kind: 'hold', reason: reason ?? unlinked(companyProfileRef) }, chart: null }
  const result: PlannedSelection = { planned: [], charts: new Map(), isCutOff: false }
  await planProfile(newPreviewing(flows, workspaceId, combi), { profile, invoices: [invoice], bookingDate, result })
  return {
    outcome: result.planned[0]?.outcome ?? { kind: 'hold', reason: unlinked(companyProfileRef) },
    chart: result.charts.get(booksOf(combi.id, profile.administrationRef)) ?? null,
  }
}

type OfProfile = {
  profile: CombiProfileRow
  invoices: readonly SelectedInvoice[]
  bookingDate: Day | null
  result: PlannedSelection
}

const planProfile = async (work: Previewing, { profile, invoices, bookingDate, result }: OfProfile): Promise<void> => {
  const { flows, workspaceId, combi, books } = work
  const { administrationRef } = profile
  const chart = await remembered(flows, `${combi.books.id} chart ${administrationRef}`, () =>
    books.readChart(administrationRef),
  )
  result.charts.set(booksOf(combi.id, administrationRef), chart)
  const rules = rulesFor(combi, profile, chart)
  const numbers = invoices.flatMap(
    ({ invoice, chosenNumber }) => chosenNumber ?? booksNumberOf(invoice.number, combi.numberOffset) ?? [],
  )
  const holders = await withWorkspace(flows.db, workspaceId, (scope) =>
    findHoldersOfNumbers(scope, { combiId: combi.id, administrationRef }, numbers),
  )
  const decided = invoices.map((one) => {
    const holderOfNumber = (booksNumber: number): string | null => {
      const other = holders.get(booksNumber)
      return other === undefined || other.invoiceId === one.id ? null : other.number
    }
    const { invoice, chosenNumber } = one
    const decision = planBooking({ invoice, bookingDate, chosenNumber }, { ...rules, holderOfNumber })
    if (decision.kind === 'book')
      holders.set(decision.draft.invoiceNumber, { invoiceId: one.id, number: one.invoice.number })
    return { one, decision }
  })
  const asking = decided.flatMap(({ one, decision }) =>
    decision.kind === 'book' ? [{ debtor: one.invoice.debtor, customerVat: decision.customerVat }] : [],
  )
  const customers = await readAsked(work, asking)
  const keys = asking.filter((one) => vatNumberReason(one, customers) === null).map(({ debtor }) => debtor)
  const debtors = keys.length === 0 ? new Map<string, ForeseenDebtor>() : await foreseeDebtors(work, profile, keys)
  for (const { one, decision } of decided) {
    const debtor = debtors.get(one.invoice.debtor.ref)
    const refusal =
      decision.kind === 'hold'
        ? decision.reason
        : vatNumberReason({ debtor: one.invoice.debtor, customerVat: decision.customerVat }, customers)
    const outcome: PlannedOutcome =
      decision.kind === 'hold' || refusal !== null || debtor === undefined
        ? { kind: 'hold', reason: refusal ?? missing(one.invoice.debtor) }
        : !debtor.ok
          ? { kind: 'hold', reason: debtor.reason }
          : {
              kind: 'book',
              plan: { entry: decision.draft, debtor: debtor.planned },
              ...{ origins: decision.origins, notes: decision.notes, debtorName: debtor.name },
            }
    result.planned.push({ ...one, combi, administrationRef, outcome })
  }
}

/** Customers of whom a VAT number is asked, as they were a moment ago. */
const readAsked = ({ flows, combi, source }: Previewing, asking: readonly Asking[]): Promise<Customers> => {
  const asked = asking.filter(({ customerVat }) => customerVat !== 'none')
  const key = previewFingerprint(asked.map(({ debtor }) => debtor.ref))
  return remembered(flows, `${combi.source.id} customers ${key}`, () => readCustomers(source, asked))
}

const missing = ({ name }: DebtorKey): Reason => ({ code: 'debtor-missing', params: { debtor: name } })

type ForeseenDebtor = { ok: true; planned: PlannedDebtor; name: string | null } | { ok: false; reason: Reason }

/** The debtor that each relation has in the books or will get, by the order in which they are booked. */
const foreseeDebtors = async (
  work: Previewing,
  { administrationRef }: CombiProfileRow,
  keys: readonly DebtorKey[],
): Promise<Map<string, ForeseenDebtor>> => {
  const { flows, workspaceId, combi, books } = work
  const wanted = new Map(keys.map((key) => [key.ref, key]))
  const { links, takenIds } = await withWorkspace(flows.db, workspaceId, async (scope) => ({
    links: (await findLinks(scope, combi.id, [...wanted.keys()])).filter(
      (link) => link.administrationRef === administrationRef,
    ),
    takenIds: await listTakenBooksDebtors(scope, { combiId: combi.id, administrationRef }),
  }))
  const inBooks = await remembered(flows, `${combi.books.id} debtors ${administrationRef}`, () =>
    books.listDebtors(administrationRef),
  )
  const stage = stageDebtors(inBooks, takenIds)
  // A link to a debtor that the books have no longer leads nowhere: booking lets go of it and looks anew.
  for (const { booksDebtorId } of links) if (!stage.byId.has(booksDebtorId)) stage.takenIds.delete(booksDebtorId)
  const foreseen = new Map(
    links
      .filter(({ booksDebtorId }) => stage.byId.has(booksDebtorId))
      .map((link) => [link.debtorRef, ofLink(link, stage)]),
  )
  const unknown = [...wanted.values()].filter(({ ref }) => !foreseen.has(ref))
  if (unknown.length > 0) await foreseeUnlinked(work, { administrationRef, unknown, stage, foreseen })
  return foreseen
}

const ofLink = ({ booksDebtorId, debtorName, isCreatedByUs }: DebtorLinkRow, { byId }: DebtorStage): ForeseenDebtor => {
  const debtor = byId.get(booksDebtorId)
  return debtor?.isBlocked === true
    ? { ok: false, reason: { code: 'debtor-blocked', params: { debtor: debtorName, text: '' } } }
    : { ok: true, planned: { booksDebtorId, isOurs: isCreatedByUs }, name: debtor?.name ?? null }
}

type Unlinked = {
  administrationRef: string
  unknown: readonly DebtorKey[]
  stage: DebtorStage
  foreseen: Map<string, ForeseenDebtor>
}

const foreseeUnlinked = async (work: Previewing, unlinked: Unlinked): Promise<void> => {
  const { flows, combi, source } = work
  const { administrationRef, unknown, stage, foreseen } = unlinked
  const { items, rejected } = await remembered(
    flows,
    `${combi.source.id} relations ${previewFingerprint(unknown.map(({ ref }) => ref))}`,
    () => source.getDebtors(unknown),
  )
  const found = new Map(items.map((debtor) => [debtor.ref, debtor]))
  const unreadable = new Map(rejected.map(({ ref, reason }) => [ref, reason]))
  for (const key of unknown) {
    const debtor = found.get(key.ref)
    const text = unreadable.get(key.ref)
    if (debtor !== undefined)
      foreseen.set(key.ref, toForeseen(stage, await foreseeOne(work, { administrationRef, debtor, stage })))
    else
      foreseen.set(key.ref, {
        ok: false,
        reason: text === undefined ? missing(key) : { code: 'debtor-unreadable', params: { debtor: key.name, text } },
      })
  }
}

const foreseeOne = async (
  work: Previewing,
  { administrationRef, debtor, stage }: Pick<Unlinked, 'administrationRef' | 'stage'> & { debtor: Debtor },
): Promise<DebtorDecision> => {
  const { combi } = work
  const foresee = () => foreseeDebtor(debtor, stage, `${combi.source.connectorId}:${debtor.ref}`)
  const decision = foresee()
  if (decision.kind !== 'hold' || decision.reason.code !== 'debtor-email-shared') return decision
  const { booksDebtorId } = decision.reason.params
  const abandoned = await findAbandoned(work, { combiId: combi.id, administrationRef }, booksDebtorId)
  if (abandoned === null) return decision
  stage.takenIds.delete(booksDebtorId)
  return foresee()
}

const toForeseen = ({ byId }: DebtorStage, decision: DebtorDecision): ForeseenDebtor => {
  switch (decision.kind) {
    case 'hold':
      return { ok: false, reason: decision.reason }
    case 'create':
      return { ok: true, planned: { booksDebtorId: null, isOurs: true }, name: null }
    case 'use': {
      const { booksDebtorId, isCreatedByUs } = decision
      return {
        ok: true,
        planned: { booksDebtorId, isOurs: isCreatedByUs },
        name: byId.get(booksDebtorId)?.name ?? null,
      }
    }
  }
}
