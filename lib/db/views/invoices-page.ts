import { dayInAmsterdam } from '@/lib/domain/day'
import type { InvoiceState, Prisma } from '@/prisma/generated/client'
import type { Scope } from '../client'
import { fromDateColumn } from '../day-column'
import { combiLabelColumns, toCombiLabel } from './combi-label'
import { toKeysetPage, type Cursor } from './keyset'
import { invoiceColumns, toInvoiceView } from './invoice-view'

const pageSize = 50

const besideCursor = (cursor: Cursor | null): Prisma.InvoiceWhereInput => {
  if (cursor === null) return {}
  const issuedOn = new Date(cursor.key)
  const { id } = cursor
  return cursor.side === 'after'
    ? { issuedOn: { lte: issuedOn }, OR: [{ issuedOn: { lt: issuedOn } }, { id: { lt: id } }] }
    : { issuedOn: { gte: issuedOn }, OR: [{ issuedOn: { gt: issuedOn } }, { id: { gt: id } }] }
}

/** How many invoices stand in each state, all combi's together or one of them. */
const countStates = async ({ tx, workspaceId }: Scope, combiId: string | null) => {
  const rows = await tx.invoice.groupBy({
    by: ['state'],
    where: { workspaceId, ...(combiId === null ? {} : { combiId }) },
    _count: true,
  })
  const inState = (state: InvoiceState) => rows.find((row) => row.state === state)?._count ?? 0
  return {
    pending: inState('pending'),
    offered: inState('offered') + inState('processing'),
    booked: inState('booked'),
    failed: inState('failed'),
    action: inState('action'),
    ignored: inState('ignored'),
  }
}

export type InvoicesQuery = { combiId: string | null; states: readonly InvoiceState[]; cursor: Cursor | null }

/**
 * One page of invoices, newest first, with the counts of all states. Null: the workspace has no combi with that id.
 * The number of queries does not depend on how many rows or combi's there are.
 */
export const readInvoicesPage = async (scope: Scope, query: InvoicesQuery, now: Date) => {
  const { tx, workspaceId } = scope
  const { combiId, states, cursor } = query
  const combis = await tx.combi.findMany({
    where: { workspaceId },
    select: { ...combiLabelColumns, profiles: { select: { companyProfileRef: true, companyProfileName: true } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  if (combiId !== null && !combis.some((combi) => combi.id === combiId)) return null
  const order = cursor?.side === 'before' ? 'asc' : 'desc'
  const rows = await tx.invoice.findMany({
    where: {
      workspaceId,
      ...(combiId === null ? {} : { combiId }),
      state: { in: [...states] },
      ...besideCursor(cursor),
    },
    select: invoiceColumns,
    orderBy: [{ issuedOn: order }, { id: order }],
    take: pageSize + 1,
  })
  const counts = await countStates(scope, combiId)
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
    combis: combis.map(toCombiLabel),
  }
}
