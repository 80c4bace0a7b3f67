-- A cause together with an outcome or a kind: most records have none, so that these stay small.
CREATE INDEX "RunItem_reason_outcome_idx" ON "RunItem" ("workspaceId", "combiId", "reasonCode", outcome, at DESC, id DESC)
  WHERE "reasonCode" IS NOT NULL;
CREATE INDEX "RunItem_reason_kind_idx" ON "RunItem" ("workspaceId", "combiId", "reasonCode", kind, at DESC, id DESC)
  WHERE "reasonCode" IS NOT NULL;
CREATE INDEX "RunItem_reason_kind_outcome_idx"
  ON "RunItem" ("workspaceId", "combiId", "reasonCode", kind, outcome, at DESC, id DESC) WHERE "reasonCode" IS NOT NULL;

-- A record as its index holds it. Trigrams stop at what is neither letter nor digit, and by those of `2026-2` every number of
-- that year would be a candidate; so what stands between words is taken for a letter. The search itself looks at the text.
CREATE FUNCTION log_words(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN translate(lower(words), ' -/.,:;&+()''_', 'qqqqqqqqqqqqq');
GRANT EXECUTE ON FUNCTION log_words(text) TO portal_app, portal_system;

-- By month and by day, because such an index knows no order: a month is asked whether it holds anything, and one that holds
-- much is searched day by day.
DROP INDEX "RunItem_words_idx";
CREATE INDEX "RunItem_words_idx" ON "RunItem" USING gin (
  "combiId", (date_trunc('month', at AT TIME ZONE 'UTC')::date), ((at AT TIME ZONE 'UTC')::date), outcome, kind, "reasonCode",
  log_words(label || ' ' || coalesce("debtorName", '')) gin_trgm_ops) WITH (gin_pending_list_limit = 256);

-- The records of a combi that hold these words, beside a place in the log. Row-level security keeps LIKE away from an index:
-- whatever might tell about a row sees only rows that a policy let through, one by one, and of a million that takes a
-- second. So this function searches with the rights of portal_system, and keeps to the workspace itself.
-- What it reads is bounded: of a month, or of the whole log, a few records at most; of a day all that it finds.
GRANT CREATE ON SCHEMA public TO portal_system;
SET LOCAL ROLE portal_system;
DROP FUNCTION search_log;
CREATE FUNCTION search_log(
  combi uuid, words text, outcome_is text, kind_is text, reason_is text, since timestamptz, until timestamptz,
  beside_at timestamptz, beside_id uuid, is_newest_first boolean, at_most int
) RETURNS SETOF "RunItem" LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp SET enable_indexscan = on SET enable_seqscan = off SET jit = off AS $$
DECLARE
  -- What holds more than this is searched in smaller parts: they fill a page soon.
  few CONSTANT int := 200;
  -- So many months are looked at before the whole log is asked whether it holds more than a few.
  months_first CONSTANT int := 2;
  workspace CONSTANT uuid := portal_workspace_id();
  pattern CONSTANT text := '%' || regexp_replace(log_words(words), '([\\%])', '\\\1', 'g') || '%';
  step CONSTANT int := CASE WHEN is_newest_first THEN -1 ELSE 1 END;
  matching CONSTANT text := '"workspaceId" = $1 AND "combiId" = $2 AND log_words(label || '' '' || coalesce("debtorName", '''')) LIKE $3
    AND strpos(lower(label || '' '' || coalesce("debtorName", '''')), lower($4)) > 0
    AND ($5 IS NULL OR outcome = $5) AND ($6 IS NULL OR kind = $6) AND ($7 IS NULL OR "reasonCode" = $7)';
  take_few CONSTANT text := 'SELECT array_agg(one) FROM (SELECT r FROM "RunItem" AS r WHERE ' || matching || '
    AND ($8 IS NULL OR date_trunc(''month'', at AT TIME ZONE ''UTC'')::date = $8) LIMIT $9) AS few(one)';
  take_day CONSTANT text := 'SELECT * FROM "RunItem" WHERE ' || matching || ' AND (at AT TIME ZONE ''UTC'')::date = $8
    AND at >= $10 AND at < $11 AND ' || CASE WHEN beside_at IS NULL THEN 'true' ELSE
      CASE WHEN is_newest_first THEN '(at, id) < ($12, $13)' ELSE '(at, id) > ($12, $13)' END END
    || CASE WHEN is_newest_first THEN ' ORDER BY at DESC, id DESC' ELSE ' ORDER BY at, id' END || ' LIMIT $9';
  first_day date;
  last_day date;
  month date;
  day date;
  month_count int := 0;
  found "RunItem"[];
  count_here int;
  count_left int := at_most;
BEGIN
  since := coalesce(since, '-infinity');
  until := coalesce(until, 'infinity');
  SELECT (greatest(min(at), since, CASE WHEN NOT is_newest_first THEN beside_at END) AT TIME ZONE 'UTC')::date,
    (least(max(at), until, CASE WHEN is_newest_first THEN beside_at END) AT TIME ZONE 'UTC')::date
  INTO first_day, last_day FROM "RunItem" WHERE "workspaceId" = workspace AND "combiId" = combi;
  IF first_day IS NULL OR first_day > last_day THEN RETURN; END IF;
  -- From here on by the words, never along the order of time with a look at every record. It holds until the end of this.
  PERFORM set_config('enable_indexscan', 'off', true);
  month := date_trunc('month', CASE WHEN is_newest_first THEN last_day ELSE first_day END)::date;
  WHILE count_left > 0 AND month <= last_day AND month + interval '1 month' > first_day LOOP
    count_here := few + 1;
    IF month_count = months_first THEN
      EXECUTE take_few INTO found USING workspace, combi, pattern, words, outcome_is, kind_is, reason_is, NULL::date, few + 1;
      count_here := coalesce(cardinality(found), 0);
    END IF;
    month_count := month_count + 1;
    IF count_here <= few THEN
      RETURN QUERY SELECT r.* FROM unnest(found) AS r
        WHERE CASE WHEN is_newest_first THEN r.at < (month + interval '1 month') AT TIME ZONE 'UTC' ELSE r.at >= month AT TIME ZONE 'UTC' END
          AND r.at >= since AND r.at < until AND (beside_at IS NULL OR
            CASE WHEN is_newest_first THEN (r.at, r.id) < (beside_at, beside_id) ELSE (r.at, r.id) > (beside_at, beside_id) END)
        ORDER BY CASE WHEN is_newest_first THEN r.at END DESC, CASE WHEN is_newest_first THEN r.id END DESC, r.at, r.id
        LIMIT count_left;
      RETURN;
    END IF;
    EXECUTE take_few INTO found USING workspace, combi, pattern, words, outcome_is, kind_is, reason_is, month, few + 1;
    count_here := coalesce(cardinality(found), 0);
    IF count_here <= few THEN
      RETURN QUERY SELECT r.* FROM unnest(found) AS r
        WHERE r.at >= since AND r.at < until AND (beside_at IS NULL OR
            CASE WHEN is_newest_first THEN (r.at, r.id) < (beside_at, beside_id) ELSE (r.at, r.id) > (beside_at, beside_id) END)
        ORDER BY CASE WHEN is_newest_first THEN r.at END DESC, CASE WHEN is_newest_first THEN r.id END DESC, r.at, r.id
        LIMIT count_left;
      GET DIAGNOSTICS count_here = ROW_COUNT;
      count_left := count_left - count_here;
    ELSE
      day := CASE WHEN is_newest_first THEN least(last_day, (month + interval '1 month' - interval '1 day')::date)
        ELSE greatest(first_day, month) END;
      WHILE count_left > 0 AND day BETWEEN greatest(first_day, month) AND last_day
          AND day < month + interval '1 month' LOOP
        RETURN QUERY EXECUTE take_day USING workspace, combi, pattern, words, outcome_is, kind_is, reason_is, day, count_left,
          since, until, beside_at, beside_id;
        GET DIAGNOSTICS count_here = ROW_COUNT;
        count_left := count_left - count_here;
        day := day + step;
      END LOOP;
    END IF;
    month := (month + step * interval '1 month')::date;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION search_log FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_log TO portal_app;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM portal_system;
