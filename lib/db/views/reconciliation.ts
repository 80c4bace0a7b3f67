import { addDays, type Day } from '@/lib/domain/day'
import type { BookedEntry, SalesEntry } from '@/lib/domain/books'
import type { Prisma } from '@/prisma/generated/client'
import { fromCentsColumn } from '../cents-column'
import type { Scope } from '../client'
import { fromDateColumn, toDateColumn } from '../day-column'
import { parsePostingRequest } from '../posting-request'
import { parseReadBack } from '../posting-read-back'
import { combiLabelColumns, toCombiLabel } from './combi-label'

const profileColumns = {
  companyProfileRef: true,
  administrationRef: true,
  administrationName: true,
  companyProfileName: true,
} as const

/** A combi with the administrations that its months can be reconciled for. Null: the workspace has no such combi. */
export const readReconciliationCombi = async ({ tx, workspaceId }: Scope, combiId: string) => {
  const row = await tx.combi.findFirst({
    where: { workspaceId, id: combiId },
    select: {
      ...combiLabelColumns,
      invoicesFrom: true,
      profiles: { select: profileColumns, orderBy: { administrationName: 'asc' } },
    },
  })
  if (row === null) return null
  return { ...toCombiLabel(row), invoicesFrom: fromDateColumn(row.invoicesFrom), profiles: row.profiles }
}

const invoiceColumns = {
  id: true,
  sourceRef: true,
  companyProfileRef: true,
  number: true,
  debtorName: true,
  issuedOn: true,
  fingerprint: true,
  sourceUrl: true,
  netCents: true,
  vatCents: true,
  grossCents: true,
  state: true,
  bookedFingerprint: true,
  bookingDate: true,
} as const satisfies Prisma.InvoiceSelect

type InvoiceRow = Prisma.InvoiceGetPayload<{ select: typeof invoiceColumns }>

const toHeld = ({ sourceRef, bookingDate, ...row }: InvoiceRow) => ({
  ...row,
  ref: sourceRef,
  issuedOn: fromDateColumn(row.issuedOn),
  netCents: fromCentsColumn(row.netCents),
  vatCents: fromCentsColumn(row.vatCents),
  grossCents: fromCentsColumn(row.grossCents),
  bookedOn: bookingDate === null ? null : fromDateColumn(bookingDate),
})

export type HeldRow = ReturnType<typeof toHeld>

/** What was sent for an invoice, and how the books held it. */
export type VerifiedPosting = { sent: SalesEntry; readBack: BookedEntry }

export type MonthPlace = { combiId: string; administrationRef: string; companyProfileRefs: readonly string[] }

const inMonth = (month: Day) => ({ gte: toDateColumn(month), lt: toDateColumn(nextMonth(month)) })

/** The first day of the month after: a month has 31 days at most, and the 32nd lies in the next one. */
export const nextMonth = (month: Day): Day => `${addDays(month, 31).slice(0, 7)}-01`

/**
 * The invoices of a month as the mirror holds them, those of other months that were booked into it, and how the books held
 * each booked one. An invoice belongs to the administration it was booked in, or else to the one its profile is linked to.
 */
export const readMonth = async ({ tx, workspaceId }: Scope, place: MonthPlace, month: Day) => {
  const { combiId, administrationRef, companyProfileRefs } = place
  const here: Prisma.InvoiceWhereInput = {
    OR: [{ administrationRef }, { administrationRef: null, companyProfileRef: { in: [...companyProfileRefs] } }],
  }
  const held = await tx.invoice.findMany({
    where: { workspaceId, combiId, issuedOn: inMonth(month), ...here },
    select: invoiceColumns,
    orderBy: [{ issuedOn: 'asc' }, { number: 'asc' }, { id: 'asc' }],
  })
  const bookedHere = await tx.invoice.findMany({
    where: {
      workspaceId,
      combiId,
      state: 'booked',
      bookingDate: inMonth(month),
      NOT: { issuedOn: inMonth(month) },
      administrationRef,
    },
    select: invoiceColumns,
    orderBy: [{ issuedOn: 'asc' }, { id: 'asc' }],
  })
  const booked = [...held, ...bookedHere].filter(({ state }) => state === 'booked').map(({ id }) => id)
  return {
    held: held.map(toHeld),
    bookedHere: bookedHere.map(toHeld),
    postings: await findPostings({ tx, workspaceId }, booked),
  }
}

/** The last verified posting of each of these invoices. */
const findPostings = async (
  { tx, workspaceId }: Scope,
  invoiceIds: readonly string[],
): Promise<Map<string, VerifiedPosting>> => {
  const rows = await tx.posting.findMany({
    where: { workspaceId, invoiceId: { in: [...invoiceIds] }, role: 'entry', state: 'verified' },
    select: { invoiceId: true, request: true, readBack: true },
    orderBy: { revision: 'asc' },
  })
  return new Map(
    rows.map(({ invoiceId, request, readBack }) => [
      invoiceId,
      { sent: parsePostingRequest(request), readBack: parseReadBack(readBack) },
    ]),
  )
}

/** Which of these invoices the mirror holds at all, under whatever month. */
export const findHeldByRef = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  refs: readonly string[],
): Promise<Map<string, { id: string; state: InvoiceRow['state'] }>> => {
  if (refs.length === 0) return new Map()
  const rows = await tx.invoice.findMany({
    where: { workspaceId, combiId, sourceRef: { in: [...refs] } },
    select: { id: true, sourceRef: true, state: true },
  })
  return new Map(rows.map(({ sourceRef, ...row }) => [sourceRef, row]))
}
