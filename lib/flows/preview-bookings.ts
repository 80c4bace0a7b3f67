import { withWorkspace } from '@/lib/db/client'
import type { InvoiceSelection } from '@/lib/db/invoice-selection'
import type { Chart } from '@/lib/domain/books'
import type { Day } from '@/lib/domain/day'
import { previewFingerprint } from '@/lib/sync/fingerprint'
import { toLedgerLines, type LedgerLine } from '@/lib/sync/ledger-lines'
import { planText } from '@/lib/sync/offered-plan'
import { summarisePreview } from '@/lib/sync/summarise-preview'
import { mostInOneGo, startBulkAction, type BulkStarted } from './bulk-actions'
import type { FlowContext } from './context'
import { handOver, refusedAmong, type Refused } from './offer-invoices'
import { booksOf, planSelection, type PlannedInvoice, type PlannedSelection } from './preview-plans'

/** Details of a few at a time: a person reads some of them, and the totals are of all. */
const detailsPerPage = 20

export type PreviewQuestion = {
  workspaceId: string
  selection: InvoiceSelection
  /** Null: each under its own date. */
  bookingDate: Day | null
  page: number
  isFresh: boolean
}

/**
 * What handing these invoices over will put in the books: totals of all that pass, what does not pass with its cause, and
 * the exact entries of one page. Nothing is written on either side.
 * @throws ConnectorError when a vendor does not answer, asks to wait or wants to be connected again.
 */
export const previewBookings = async (flows: FlowContext, question: PreviewQuestion) => {
  const { workspaceId, selection, bookingDate, page } = question
  const selected = await planSelection(flows, question)
  const { planned, charts, isCutOff } = selected
  const refused = await refusedOf(flows, { workspaceId, selection, planned })
  const pageCount = Math.max(1, Math.ceil(planned.length / detailsPerPage))
  const shownPage = Math.min(page, pageCount)
  return {
    fingerprint: fingerprintOf(selected, bookingDate),
    isCutOff,
    refused,
    vendors: vendorsOf(planned),
    ...summarisePreview(
      planned.map((one) => ({
        ...{ number: one.invoice.number, grossCents: one.invoice.grossCents, debtorRef: one.invoice.debtor.ref },
        ...{ books: nameOfBooks(one), chart: chartOf(charts, one), outcome: one.outcome },
      })),
    ),
    page: shownPage,
    pageCount,
    items: planned
      .slice((shownPage - 1) * detailsPerPage, shownPage * detailsPerPage)
      .map((one) => toItem(one, chartOf(charts, one))),
  }
}

const vendorsOf = (planned: readonly PlannedInvoice[]) => {
  const combi = planned[0]?.combi
  return { source: combi?.source.connectorId ?? '', books: combi?.books.connectorId ?? '' }
}

const chartOf = (charts: PlannedSelection['charts'], { combi, administrationRef }: PlannedInvoice): Chart | null =>
  (administrationRef === null ? undefined : charts.get(booksOf(combi.id, administrationRef))) ?? null

const nameOfBooks = ({ combi, administrationRef }: Pick<PlannedInvoice, 'combi' | 'administrationRef'>): string =>
  combi.profiles.find((profile) => profile.administrationRef === administrationRef)?.administrationName ?? ''

/** All that a person sees of it and all that would be booked: when either is different, it is another preview. */
const fingerprintOf = ({ planned }: PlannedSelection, bookingDate: Day | null): string =>
  previewFingerprint([
    bookingDate,
    ...planned.map(({ id, outcome }) => [
      id,
      outcome.kind === 'book' ? planText(outcome.plan) : [outcome.reason.code, Object.values(outcome.reason.params)],
    ]),
  ])

type Asked = { workspaceId: string; selection: InvoiceSelection; planned: readonly PlannedInvoice[] }

const refusedOf = async (flows: FlowContext, { workspaceId, selection, planned }: Asked): Promise<Refused[]> =>
  'ids' in selection ? withWorkspace(flows.db, workspaceId, (scope) => refusedAmong(scope, selection.ids, planned)) : []

const withName = (line: LedgerLine, chart: Chart | null) => ({
  ...line,
  accountName: chart?.ledgerAccounts.find(({ number }) => number === line.account)?.description ?? null,
  origin: line.origin?.account ?? null,
  revenueGroup: line.origin?.revenueGroup ?? null,
})

const toItem = ({ id, invoice, administrationRef, combi, outcome }: PlannedInvoice, chart: Chart | null) => ({
  id,
  number: invoice.number,
  debtorName: invoice.debtor.name,
  grossCents: invoice.grossCents,
  administration: nameOfBooks({ administrationRef, combi }),
  reason: outcome.kind === 'hold' ? outcome.reason : null,
  entry:
    outcome.kind === 'hold'
      ? null
      : {
          booksNumber: outcome.plan.entry.invoiceNumber,
          bookingDate: outcome.plan.entry.bookingDate,
          dueOn: outcome.plan.entry.dueOn,
          period: outcome.plan.entry.period,
          description: outcome.plan.entry.description,
          debtor: { ...outcome.plan.debtor, name: outcome.debtorName },
          notes: outcome.notes,
          lines: toLedgerLines(outcome.plan, outcome.origins).map((line) => withName(line, chart)),
        },
})

export type OfferPreviewed = Omit<PreviewQuestion, 'page' | 'isFresh'> & { userId: string; fingerprint: string }

export type OfferedPreviewed =
  | { ok: true; kind: 'done'; offered: string[]; refused: Refused[]; combiIds: string[] }
  /** More than fit in one go: they are handed over in the background, part by part. */
  | { ok: true; kind: 'started'; action: BulkStarted }
  | { ok: false; reason: 'preview-changed' | 'not-found' }

/**
 * Hands over those of the previewed invoices that pass, at once or in the background, each with the entry that was shown: that is what will be booked, or
 * the person is asked. Refused when by now the preview would be another one, or there is nothing of the kind.
 * @throws ConnectorError as `previewBookings`.
 */
export const offerPreviewed = async (flows: FlowContext, request: OfferPreviewed): Promise<OfferedPreviewed> => {
  const { workspaceId, userId, selection, bookingDate, fingerprint } = request
  const selected = await planSelection(flows, { workspaceId, selection, bookingDate, isFresh: false })
  if (fingerprintOf(selected, bookingDate) !== fingerprint) {
    const gone = await refusedOf(flows, { workspaceId, selection, planned: selected.planned })
    const isNothing = selected.planned.length === 0 && gone.every(({ reason }) => reason === 'not-found')
    return { ok: false, reason: isNothing ? 'not-found' : 'preview-changed' }
  }
  const plans = new Map(
    selected.planned.flatMap(({ id, outcome }) => (outcome.kind === 'book' ? [[id, outcome.plan] as const] : [])),
  )
  if (plans.size > mostInOneGo) {
    const items = [...plans].map(([invoiceId, plan]) => ({ invoiceId, plan }))
    const asked = { workspaceId, userId, kind: 'offer', reason: null, bookingDate, items } as const
    return { ok: true, kind: 'started', action: await startBulkAction(flows, asked) }
  }
  const ids = [...plans.keys()]
  return withWorkspace(flows.db, workspaceId, async (scope) => {
    const changed = await handOver(flows, scope, { userId, ids, bookingDate, plans })
    return {
      ...{ ok: true, kind: 'done', offered: changed.map(({ id }) => id) },
      refused: await refusedAmong(scope, ids, changed),
      combiIds: [...new Set(changed.map(({ combiId }) => combiId))],
    }
  })
}
