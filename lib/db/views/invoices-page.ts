import { sum } from 'd3-array'
import { dayInAmsterdam } from '@/lib/domain/day'
import type { InvoiceState } from '@/prisma/generated/client'
import { withWorkspace, type Db, type Scope } from '../client'
import { fromDateColumn } from '../day-column'
import { countInvoices, findInvoiceIds, type InvoiceFilter, type InvoiceSort } from '../invoice-selection'
import { combiLabelColumns, toCombiLabel } from './combi-label'
import { readBooking, readBulkActions } from './invoice-progress'
import { invoiceColumns, toInvoiceView } from './invoice-view'
import { toKeysetPage, type Cursor } from './keyset'

const pageSize = 50

const tabs = {
  pending: ['pending'],
  offered: ['offered', 'processing'],
  booked: ['booked'],
  failed: ['failed'],
  action: ['action'],
  ignored: ['ignored'],
} as const satisfies Record<string, readonly InvoiceState[]>
type Tab = keyof typeof tabs

/** How many invoices stand in each tab under the same filter, and of which tabs there are more than that. */
const countTabs = async (scope: Scope, filter: InvoiceFilter) => {
  const found = await countInvoices(scope, filter)
  const counts = { pending: 0, offered: 0, booked: 0, failed: 0, action: 0, ignored: 0 }
  const uncounted: Tab[] = []
  for (const tab of Object.keys(tabs) as Tab[]) {
    const states = tabs[tab].flatMap((state) => found.get(state) ?? [])
    counts[tab] = sum(states, ({ count }) => count)
    if (states.some(({ isMore }) => isMore)) uncounted.push(tab)
  }
  return { counts, uncounted }
}

/** The VAT classes and revenue groups that invoices of these combi's have, each once, in the order of their names. */
const readTerms = async ({ tx, workspaceId }: Scope, combiIds: readonly string[]) => {
  const rows = await tx.invoiceTerm.findMany({
    where: { workspaceId, combiId: { in: [...combiIds] } },
    select: { kind: true, ref: true, label: true },
    orderBy: [{ label: 'asc' }, { ref: 'asc' }],
  })
  const ofKind = (kind: string) => [
    ...new Map(rows.filter((row) => row.kind === kind).map(({ ref, label }) => [ref, { ref, label }])).values(),
  ]
  return { vatClasses: ofKind('vat'), revenueGroups: ofKind('group') }
}

export type InvoicesQuery = {
  filter: InvoiceFilter
  states: readonly InvoiceState[]
  sort: InvoiceSort
  cursor: Cursor | null
}

/**
 * One page of invoices in an order, with the counts of all states. Null: the workspace has no combi with that id.
 * The number of queries does not depend on how many rows or combi's there are. Of many invoices the counts take as long as
 * all the rest: they are made beside it, on a connection of their own, and may be a moment older or newer.
 */
export const readInvoicesPage = async (
  db: Db,
  { workspaceId, ...query }: InvoicesQuery & { workspaceId: string },
  now: Date,
) => {
  const [page, tabCounts] = await Promise.all([
    withWorkspace(db, workspaceId, (scope) => readRows(scope, query, now)),
    withWorkspace(db, workspaceId, (scope) => countTabs(scope, query.filter)),
  ])
  return page && { ...page, ...tabCounts }
}

const readRows = async (scope: Scope, query: InvoicesQuery, now: Date) => {
  const { tx, workspaceId } = scope
  const { filter, states, sort, cursor } = query
  const { combiId = null } = filter
  const combis = await tx.combi.findMany({
    where: { workspaceId, state: { not: 'removed' } },
    select: { ...combiLabelColumns, profiles: { select: { companyProfileRef: true, companyProfileName: true } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  if (combiId !== null && !combis.some((combi) => combi.id === combiId)) return null
  const ids = await findInvoiceIds(scope, { filter, states }, { sort, beside: cursor, limit: pageSize + 1 })
  const found = await tx.invoice.findMany({ where: { workspaceId, id: { in: ids } }, select: invoiceColumns })
  const rowById = new Map(found.map((row) => [row.id, row]))
  const rows = ids.flatMap((id) => rowById.get(id) ?? [])
  const shownCombis = combis.filter(({ id }) => combiId === null || id === combiId)
  const terms = await readTerms(
    scope,
    shownCombis.map(({ id }) => id),
  )
  const page = toKeysetPage(rows, { cursor, size: pageSize }, (row) => ({
    key: fromDateColumn(row.issuedOn),
    id: row.id,
  }))
  const byId = new Map(combis.map((combi) => [combi.id, combi]))
  const today = dayInAmsterdam(now)
  return {
    ...page,
    items: page.items.flatMap((row) => {
      const combi = byId.get(row.combiId)
      if (combi === undefined) return []
      const profile = combi.profiles.find(({ companyProfileRef }) => companyProfileRef === row.companyProfileRef)
      return [
        {
          ...toInvoiceView(row, today, now),
          combi: toCombiLabel(combi),
          // A profile that was never linked has no name here; its reference is what the source calls it.
          companyProfile: profile?.companyProfileName ?? row.companyProfileRef,
        },
      ]
    }),
    terms,
    bulkActions: await readBulkActions(scope, now),
    booking: await readBooking(
      scope,
      shownCombis.map(({ id }) => id),
    ),
    combis: combis.map((combi) => ({
      ...toCombiLabel(combi),
      profiles: combi.profiles.map(({ companyProfileRef: ref, companyProfileName: name }) => ({ ref, name })),
    })),
  }
}
