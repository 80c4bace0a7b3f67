import type { SalesEntry } from '@/lib/domain/books'
import type { Scope } from './client'
import { parsePostingRequest } from './posting-request'

export type OpenPosting = { invoiceId: string; request: SalesEntry }

/** Postings of these invoices that were begun and never verified: whether they stand in the books is unknown. */
export const findOpenPostings = async (
  { tx, workspaceId }: Scope,
  invoiceIds: readonly string[],
): Promise<OpenPosting[]> => {
  const rows = await tx.posting.findMany({
    where: { workspaceId, invoiceId: { in: [...invoiceIds] }, role: 'entry', state: { in: ['intended', 'sent'] } },
    select: { invoiceId: true, request: true },
  })
  return rows.map(({ invoiceId, request }) => ({ invoiceId, request: parsePostingRequest(request) }))
}

export type PostingIntent = {
  id: string
  combiId: string
  invoiceId: string
  role: 'entry' | 'credit'
  revision: number
  request: unknown
  requestHash: string
  /** The invoice that it is made from, as the source states it now. */
  document: unknown
}

/** Writes down what is about to be sent, before it is sent; a repeated intent replaces what was never verified. */
export const recordIntents = async ({ tx, workspaceId }: Scope, intents: readonly PostingIntent[]): Promise<void> => {
  if (intents.length === 0) return
  await tx.$executeRaw`
    INSERT INTO "Posting" (id, "workspaceId", "combiId", "invoiceId", role, revision, state, "requestHash", request, document)
    SELECT r.id, ${workspaceId}::uuid, r."combiId", r."invoiceId", r.role::"PostingRole", r.revision, 'intended',
      r."requestHash", r.request, r.document
    FROM jsonb_to_recordset(${JSON.stringify(intents)}::jsonb) AS r(
      id uuid, "combiId" uuid, "invoiceId" uuid, role text, revision int, request jsonb, "requestHash" text, document jsonb)
    ON CONFLICT (id) DO UPDATE SET state = 'intended', request = excluded.request, "requestHash" = excluded."requestHash",
      document = excluded.document
    WHERE "Posting".state <> 'verified'`
}

export type PostingResult = {
  id: string
  state: 'sent' | 'verified' | 'refused'
  readBack: unknown
  messages: unknown
}

/** Keeps what the books answered and what was read back, in one statement. */
export const recordPostingResults = async (
  { tx, workspaceId }: Scope,
  results: readonly PostingResult[],
  now: Date,
): Promise<void> => {
  if (results.length === 0) return
  await tx.$executeRaw`
    UPDATE "Posting" AS p SET
      state = r.state::"PostingState", "readBack" = r."readBack", messages = r.messages,
      "sentAt" = coalesce(p."sentAt", ${now}),
      "verifiedAt" = CASE WHEN r.state = 'verified' THEN ${now} ELSE p."verifiedAt" END
    FROM jsonb_to_recordset(${JSON.stringify(results)}::jsonb) AS r(id uuid, state text, "readBack" jsonb, messages jsonb)
    WHERE p.id = r.id AND p."workspaceId" = ${workspaceId}::uuid`
}
