import type { BookedEntry, Period, SalesEntry } from '@/lib/domain/books'
import type { Cents } from '@/lib/domain/money'
import type { InvoiceState, Prisma } from '@/prisma/generated/client'
import { fromCentsColumn } from './cents-column'
import type { Scope } from './client'
import type { StoredReason } from './invoices'
import { parsePostingRequest } from './posting-request'

/** Remembers that the mirror was held against both sides. */
export const recordSwept = async ({ tx, workspaceId }: Scope, combiId: string, now: Date): Promise<void> => {
  await tx.combi.updateMany({ where: { workspaceId, id: combiId }, data: { sweptAt: now } })
}

export type SoughtInvoice = {
  id: string
  sourceRef: string
  number: string
  debtorName: string
  grossCents: Cents
  state: InvoiceState
  goneAt: Date | null
}

const soughtColumns = {
  ...{ id: true, sourceRef: true, number: true, debtorName: true, grossCents: true, state: true, goneAt: true },
} as const satisfies Prisma.InvoiceSelect

/** The invoices that were longest not asked for in the source. */
export const listToSeek = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  limit: number,
): Promise<SoughtInvoice[]> => {
  const rows = await tx.invoice.findMany({
    where: { workspaceId, combiId, state: { not: 'processing' } },
    select: soughtColumns,
    orderBy: [{ soughtAt: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
    take: limit,
  })
  return rows.map((row) => ({ ...row, grossCents: fromCentsColumn(row.grossCents) }))
}

/**
 * The source has these no more. A booked one keeps its entry and asks what is to be done with it; another one is set aside
 * and cannot be handed over. One that may be in the books without anybody knowing is left until that is known.
 * @returns the ids of those that changed.
 */
export const markGone = async (
  { tx, workspaceId }: Scope,
  gone: readonly { id: string; reason: StoredReason }[],
  now: Date,
): Promise<Set<string>> => {
  if (gone.length === 0) return new Set()
  const rows = JSON.stringify(gone.map(({ id, reason }) => ({ id, params: reason.params })))
  const marked = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Invoice" AS i SET
      state = CASE WHEN i.state = 'booked' THEN i.state ELSE 'ignored' END,
      "goneAt" = ${now}, "reasonCode" = 'deleted-in-source', "reasonParams" = r.params,
      "deadlineAt" = CASE WHEN i.state = 'booked' THEN i."deadlineAt" END,
      "offeredAt" = CASE WHEN i.state = 'booked' THEN i."offeredAt" END,
      "offeredPlan" = NULL, "updatedAt" = now()
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, params jsonb)
    WHERE i.id = r.id AND i."workspaceId" = ${workspaceId}::uuid AND i."goneAt" IS NULL AND i.state <> 'processing'
      AND (i.state = 'booked' OR NOT EXISTS (
        SELECT FROM "Posting" AS p WHERE p."invoiceId" = i.id AND p.state IN ('intended', 'sent')))
    RETURNING i.id`
  return new Set(marked.map(({ id }) => id))
}

/** The source has these again after all: what was said of them is taken back. */
export const markFound = async ({ tx, workspaceId }: Scope, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return
  await tx.$executeRaw`
    UPDATE "Invoice" SET "goneAt" = NULL, "updatedAt" = now(),
      state = CASE WHEN state = 'ignored' AND "reasonCode" = 'deleted-in-source' THEN 'pending' ELSE state END,
      "reasonCode" = CASE WHEN "reasonCode" = 'deleted-in-source' THEN NULL ELSE "reasonCode" END,
      "reasonParams" = CASE WHEN "reasonCode" = 'deleted-in-source' THEN NULL ELSE "reasonParams" END
    WHERE id = ANY(${[...ids]}::uuid[]) AND "workspaceId" = ${workspaceId}::uuid AND "goneAt" IS NOT NULL`
}

export const recordSought = async ({ tx, workspaceId }: Scope, ids: readonly string[], now: Date): Promise<void> => {
  await tx.invoice.updateMany({ where: { workspaceId, id: { in: [...ids] } }, data: { soughtAt: now } })
}

type Books = { combiId: string; administrationRef: string }

/** The periods whose entries were longest not compared with what the books hold. */
export const listPeriodsToCompare = ({ workspaceId, tx }: Scope, books: Books, limit: number): Promise<Period[]> =>
  tx.$queryRaw<Period[]>`
    SELECT (p.request->'period'->>'fiscalYear')::int AS "fiscalYear", (p.request->'period'->>'period')::int AS period
    FROM "Posting" AS p JOIN "Invoice" AS i ON i."entryId" = p.id AND i."workspaceId" = p."workspaceId"
    WHERE p."workspaceId" = ${workspaceId}::uuid AND p."combiId" = ${books.combiId}::uuid AND p.state = 'verified'
      AND p."acceptedAt" IS NULL AND i.state = 'booked' AND i."administrationRef" = ${books.administrationRef}
    GROUP BY 1, 2
    ORDER BY min(coalesce(p."comparedAt", '-infinity')), 1 DESC, 2 DESC
    LIMIT ${limit}`

export type ComparedPosting = {
  entryId: string
  sent: SalesEntry
  invoice: {
    id: string
    sourceRef: string
    number: string
    debtorName: string
    grossCents: Cents
    reasonCode: string | null
  }
}

/** The entries that stand for booked invoices in these periods and that nobody said to leave alone. */
export const listToCompare = async (
  { tx, workspaceId }: Scope,
  { combiId, administrationRef }: Books,
  periods: readonly Period[],
): Promise<ComparedPosting[]> => {
  const rows = await tx.invoice.findMany({
    where: {
      ...{ workspaceId, combiId, administrationRef, state: 'booked' },
      postings: {
        some: {
          ...{ role: 'entry', state: 'verified', acceptedAt: null },
          OR: periods.map((period) => ({ request: { path: ['period'], equals: period } })),
        },
      },
    },
    select: { ...soughtColumns, entryId: true, reasonCode: true, postings: { where: { state: 'verified' } } },
    orderBy: { id: 'asc' },
  })
  return rows.flatMap(({ postings, entryId, ...row }) => {
    const own = postings.find(({ id, acceptedAt }) => id === entryId && acceptedAt === null)
    if (own === undefined) return []
    return [
      {
        ...{ entryId: own.id, sent: parsePostingRequest(own.request) },
        invoice: { ...row, grossCents: fromCentsColumn(row.grossCents) },
      },
    ]
  })
}

export type Comparison = {
  entryId: string
  invoiceId: string
  readBack: BookedEntry | null
  /** Null: it stands there as it was sent. */
  reason: StoredReason | null
}

/** Keeps what the books hold of entries, and says on their invoices where that is something else than was sent. */
export const recordComparisons = async (
  { tx, workspaceId }: Scope,
  comparisons: readonly Comparison[],
  now: Date,
): Promise<void> => {
  if (comparisons.length === 0) return
  const rows = JSON.stringify(
    comparisons.map(({ reason, ...comparison }) => ({
      ...comparison,
      ...{ reasonCode: reason?.code ?? null, reasonParams: reason?.params ?? null },
    })),
  )
  await tx.$executeRaw`
    UPDATE "Posting" AS p SET "comparedAt" = ${now}, "readBack" = coalesce(r."readBack", p."readBack")
    FROM jsonb_to_recordset(${rows}::jsonb) AS r("entryId" uuid, "readBack" jsonb)
    WHERE p.id = r."entryId" AND p."workspaceId" = ${workspaceId}::uuid`
  await tx.$executeRaw`
    UPDATE "Invoice" AS i SET "reasonCode" = r."reasonCode", "reasonParams" = r."reasonParams", "updatedAt" = now()
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(
      "invoiceId" uuid, "entryId" uuid, "reasonCode" text, "reasonParams" jsonb)
    WHERE i.id = r."invoiceId" AND i."workspaceId" = ${workspaceId}::uuid AND i."entryId" = r."entryId"
      AND i.state = 'booked'
      AND (r."reasonCode" IS NOT NULL OR i."reasonCode" IN ('read-back-differs', 'entry-missing'))`
}
