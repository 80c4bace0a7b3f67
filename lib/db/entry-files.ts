import { Prisma } from '@/prisma/generated/client'
import type { Scope } from './client'
import type { StoredReason } from './invoices'

type NewEntryFile = { entryId: string; combiId: string; invoiceId: string; now: Date }

/** Puts the files of these entries in line, before anything is sent; one that is there already stays as it is. */
export const addWantedFiles = async ({ tx, workspaceId }: Scope, files: readonly NewEntryFile[]): Promise<void> => {
  if (files.length === 0) return
  await tx.entryFile.createMany({
    data: files.map(({ now, ...file }) => ({ ...file, workspaceId, nextAttemptAt: now, createdAt: now })),
    skipDuplicates: true,
  })
}

export type DueFile = {
  entryId: string
  invoiceId: string
  administrationRef: string
  attempts: number
  sentAt: Date | null
  contentHash: string | null
  invoice: { sourceRef: string; number: string; debtorName: string }
}

/** Files whose turn it is, of entries that are known to stand in the books: one that is being taken back needs none. */
export const listDueFiles = async (
  { tx, workspaceId }: Scope,
  { combiId, now, limit }: { combiId: string; now: Date; limit: number },
): Promise<DueFile[]> => {
  const rows = await tx.entryFile.findMany({
    where: {
      ...{ workspaceId, combiId, state: 'wanted', nextAttemptAt: { lte: now } },
      posting: { state: 'verified', invoice: { administrationRef: { not: null }, bookedAt: { not: null } } },
    },
    select: {
      ...{ entryId: true, invoiceId: true, attempts: true, sentAt: true, contentHash: true },
      posting: {
        select: {
          invoice: {
            select: { sourceRef: true, number: true, debtorName: true, administrationRef: true },
          },
        },
      },
    },
    orderBy: [{ nextAttemptAt: 'asc' }, { entryId: 'asc' }],
    take: limit,
  })
  return rows.flatMap(({ posting: { invoice }, ...file }) => {
    const { administrationRef, ...shown } = invoice
    return administrationRef === null ? [] : [{ ...file, administrationRef, invoice: shown }]
  })
}

/** Writes down that a file is about to leave, and what it is. */
export const setFileLeaving = async (
  { tx, workspaceId }: Scope,
  entryId: string,
  { now, contentHash }: { now: Date; contentHash: string },
): Promise<void> => {
  await tx.entryFile.updateMany({
    where: { workspaceId, entryId, state: 'wanted' },
    data: { sentAt: now, contentHash },
  })
}

export const setFileAttached = async ({ tx, workspaceId }: Scope, entryId: string, now: Date): Promise<void> => {
  await tx.entryFile.updateMany({
    where: { workspaceId, entryId, state: 'wanted' },
    data: { state: 'attached', attachedAt: now, attempts: { increment: 1 }, ...noReason },
  })
}

const noReason = { reasonCode: null, reasonParams: Prisma.DbNull }

/** It was tried and did not get there: at `nextAttemptAt` it is tried again, and with null it is not. */
export const setFileMissed = async (
  { tx, workspaceId }: Scope,
  entryId: string,
  { reason, nextAttemptAt }: { reason: StoredReason; nextAttemptAt: Date | null },
): Promise<void> => {
  await tx.entryFile.updateMany({
    where: { workspaceId, entryId, state: 'wanted' },
    data: {
      ...(nextAttemptAt === null ? { state: 'failed' as const } : { nextAttemptAt }),
      attempts: { increment: 1 },
      reasonCode: reason.code,
      reasonParams: reason.params as Prisma.InputJsonObject,
    },
  })
}

/** Files that were still to come and are not wanted any more; who wants one after all asks for it. */
export const setFilesUnwanted = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  reason: StoredReason,
): Promise<void> => {
  await tx.entryFile.updateMany({
    where: { workspaceId, combiId, state: 'wanted' },
    data: { state: 'failed', reasonCode: reason.code, reasonParams: reason.params as Prisma.InputJsonObject },
  })
}

export type AskedFile = { invoiceId: string; combiId: string; isAttached: boolean }

/**
 * Puts the file of a booked invoice in line, as a person asks for it: with all its attempts before it again, or for the first
 * time. One that is with its entry already stays as it is. Null: nothing of this invoice stands in the books.
 */
export const setFileAsked = async (
  scope: Scope,
  { invoiceId, now }: { invoiceId: string; now: Date },
): Promise<AskedFile | null> => {
  const { tx, workspaceId } = scope
  const invoice = await tx.invoice.findFirst({
    where: { workspaceId, id: invoiceId, bookedAt: { not: null }, combi: { state: { not: 'removed' } } },
    select: { combiId: true, entryId: true, postings: { where: { state: 'verified' }, include: { file: true } } },
  })
  const posting = invoice?.postings.find(({ id }) => id === invoice.entryId)
  if (invoice == null || posting === undefined) return null
  const asked = { invoiceId, combiId: invoice.combiId }
  if (posting.file?.state === 'attached') return { ...asked, isAttached: true }
  await addWantedFiles(scope, [{ ...asked, entryId: posting.id, now }])
  await tx.entryFile.updateMany({
    where: { workspaceId, entryId: posting.id, state: { not: 'attached' } },
    data: { state: 'wanted', attempts: 0, nextAttemptAt: now, ...noReason },
  })
  return { ...asked, isAttached: false }
}
