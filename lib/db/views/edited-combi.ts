import type { Scope } from '../client'
import { fromDateColumn } from '../day-column'

const account = {
  select: { connectorId: true, accountRef: true, label: true, state: true, expiresOn: true },
} as const

/** A combi with its two accounts, for whoever is about to change it. Null: there is none, or it was removed. */
export const readEditedCombi = async ({ tx, workspaceId }: Scope, combiId: string) => {
  const row = await tx.combi.findFirst({
    where: { id: combiId, workspaceId, state: { not: 'removed' } },
    select: { id: true, name: true, state: true, sourceConnection: account, booksConnection: account },
  })
  if (row === null) return null
  const { sourceConnection, booksConnection, ...combi } = row
  const toAccount = ({ connectorId, accountRef, label, state, expiresOn }: typeof sourceConnection) => ({
    connector: connectorId,
    // The number or name that the vendor knows it by, unless the label only repeats it.
    account: label.includes(accountRef) ? label : `${accountRef} ${label}`,
    needsReconnect: state === 'reconnect',
    expiresOn: expiresOn && fromDateColumn(expiresOn),
  })
  return {
    ...combi,
    accounts: [
      { side: 'source' as const, ...toAccount(sourceConnection) },
      { side: 'books' as const, ...toAccount(booksConnection) },
    ],
  }
}

/** Combi's that were removed, the last one first, with how many invoices their trail tells of. */
export const readRemovedCombis = async ({ tx, workspaceId }: Scope) => {
  const rows = await tx.combi.findMany({
    where: { workspaceId, state: 'removed' },
    select: { id: true, name: true, removedAt: true, _count: { select: { invoices: true } } },
    orderBy: [{ removedAt: 'desc' }, { id: 'asc' }],
  })
  return rows.flatMap(({ id, name, removedAt, _count }) =>
    removedAt === null ? [] : [{ id, name, removedAt: removedAt.toISOString(), invoiceCount: _count.invoices }],
  )
}

const pageSize = 500

/** A part of the trail of a removed combi's invoices: what happened to each, oldest invoice first. Null: no such combi. */
export const readTrailPart = async (
  { tx, workspaceId }: Scope,
  { combiId, after }: { combiId: string; after: string | null },
) => {
  const combi = await tx.combi.findFirst({
    where: { id: combiId, workspaceId, state: 'removed' },
    select: { name: true },
  })
  if (combi === null) return null
  const rows = await tx.invoice.findMany({
    where: { workspaceId, combiId, ...(after === null ? {} : { id: { gt: after } }) },
    select: {
      ...{ id: true, number: true, issuedOn: true, debtorName: true, netCents: true, vatCents: true, grossCents: true },
      ...{ state: true, reasonCode: true, administrationRef: true, booksNumber: true, bookedAt: true, paidCents: true },
      postings: { select: { id: true }, take: 1 },
      events: { select: { at: true, kind: true }, orderBy: [{ at: 'asc' }, { id: 'asc' }] },
    },
    orderBy: { id: 'asc' },
    take: pageSize,
  })
  return {
    name: combi.name,
    items: rows.map(({ issuedOn, postings, ...row }) => ({
      ...row,
      issuedOn: fromDateColumn(issuedOn),
      entryId: postings[0]?.id ?? null,
    })),
    next: rows.length < pageSize ? null : (rows.at(-1)?.id ?? null),
  }
}
