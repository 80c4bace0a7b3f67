import { dayInAmsterdam, type Day } from '@/lib/domain/day'
import type { InvoiceState, Prisma } from '@/prisma/generated/client'
import { fromCentsColumn } from '../cents-column'
import type { Scope } from '../client'
import { fromDateColumn } from '../day-column'
import { combiLabelColumns, toCombiLabel } from './combi-label'
import { toKeysetPage, type Cursor } from './keyset'
import { toPaymentState } from './payment-state'
import { toLink } from './source-link'
import { toReasonView } from './stored-reason'

const pageSize = 50

const besideCursor = (cursor: Cursor | null): Prisma.InvoiceWhereInput => {
  if (cursor === null) return {}
  const issuedOn = new Date(cursor.key)
  const { id } = cursor
  return cursor.side === 'after'
    ? { issuedOn: { lte: issuedOn }, OR: [{ issuedOn: { lt: issuedOn } }, { id: { lt: id } }] }
    : { issuedOn: { gte: issuedOn }, OR: [{ issuedOn: { gt: issuedOn } }, { id: { gt: id } }] }
}

const invoiceColumns = {
  id: true,
  combiId: true,
  companyProfileRef: true,
  number: true,
  issuedOn: true,
  dueOn: true,
  debtorName: true,
  netCents: true,
  vatCents: true,
  grossCents: true,
  outstandingCents: true,
  paidCents: true,
  isSettled: true,
  bookingDate: true,
  state: true,
  reasonCode: true,
  reasonParams: true,
  bookedAt: true,
  booksNumber: true,
  deadlineAt: true,
  sourceUrl: true,
} as const satisfies Prisma.InvoiceSelect

type InvoiceRow = Prisma.InvoiceGetPayload<{ select: typeof invoiceColumns }>

const toInvoiceView = (row: InvoiceRow, today: Day, now: Date) => ({
  id: row.id,
  number: row.number,
  issuedOn: fromDateColumn(row.issuedOn),
  dueOn: fromDateColumn(row.dueOn),
  debtorName: row.debtorName,
  netCents: fromCentsColumn(row.netCents),
  vatCents: fromCentsColumn(row.vatCents),
  grossCents: fromCentsColumn(row.grossCents),
  paidCents: fromCentsColumn(row.paidCents),
  payment: toPaymentState({
    grossCents: fromCentsColumn(row.grossCents),
    outstandingCents: fromCentsColumn(row.outstandingCents),
    paidCents: fromCentsColumn(row.paidCents),
    isSettled: row.isSettled,
    dueOn: fromDateColumn(row.dueOn),
    today,
  }),
  bookingDate: row.bookingDate === null ? null : fromDateColumn(row.bookingDate),
  state: row.state,
  reason: toReasonView(row.reasonCode, row.reasonParams),
  bookedAt: row.bookedAt?.toISOString() ?? null,
  booksNumber: row.booksNumber === null ? null : Number(row.booksNumber),
  isOverdue: row.deadlineAt !== null && row.deadlineAt.getTime() < now.getTime(),
  sourceUrl: toLink(row.sourceUrl),
})

/** How many invoices of these combi's stand in each state. */
const countStates = async ({ tx, workspaceId }: Scope, ofCombis: Prisma.InvoiceWhereInput) => {
  const rows = await tx.invoice.groupBy({
    by: ['state'],
    where: { workspaceId, ...ofCombis },
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
  const allCombis = await tx.combi.findMany({
    where: { workspaceId },
    select: { ...combiLabelColumns, profiles: { select: { companyProfileRef: true, companyProfileName: true } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  const combis = allCombis.filter(({ state }) => state !== 'removed')
  if (combiId !== null && !combis.some((combi) => combi.id === combiId)) return null
  const removed = allCombis.filter(({ state }) => state === 'removed').map(({ id }) => id)
  const ofCombis = combiId !== null ? { combiId } : removed.length === 0 ? {} : { combiId: { notIn: removed } }
  const order = cursor?.side === 'before' ? 'asc' : 'desc'
  const rows = await tx.invoice.findMany({
    where: {
      workspaceId,
      ...ofCombis,
      state: { in: [...states] },
      ...besideCursor(cursor),
    },
    select: invoiceColumns,
    orderBy: [{ issuedOn: order }, { id: order }],
    take: pageSize + 1,
  })
  const counts = await countStates(scope, ofCombis)
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
