-- CreateIndex
CREATE INDEX "RunItem_workspaceId_combiId_kind_outcome_at_id_idx" ON "RunItem"("workspaceId", "combiId", "kind", "outcome", "at" DESC, "id" DESC);

-- One cause, as the statistics link to it; most records have none.
CREATE INDEX "RunItem_reason_idx" ON "RunItem" ("workspaceId", "combiId", "reasonCode", at DESC, id DESC)
  WHERE "reasonCode" IS NOT NULL;

-- The words of a record together with what else one filters by, so that a search reads what it shows and little else. By
-- month, because such an index knows no order: the newest months are searched first. New rows wait in a list that each
-- search reads as well; it is kept short.
CREATE EXTENSION IF NOT EXISTS btree_gin;
DROP INDEX "RunItem_words_idx";
CREATE INDEX "RunItem_words_idx" ON "RunItem" USING gin (
  "combiId", (date_trunc('month', at AT TIME ZONE 'UTC')::date), outcome, kind,
  lower(label || ' ' || coalesce("debtorName", '')) gin_trgm_ops) WITH (gin_pending_list_limit = 256);

-- The records of a combi that hold these words, beside a place in the log. Row-level security keeps LIKE away from an index:
-- whatever might tell about a row sees only rows that a policy let through, one by one, and of a million that takes a
-- second. So this function searches with the rights of portal_system, and keeps to the workspace itself.
GRANT CREATE ON SCHEMA public TO portal_system;
SET LOCAL ROLE portal_system;
CREATE FUNCTION search_log(
  combi uuid, words text, outcome_is text, kind_is text, reason_is text, since timestamptz, until timestamptz,
  beside_at timestamptz, beside_id uuid, is_newest_first boolean, at_most int
) RETURNS SETOF "RunItem" LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  pattern text := '%' || regexp_replace(lower(words), '([\\%_])', '\\\1', 'g') || '%';
  direction text := CASE WHEN is_newest_first THEN 'DESC' ELSE 'ASC' END;
  first_at timestamptz;
  last_at timestamptz;
  month timestamp;
  count_here int;
  count_left int := at_most;
BEGIN
  SELECT greatest(min(at), since, CASE WHEN NOT is_newest_first THEN beside_at END),
    least(max(at), until, CASE WHEN is_newest_first THEN beside_at END)
  INTO first_at, last_at FROM "RunItem" WHERE "workspaceId" = portal_workspace_id() AND "combiId" = combi;
  IF first_at IS NULL OR first_at > last_at THEN RETURN; END IF;
  month := date_trunc('month', (CASE WHEN is_newest_first THEN last_at ELSE first_at END) AT TIME ZONE 'UTC');
  WHILE count_left > 0 AND month <= last_at AT TIME ZONE 'UTC' AND month + interval '1 month' > first_at AT TIME ZONE 'UTC' LOOP
    RETURN QUERY EXECUTE
      'SELECT * FROM "RunItem" WHERE "workspaceId" = portal_workspace_id() AND "combiId" = $1
        AND date_trunc(''month'', at AT TIME ZONE ''UTC'')::date = $2
        AND lower(label || '' '' || coalesce("debtorName", '''')) LIKE $3
        AND at >= greatest($4, $5) AND at < least($6, $7)'
      || CASE WHEN outcome_is IS NULL THEN '' ELSE ' AND outcome = $8' END
      || CASE WHEN kind_is IS NULL THEN '' ELSE ' AND kind = $9' END
      || CASE WHEN reason_is IS NULL THEN '' ELSE ' AND "reasonCode" = $10' END
      || CASE WHEN beside_at IS NULL THEN '' WHEN is_newest_first THEN ' AND (at, id) < ($11, $12)'
          ELSE ' AND (at, id) > ($11, $12)' END
      || format(' ORDER BY at %1$s, id %1$s LIMIT $13', direction)
    USING combi, month::date, pattern, since, month AT TIME ZONE 'UTC', until, (month + interval '1 month') AT TIME ZONE 'UTC',
      outcome_is, kind_is, reason_is, beside_at, beside_id, count_left;
    GET DIAGNOSTICS count_here = ROW_COUNT;
    count_left := count_left - count_here;
    month := month + CASE WHEN is_newest_first THEN interval '-1 month' ELSE interval '1 month' END;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION search_log FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_log TO portal_app;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM portal_system;
