import type { Day } from '@/lib/domain/day'
import type { OfferingRule } from '@/lib/domain/offering-rule'
import type { MappingChoices, SetupLink } from '@/lib/domain/setup'
import type { BookingStyle, Offering, VatMode } from '@/prisma/generated/client'
import type { Scope } from './client'
import { fenceRun } from './combi-lifecycle'
import { toDateColumn } from './day-column'
import { addMappings } from './installations'
import { parseInvoiceDocument } from './invoice-document'

/** Where the combi's invoices stand, what is booked of which profile, and how many entries are in doubt. */
export const readSettingsFacts = async ({ tx, workspaceId }: Scope, combiId: string) => {
  const states = await tx.invoice.groupBy({ by: ['state'], where: { workspaceId, combiId }, _count: true })
  const inState = (...names: string[]) =>
    states.filter(({ state }) => names.includes(state)).reduce((sum, { _count }) => sum + _count, 0)
  const rows = await tx.invoice.groupBy({
    by: ['companyProfileRef', 'administrationRef', 'isSettled'],
    where: { workspaceId, combiId, state: 'booked' },
    _count: true,
  })
  const unread = await tx.posting.count({
    where: { workspaceId, combiId, state: { in: ['intended', 'sent'] }, invoice: { state: { not: 'booked' } } },
  })
  const inCorrection = await tx.correction.count({ where: { workspaceId, combiId, state: 'asked' } })
  return {
    standing: {
      pending: inState('pending'),
      waiting: inState('offered', 'processing', 'action', 'failed'),
      booked: inState('booked'),
    },
    booked: rows.map(({ companyProfileRef, administrationRef, isSettled, _count: count }) => ({
      ...{ companyProfileRef, administrationRef, count },
      unsettled: isSettled ? 0 : count,
    })),
    // An entry that is being corrected may be half-way.
    inDoubt: unread + inCorrection,
  }
}

/** The invoice that came last, to show a setting on; null when there is none. */
export const findLatestInvoice = async ({ tx, workspaceId }: Scope, combiId: string) => {
  const row = await tx.invoice.findFirst({
    where: { workspaceId, combiId },
    select: { document: true },
    orderBy: [{ issuedOn: 'desc' }, { id: 'desc' }],
  })
  return row && parseInvoiceDocument(row.document)
}

/** The numbers of invoices that are not booked yet, by company profile. */
export const listUnbookedNumbers = ({ tx, workspaceId }: Scope, combiId: string) =>
  tx.invoice.findMany({
    where: { workspaceId, combiId, state: { in: ['pending', 'offered', 'processing', 'action', 'failed'] } },
    select: { id: true, number: true, companyProfileRef: true },
    orderBy: { id: 'asc' },
  })

export type SettingsRow = {
  invoicesFrom: Day
  vatMode: VatMode
  bookingStyle: BookingStyle
  offering: Offering
  partialPayments: boolean
  descriptionTemplate: string
  numberOffset: number
  offeringRule: OfferingRule
  attachesPdf: boolean
}

/**
 * Stores how the combi works from now on, as the next version; a run under way goes on with it. `isReadAgain`: invoices are
 * read from the beginning, and what is new then waits for a person as after a first import. `isOfferingAnew`: nothing goes
 * by itself until a person agreed to it.
 */
export const saveCombiSettings = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  {
    links,
    isReadAgain,
    isOfferingAnew,
    ...row
  }: SettingsRow & { links: readonly SetupLink[]; isReadAgain: boolean; isOfferingAnew: boolean },
): Promise<void> => {
  await tx.combi.updateMany({
    where: { id: combiId, workspaceId },
    data: {
      ...row,
      invoicesFrom: toDateColumn(row.invoicesFrom),
      settingsVersion: { increment: 1 },
      ...(isReadAgain ? { invoiceCheckpoint: null, lastSuccessAt: null } : {}),
      ...(isOfferingAnew ? { offeringConfirmedAt: null } : {}),
      ...fenceRun,
    },
  })
  await tx.combiProfile.deleteMany({ where: { workspaceId, combiId } })
  await tx.combiProfile.createMany({ data: links.map((link) => ({ ...link, workspaceId, combiId })) })
}

/** Puts these choices in the place of all of before, as the next version; a run under way goes on with them. */
export const saveMappings = async (
  scope: Scope,
  combiId: string,
  mappings: { links: readonly SetupLink[]; choices: MappingChoices },
): Promise<void> => {
  const { tx, workspaceId } = scope
  await tx.combi.updateMany({
    where: { id: combiId, workspaceId },
    data: { settingsVersion: { increment: 1 }, ...fenceRun },
  })
  await tx.ledgerMapping.deleteMany({ where: { workspaceId, combiId } })
  await tx.vatMapping.deleteMany({ where: { workspaceId, combiId } })
  await addMappings(scope, combiId, mappings)
}

/** Invoices that wait for a choice of an account or a VAT code. */
export const listHeldByMapping = async ({ tx, workspaceId }: Scope, combiId: string) => {
  const rows = await tx.invoice.findMany({
    where: { workspaceId, combiId, state: 'action', reasonCode: { in: [...mappingCauses] } },
    select: { companyProfileRef: true, document: true },
    orderBy: { id: 'asc' },
    take: mostHeld,
  })
  return rows.map(({ companyProfileRef, document }) => ({ companyProfileRef, invoice: parseInvoiceDocument(document) }))
}

/** What a choice of an account or a VAT code may cure. */
const mappingCauses = ['vat-unmapped', 'vat-rate-differs', 'account-blocked', 'default-account-missing'] as const

/** Counted one by one up to here; with more, whatever is chosen first helps most of them. */
const mostHeld = 500
