import type { DebtorKind } from '@/lib/domain/debtor'
import type { Scope } from './client'

export type DebtorLinkRow = {
  debtorRef: string
  debtorKind: DebtorKind
  debtorName: string
  administrationRef: string
  booksDebtorId: string
  isCreatedByUs: boolean
  fingerprint: string
}

const columns = {
  debtorRef: true,
  debtorKind: true,
  debtorName: true,
  administrationRef: true,
  booksDebtorId: true,
  isCreatedByUs: true,
  fingerprint: true,
} as const

const toRow = (row: Omit<DebtorLinkRow, 'debtorKind'> & { debtorKind: string }): DebtorLinkRow => ({
  ...row,
  debtorKind: row.debtorKind === 'person' ? 'person' : 'organization',
})

/** Links of these relations, in every administration of the combi. */
export const findLinks = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  debtorRefs: readonly string[],
): Promise<DebtorLinkRow[]> => {
  if (debtorRefs.length === 0) return []
  const rows = await tx.debtorLink.findMany({
    where: { workspaceId, combiId, debtorRef: { in: [...debtorRefs] } },
    select: columns,
  })
  return rows.map(toRow)
}

/** The link that holds this debtor of the books; null when none does. */
export const findLinkOf = async (
  { tx, workspaceId }: Scope,
  books: { combiId: string; administrationRef: string },
  booksDebtorId: string,
): Promise<DebtorLinkRow | null> => {
  const row = await tx.debtorLink.findFirst({ where: { workspaceId, ...books, booksDebtorId }, select: columns })
  return row === null ? null : toRow(row)
}

/** Removes links, each only while it still leads to that debtor. */
export const removeLinks = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  links: readonly Pick<DebtorLinkRow, 'debtorRef' | 'administrationRef' | 'booksDebtorId'>[],
): Promise<void> => {
  if (links.length === 0) return
  await tx.debtorLink.deleteMany({
    where: {
      workspaceId,
      combiId,
      OR: links.map(({ debtorRef, administrationRef, booksDebtorId }) => ({
        ...{ debtorRef, administrationRef, booksDebtorId },
      })),
    },
  })
}

/** Which of these debtors in the books belong to a relation of the source already. */
export const findTakenBooksDebtors = async (
  { tx, workspaceId }: Scope,
  books: { combiId: string; administrationRef: string },
  booksDebtorIds: readonly string[],
): Promise<Set<string>> => {
  if (booksDebtorIds.length === 0) return new Set()
  const rows = await tx.debtorLink.findMany({
    where: { workspaceId, ...books, booksDebtorId: { in: [...booksDebtorIds] } },
    select: { booksDebtorId: true },
  })
  return new Set(rows.map(({ booksDebtorId }) => booksDebtorId))
}

/** All debtors of an administration that belong to a relation of the source already. */
export const listTakenBooksDebtors = async (
  { tx, workspaceId }: Scope,
  books: { combiId: string; administrationRef: string },
): Promise<string[]> => {
  const rows = await tx.debtorLink.findMany({ where: { workspaceId, ...books }, select: { booksDebtorId: true } })
  return rows.map(({ booksDebtorId }) => booksDebtorId)
}

/** Which kinds of relation the combi has linked: a kind without links has nothing that could follow. */
export const listLinkedKinds = async ({ tx, workspaceId }: Scope, combiId: string): Promise<Set<DebtorKind>> => {
  const rows = await tx.debtorLink.findMany({
    where: { workspaceId, combiId },
    distinct: ['debtorKind'],
    select: { debtorKind: true },
  })
  return new Set(rows.map(({ debtorKind }) => (debtorKind === 'person' ? 'person' : 'organization')))
}

/** Stores new links. One that another execution stored meanwhile stays: a relation has one debtor per administration. */
export const insertLinks = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  links: readonly DebtorLinkRow[],
): Promise<void> => {
  if (links.length === 0) return
  await tx.debtorLink.createMany({
    data: links.map((link) => ({ workspaceId, combiId, ...link })),
    skipDuplicates: true,
  })
}

/** Remembers what was last written to a linked debtor. */
export const updateLinkFingerprints = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  links: readonly Pick<DebtorLinkRow, 'debtorRef' | 'administrationRef' | 'fingerprint' | 'debtorName'>[],
): Promise<void> => {
  if (links.length === 0) return
  await tx.$executeRaw`
    UPDATE "DebtorLink" AS l SET fingerprint = r.fingerprint, "debtorName" = r."debtorName", "updatedAt" = now()
    FROM jsonb_to_recordset(${JSON.stringify(links)}::jsonb) AS r(
      "debtorRef" text, "administrationRef" text, fingerprint text, "debtorName" text)
    WHERE l."workspaceId" = ${workspaceId}::uuid AND l."combiId" = ${combiId}::uuid
      AND l."debtorRef" = r."debtorRef" AND l."administrationRef" = r."administrationRef"`
}
