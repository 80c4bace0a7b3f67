import { everyInvoice, offeringRule, type OfferingRule, type RuledInvoice } from '@/lib/domain/offering-rule'
import type { Scope } from './client'

/** A combi that is to hand invoices over by itself, and does not before a person agreed to what that takes. */
export type UnconfirmedCombi = {
  id: string
  name: string
  rule: OfferingRule
  settingsVersion: number
  connectors: { source: string; books: string }
}

const connector = { select: { connectorId: true } } as const

/** The combi's of the workspace that wait for that, by name. */
export const listUnconfirmed = async ({ tx, workspaceId }: Scope): Promise<UnconfirmedCombi[]> => {
  const rows = await tx.combi.findMany({
    where: { workspaceId, removedAt: null, offering: 'automatic', offeringConfirmedAt: null },
    select: {
      ...{ id: true, name: true, offeringRule: true, settingsVersion: true },
      ...{ sourceConnection: connector, booksConnection: connector },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ offeringRule: rule, sourceConnection, booksConnection, ...row }) => ({
    ...row,
    rule: offeringRule.parse(rule ?? everyInvoice),
    connectors: { source: sourceConnection.connectorId, books: booksConnection.connectorId },
  }))
}

/** What waits for a decision, as far as a rule looks at it, the oldest first. */
export const listPending = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  limit: number,
): Promise<(RuledInvoice & { id: string })[]> => {
  const rows = await tx.invoice.findMany({
    where: { workspaceId, combiId, state: 'pending' },
    select: { id: true, companyProfileRef: true, debtorRef: true, grossCents: true },
    orderBy: [{ issuedOn: 'asc' }, { id: 'asc' }],
    take: limit,
  })
  return rows.map(({ grossCents, ...row }) => ({ ...row, grossCents: Number(grossCents) }))
}

/** Has invoices go by themselves from now on. False when these are not the settings any more that somebody agreed to. */
export const confirmOffering = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  { settingsVersion, at }: { settingsVersion: number; at: Date },
): Promise<boolean> => {
  const { count } = await tx.combi.updateMany({
    where: { id: combiId, workspaceId, offering: 'automatic', settingsVersion },
    data: { offeringConfirmedAt: at },
  })
  return count === 1
}

/** The debtors of a combi's invoices by name, each once. */
export const listInvoicedDebtors = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  limit: number,
): Promise<{ ref: string; name: string }[]> => {
  const rows = await tx.invoice.findMany({
    where: { workspaceId, combiId },
    select: { debtorRef: true, debtorName: true },
    distinct: ['debtorRef'],
    orderBy: [{ debtorRef: 'asc' }, { id: 'desc' }],
    take: limit,
  })
  return rows
    .map(({ debtorRef, debtorName }) => ({ ref: debtorRef, name: debtorName }))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'nl'))
}
