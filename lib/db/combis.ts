import type { Day } from '@/lib/domain/day'
import { everyInvoice, offeringRule, type OfferingRule } from '@/lib/domain/offering-rule'
import type { BookingStyle, CombiState, ConnectionState, Offering, VatMode } from '@/prisma/generated/client'
import type { Scope } from './client'
import { fromDateColumn, toDateColumn } from './day-column'

export type CombiConnection = {
  id: string
  connectorId: string
  accountRef: string
  label: string
  state: ConnectionState
}

export type CombiProfileRow = {
  companyProfileRef: string
  companyProfileName: string
  administrationRef: string
  administrationName: string
  defaultRevenueAccount: string
  salesJournalRef: string
}

/** A combi with all that a run needs to know of it. */
export type CombiRecord = {
  id: string
  name: string
  state: CombiState
  invoicesFrom: Day
  vatMode: VatMode
  bookingStyle: BookingStyle
  offering: Offering
  offeringRule: OfferingRule
  /** Null: nobody agreed yet to what goes by itself. */
  offeringConfirmedAt: Date | null
  partialPayments: boolean
  replaceDebtorNames: boolean
  descriptionTemplate: string
  /** Whether the PDF of an invoice is put with its entry. */
  attachesPdf: boolean
  numberOffset: number
  /** Goes up with every change of the settings. */
  settingsVersion: number
  intervalMinutes: number
  /** Null until a run ended well: what has been read so far belongs to the first import. */
  lastSuccessAt: Date | null
  /** When the mirror was last held against both sides; null when it never was. */
  sweptAt: Date | null
  invoiceCheckpoint: string | null
  organizationCheckpoint: string | null
  personCheckpoint: string | null
  source: CombiConnection
  books: CombiConnection
  profiles: CombiProfileRow[]
  ledgerMappings: { administrationRef: string; revenueGroupRef: string; ledgerAccount: string }[]
  vatMappings: { administrationRef: string; vatClassRef: string; vatCode: string }[]
}

const connection = { select: { id: true, connectorId: true, accountRef: true, label: true, state: true } } as const

/** The combi, or null when the workspace has no such one. */
export const findCombi = async ({ tx, workspaceId }: Scope, combiId: string): Promise<CombiRecord | null> => {
  const row = await tx.combi.findFirst({
    where: { id: combiId, workspaceId },
    include: {
      sourceConnection: connection,
      booksConnection: connection,
      profiles: { orderBy: { companyProfileName: 'asc' } },
      ledgerMappings: true,
      vatMappings: true,
    },
  })
  if (row === null) return null
  const { sourceConnection, booksConnection, invoicesFrom, ...combi } = row
  return {
    ...combi,
    invoicesFrom: fromDateColumn(invoicesFrom),
    offeringRule: offeringRule.parse(combi.offeringRule ?? everyInvoice),
    source: sourceConnection,
    books: booksConnection,
  }
}

export type NewCombi = {
  id: string
  name: string
  sourceConnectionId: string
  booksConnectionId: string
  invoicesFrom: Day
  nextSyncAt: Date
  profiles: CombiProfileRow[]
} & Partial<
  Pick<
    CombiRecord,
    | 'vatMode'
    | 'bookingStyle'
    | 'offering'
    | 'offeringRule'
    | 'offeringConfirmedAt'
    | 'partialPayments'
    | 'replaceDebtorNames'
    | 'intervalMinutes'
    | 'descriptionTemplate'
    | 'numberOffset'
    | 'attachesPdf'
  >
>

/** Makes a combi with its profiles; all of it or nothing. */
export const createCombi = async (
  { tx, workspaceId }: Scope,
  { profiles, invoicesFrom, ...combi }: NewCombi,
): Promise<void> => {
  await tx.combi.create({ data: { ...combi, workspaceId, invoicesFrom: toDateColumn(invoicesFrom) } })
  await tx.combiProfile.createMany({
    data: profiles.map((profile) => ({ ...profile, workspaceId, combiId: combi.id })),
  })
}

export type Checkpoints = Partial<
  Pick<CombiRecord, 'invoiceCheckpoint' | 'organizationCheckpoint' | 'personCheckpoint'>
>

/** Moves the reading positions; always in the transaction that stores what was read. */
export const saveCheckpoints = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  checkpoints: Checkpoints,
): Promise<void> => {
  await tx.combi.updateMany({ where: { id: combiId, workspaceId }, data: checkpoints })
}

/** Says that a connection no longer works; the combi waits for a person until it is connected again. */
export const setReconnect = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  connectionId: string,
): Promise<void> => {
  await tx.connection.updateMany({
    where: { id: connectionId, workspaceId, state: { not: 'removed' } },
    data: { state: 'reconnect' },
  })
  // One that was paused or removed while it ran stays so; resuming looks at the connections.
  await tx.combi.updateMany({ where: { id: combiId, workspaceId, state: 'active' }, data: { state: 'reconnect' } })
}

/**
 * Takes the combi's lease for one execution. False when another execution holds it: then nothing may be written.
 * A lease that ran out belongs to a process that died or hangs; it can be taken over.
 */
export const takeLease = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  lease: { token: string; now: Date; until: Date },
): Promise<boolean> => {
  const { count } = await tx.combi.updateMany({
    where: { id: combiId, workspaceId, OR: [{ leaseUntil: null }, { leaseUntil: { lte: lease.now } }] },
    data: { leaseToken: lease.token, leaseUntil: lease.until },
  })
  return count === 1
}

/** Extends the lease if it is still ours. Called first in every transaction that writes what a run did. */
export const renewLease = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  lease: { token: string; until: Date },
): Promise<boolean> => {
  const { count } = await tx.combi.updateMany({
    where: { id: combiId, workspaceId, leaseToken: lease.token },
    data: { leaseUntil: lease.until },
  })
  return count === 1
}

/** Gives the lease back, unless another execution has it by now. */
export const releaseLease = async ({ tx, workspaceId }: Scope, combiId: string, token: string): Promise<void> => {
  await tx.combi.updateMany({
    where: { id: combiId, workspaceId, leaseToken: token },
    data: { leaseToken: null, leaseUntil: null },
  })
}

/** Sets when the combi synchronises next, and what the last run meant. */
export const recordSynced = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  synced: { at: Date; nextSyncAt: Date; isSuccess: boolean },
): Promise<void> => {
  await tx.combi.updateMany({
    where: { id: combiId, workspaceId },
    data: {
      lastSyncAt: synced.at,
      nextSyncAt: synced.nextSyncAt,
      ...(synced.isSuccess ? { lastSuccessAt: synced.at } : {}),
    },
  })
}
