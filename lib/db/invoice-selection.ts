import type { Day } from '@/lib/domain/day'
import type { Invoice } from '@/lib/domain/invoice'
import type { Cents } from '@/lib/domain/money'
import type { InvoiceState } from '@/prisma/generated/client'
import type { Scope } from './client'
import { parseInvoiceDocument } from './invoice-document'

export const invoiceSorts = ['issuedOn', 'number', 'debtor', 'gross', 'dueOn'] as const
export type InvoiceSort = { by: (typeof invoiceSorts)[number]; isAscending: boolean }

/** What invoices are narrowed down to, beside their state; what is absent or null narrows nothing. */
export type InvoiceFilter = {
  combiId?: string | null
  profile?: string | null
  from?: Day | null
  until?: Day | null
  leastCents?: Cents | null
  mostCents?: Cents | null
  /** The source's reference of a VAT class, or of a revenue group, that stands on one of its lines. */
  vatClass?: string | null
  revenueGroup?: string | null
  /** Part of a number or of a debtor's name. */
  words?: string | null
}

export type FilteredInvoices = { filter: InvoiceFilter; states: readonly InvoiceState[] }

/** Invoices that something is to be done with: named one by one, or all that a filter lets through. */
export type InvoiceSelection = { ids: readonly string[] } | FilteredInvoices

const toJson = (filter: InvoiceFilter): string =>
  JSON.stringify(Object.fromEntries(Object.entries(filter).filter(([, value]) => value != null && value !== '')))

type Place = { sort: InvoiceSort; beside: { id: string; side: 'after' | 'before' } | null; limit: number }

/** The ids of filtered invoices in an order, nearest first beside one of them. */
export const findInvoiceIds = async (
  { tx }: Scope,
  { filter, states }: FilteredInvoices,
  { sort, beside, limit }: Place,
): Promise<string[]> => {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM find_invoices(${toJson(filter)}::jsonb, ${[...states]}::"InvoiceState"[], ${sort.by},
      ${sort.isAscending}, ${beside?.id ?? null}::uuid, ${beside?.side === 'before'}, ${limit}) AS id`
  return rows.map(({ id }) => id)
}

/** As far as those of a state that a frequent filter lets through are counted: past it nobody needs the number. */
export const mostCounted = 10_000

export type StateCount = {
  count: number
  /** Whether there are more than were counted. */
  isMore: boolean
}

/** How many invoices a filter lets through in each state that has any. */
export const countInvoices = async (
  { tx }: Scope,
  filter: InvoiceFilter,
  atMost = mostCounted,
): Promise<Map<InvoiceState, StateCount>> => {
  const rows = await tx.$queryRaw<{ state: InvoiceState; count: bigint; isMore: boolean }[]>`
    SELECT state, count, is_more AS "isMore" FROM count_invoices(${toJson(filter)}::jsonb, ${atMost}::int)`
  return new Map(rows.map(({ state, count, isMore }) => [state, { count: Number(count), isMore }]))
}

/** The ids that a selection comes to: at most so many of a filter's, the oldest first. */
export const selectIds = (scope: Scope, selection: InvoiceSelection, limit: number): Promise<string[]> =>
  'ids' in selection
    ? Promise.resolve([...selection.ids])
    : findInvoiceIds(scope, selection, { sort: { by: 'issuedOn', isAscending: true }, beside: null, limit })

export type SelectedInvoice = {
  id: string
  combiId: string
  companyProfileRef: string
  sourceUrl: string | null
  chosenNumber: number | null
  invoice: Invoice
}

/** The selected ones in one of these states, in the order in which they are booked. */
export const listSelected = async (
  scope: Scope,
  selection: InvoiceSelection,
  { from, limit }: { from: readonly InvoiceState[]; limit: number },
): Promise<SelectedInvoice[]> => {
  const ids = await selectIds(scope, selection, limit)
  const rows = await scope.tx.invoice.findMany({
    where: { workspaceId: scope.workspaceId, id: { in: ids }, state: { in: [...from] }, goneAt: null },
    select: { id: true, combiId: true, companyProfileRef: true, sourceUrl: true, chosenNumber: true, document: true },
    orderBy: [{ combiId: 'asc' }, { companyProfileRef: 'asc' }, { issuedOn: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ document, chosenNumber, ...row }) => ({
    ...row,
    chosenNumber: chosenNumber === null ? null : Number(chosenNumber),
    invoice: parseInvoiceDocument(document),
  }))
}
