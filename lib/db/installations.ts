import type { Holder, MappingChoices, SetupLink } from '@/lib/domain/setup'
import type { Prisma } from '@/prisma/generated/client'
import type { Scope } from './client'

/** One account at a vendor, whoever connected it. */
export type VendorAccount = { connectorId: string; accountRef: string }
export type AccountPair = { source: VendorAccount; books: VendorAccount }

/**
 * Whoever installs on one of these accounts waits until this transaction ends: what it finds free is still free when it
 * writes. Always in the same order, so that two never wait for each other.
 */
export const lockPair = async (tx: Prisma.TransactionClient, { source, books }: AccountPair): Promise<void> => {
  const names = [source, books].map(({ connectorId, accountRef }) => JSON.stringify([connectorId, accountRef])).sort()
  for (const name of names) await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`
}

export type Holders = { profiles: Map<string, Holder>; administrations: Map<string, Holder> }

type HolderRow = { combi: string; workspace: string; ref: string; side: 'source' | 'books' }

/** Which combi of any workspace holds a company profile of this source, or an administration of these books; a removed one holds nothing. */
export const findHolders = async (
  tx: Prisma.TransactionClient,
  { source, books }: AccountPair,
  /** One that is being changed: it is not in its own way. */
  exceptCombiId: string | null = null,
): Promise<Holders> => {
  const rows = await tx.$queryRaw<HolderRow[]>`
    SELECT c.name AS combi, w.name AS workspace, p."companyProfileRef" AS ref, 'source' AS side
    FROM "CombiProfile" AS p
      JOIN "Combi" AS c ON c.id = p."combiId"
      JOIN "Connection" AS a ON a.id = c."sourceConnectionId"
      JOIN "Workspace" AS w ON w.id = c."workspaceId"
    WHERE a."connectorId" = ${source.connectorId} AND a."accountRef" = ${source.accountRef}
      AND c.state <> 'removed' AND c.id IS DISTINCT FROM ${exceptCombiId}::uuid
    UNION ALL
    SELECT c.name, w.name, p."administrationRef", 'books'
    FROM "CombiProfile" AS p
      JOIN "Combi" AS c ON c.id = p."combiId"
      JOIN "Connection" AS a ON a.id = c."booksConnectionId"
      JOIN "Workspace" AS w ON w.id = c."workspaceId"
    WHERE a."connectorId" = ${books.connectorId} AND a."accountRef" = ${books.accountRef}
      AND c.state <> 'removed' AND c.id IS DISTINCT FROM ${exceptCombiId}::uuid`
  const of = (side: HolderRow['side']) =>
    new Map(rows.filter((row) => row.side === side).map(({ ref, combi, workspace }) => [ref, { combi, workspace }]))
  return { profiles: of('source'), administrations: of('books') }
}

/** Keeps what a person chose for revenue groups and VAT classes, for the administrations that the combi links. */
export const addMappings = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  { links, choices }: { links: readonly SetupLink[]; choices: MappingChoices },
): Promise<void> => {
  const linked = new Set(links.map(({ administrationRef }) => administrationRef))
  const key = { workspaceId, combiId }
  await tx.ledgerMapping.createMany({
    data: choices.ledger
      .filter(({ administration }) => linked.has(administration))
      .map(({ administration: administrationRef, revenueGroup: revenueGroupRef, account: ledgerAccount }) => ({
        ...{ ...key, administrationRef, revenueGroupRef, ledgerAccount },
      })),
  })
  await tx.vatMapping.createMany({
    data: choices.vat
      .filter(({ administration }) => linked.has(administration))
      .map(({ administration: administrationRef, vatClass: vatClassRef, code: vatCode }) => ({
        ...{ ...key, administrationRef, vatClassRef, vatCode },
      })),
  })
}
