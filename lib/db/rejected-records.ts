import type { Scope } from './client'

export type RejectedRow = {
  entity: 'invoice' | 'organization' | 'person'
  ref: string
  label: string | null
  reason: string
}

/**
 * Keeps records that do not parse, one row each however often they are met. Returns those that are news: never seen
 * before, or broken again after they could be read.
 */
export const recordRejected = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  seen: { rows: readonly RejectedRow[]; now: Date },
): Promise<RejectedRow[]> => {
  if (seen.rows.length === 0) return []
  const stored = await tx.$queryRaw<{ entity: string; ref: string; isNew: boolean }[]>`
    WITH resolved AS (
      SELECT entity, ref FROM "RejectedRecord"
      WHERE "workspaceId" = ${workspaceId}::uuid AND "combiId" = ${combiId}::uuid AND "resolvedAt" IS NOT NULL
    )
    INSERT INTO "RejectedRecord" AS record (id, "workspaceId", "combiId", entity, ref, label, reason, "firstSeenAt", "lastSeenAt")
    SELECT gen_random_uuid(), ${workspaceId}::uuid, ${combiId}::uuid, r.entity, r.ref, r.label, r.reason, ${seen.now}, ${seen.now}
    FROM jsonb_to_recordset(${JSON.stringify(seen.rows)}::jsonb) AS r(entity text, ref text, label text, reason text)
    ON CONFLICT ("combiId", entity, ref) DO UPDATE SET
      reason = excluded.reason, label = excluded.label, "lastSeenAt" = excluded."lastSeenAt", "resolvedAt" = NULL
    RETURNING record.entity, record.ref, (record.xmax = 0 OR EXISTS (
      SELECT FROM resolved WHERE resolved.entity = record.entity AND resolved.ref = record.ref)) AS "isNew"`
  const fresh = stored.filter(({ isNew }) => isNew)
  const keys = new Set(fresh.map(({ entity, ref }) => `${entity} ${ref}`))
  return seen.rows.filter(({ entity, ref }) => keys.has(`${entity} ${ref}`))
}

/** Records that parse again are no longer shown. */
export const resolveRejected = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  resolved: { entity: RejectedRow['entity']; refs: readonly string[]; now: Date },
): Promise<void> => {
  if (resolved.refs.length === 0) return
  await tx.rejectedRecord.updateMany({
    where: { workspaceId, combiId, entity: resolved.entity, ref: { in: [...resolved.refs] }, resolvedAt: null },
    data: { resolvedAt: resolved.now },
  })
}
