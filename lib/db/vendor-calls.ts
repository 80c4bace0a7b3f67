import { v7 as newId } from 'uuid'
import type { Prisma } from '@/prisma/generated/client'
import type { Scope } from './client'

/** A request to a vendor as it is kept: never a header or a body, the path redacted by the door that sent it. */
export type VendorCallRow = {
  connectorId: string
  method: string
  path: string
  /** Null when no answer came. */
  status: number | null
  startedAt: Date
  durationMs: number
  waitedMs: number
}

/** Keeps the requests of a run for whoever wants to see what was asked, in one statement. */
export const addVendorCalls = async (
  { tx, workspaceId }: Scope,
  { combiId, runId }: { combiId: string; runId: string },
  calls: readonly VendorCallRow[],
): Promise<void> => {
  if (calls.length === 0) return
  const rows = JSON.stringify(calls.map((call) => ({ id: newId(), ...call })))
  await tx.$executeRaw`
    INSERT INTO "VendorCall" (id, "workspaceId", "combiId", "runId", at, "connectorId", method, path, status, "durationMs",
      "waitedMs")
    SELECT r.id, ${workspaceId}::uuid, ${combiId}::uuid, ${runId}::uuid, r."startedAt", r."connectorId", r.method, r.path,
      r.status, r."durationMs", r."waitedMs"
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(
      id uuid, "startedAt" timestamptz, "connectorId" text, method text, path text, status int, "durationMs" int,
      "waitedMs" int)`
}

/** Removes requests from before `before`, of all workspaces and at most `limit` of them. @returns how many. */
export const removeVendorCallsBefore = (tx: Prisma.TransactionClient, before: Date, limit: number): Promise<number> =>
  tx.$executeRaw`
    DELETE FROM "VendorCall" WHERE id IN (
      SELECT id FROM "VendorCall" WHERE at < ${before} ORDER BY at LIMIT ${limit})`
