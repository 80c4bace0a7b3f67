import { dayInAmsterdam } from '@/lib/domain/day'
import type { InvoiceState } from '@/prisma/generated/client'
import type { Scope } from '../client'
import { fromDateColumn } from '../day-column'
import { countInvoices, findInvoiceIds, type InvoiceFilter, type InvoiceSort } from '../invoice-selection'
import { combiLabelColumns, toCombiLabel } from './combi-label'
import { invoiceColumns, toInvoiceView } from './invoice-view'
import { toKeysetPage, type Cursor } from './keyset'

const pageSize = 50

/** How many invoices stand in each state under the same filter. */
const countStates = async (scope: Scope, filter: InvoiceFilter) => {
  const counts = await countInvoices(scope, filter)
  const inState = (state: InvoiceState) => counts.get(state) ?? 0
  return {
    pending: inState('pending'),
    offered: inState('offered') + inState('processing'),
    booked: inState('booked'),
    failed: inState('failed'),
    action: inState('action'),
    ignored: inState('ignored'),
  }
}

export type InvoicesQuery = {
  filter: InvoiceFilter
  states: readonly InvoiceState[]
  sort: InvoiceSort
  cursor: Cursor | null
}

/**
 * One page of invoices in an order, with the counts of all states. Null: the workspace has no combi with that id.
 * The number of queries does not depend on how many rows or combi's there are.
 */
export const readInvoicesPage = async (scope: Scope, query: InvoicesQuery, now: Date) => {
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
  const counts = await countStates(scope, filter)
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
    counts,
    combis: combis.map((combi) => ({
      ...toCombiLabel(combi),
      profiles: combi.profiles.map(({ companyProfileRef: ref, companyProfileName: name }) => ({ ref, name })),
    })),
  }
}
