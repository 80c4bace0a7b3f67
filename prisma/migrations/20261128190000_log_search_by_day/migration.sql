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
-- What it reads is bounded. Words that are frequent here are found among the nearest records, in the order of time. Others are
-- looked up by the index: of the whole log or of a month a few records at most, and of a day in a month with more all of them.
GRANT CREATE ON SCHEMA public TO portal_system;
SET LOCAL ROLE portal_system;
DROP FUNCTION search_log;
CREATE FUNCTION search_log(
  combi uuid, words text, outcome_is text, kind_is text, reason_is text, since timestamptz, until timestamptz,
  beside_at timestamptz, beside_id uuid, is_newest_first boolean, at_most int
) RETURNS SETOF "RunItem" LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp SET enable_indexscan = on SET enable_seqscan = off SET jit = off AS $$
DECLARE
  -- So many records are looked at in the order of time, before the index is asked.
  nearest CONSTANT int := 1500;
  -- What holds more than this is searched in smaller parts: they fill a page soon.
  few CONSTANT int := 200;
  -- So many months are looked at before the whole log is asked whether it holds more than a few; and it is not asked when of
  -- so many records, evenly over time, more than one matches: then it does, and counting them all takes long.
  months_first CONSTANT int := 2;
  sample_size CONSTANT int := 100;
  workspace CONSTANT uuid := portal_workspace_id();
  -- The digits at the end of a number tell it apart; those before are in every number of a year.
  indexed CONSTANT text := coalesce(substring(words FROM '[0-9]{5,}$'), log_words(words));
  pattern CONSTANT text := '%' || regexp_replace(indexed, '([\\%])', '\\\1', 'g') || '%';
  step CONSTANT int := CASE WHEN is_newest_first THEN -1 ELSE 1 END;
  in_order CONSTANT text := CASE WHEN is_newest_first THEN ' ORDER BY at DESC, id DESC' ELSE ' ORDER BY at, id' END;
  of_log CONSTANT text := '"workspaceId" = $1 AND "combiId" = $2';
  matching CONSTANT text := 'strpos(lower(label || '' '' || coalesce("debtorName", '''')), lower($4)) > 0
    AND ($5 IS NULL OR outcome = $5) AND ($6 IS NULL OR kind = $6) AND ($7 IS NULL OR "reasonCode" = $7)';
  holding CONSTANT text := of_log || ' AND ' || matching
    || ' AND log_words(label || '' '' || coalesce("debtorName", '''')) LIKE $3';
  -- Not `(at, id) < (…)`: by that an index is entered at its end.
  beyond CONSTANT text := CASE WHEN is_newest_first THEN ' AND at <= $12 AND (at < $12 OR id < $13)'
    ELSE ' AND at >= $12 AND (at > $12 OR id > $13)' END;
  within text := ' AND at >= $10 AND at < $11' || CASE WHEN beside_at IS NULL THEN '' ELSE beyond END;
  take_few CONSTANT text := 'SELECT array_agg(one) FROM (SELECT r FROM "RunItem" AS r WHERE ' || holding
    || ' AND ($8 IS NULL OR date_trunc(''month'', at AT TIME ZONE ''UTC'')::date = $8) LIMIT $9) AS few(one)';
  first_day date;
  last_day date;
  month date;
  day date;
  month_count int := 0;
  is_frequent boolean;
  found "RunItem"[];
  count_here int;
  count_left int := at_most;
BEGIN
  since := coalesce(since, '-infinity');
  until := coalesce(until, 'infinity');
  RETURN QUERY EXECUTE 'SELECT * FROM (SELECT * FROM "RunItem" WHERE ' || of_log || within || in_order || ' LIMIT $14) AS near
    WHERE ' || matching || in_order || ' LIMIT $9'
  USING workspace, combi, pattern, words, outcome_is, kind_is, reason_is, NULL::date, count_left, since, until, beside_at,
    beside_id, nearest;
  GET DIAGNOSTICS count_here = ROW_COUNT;
  count_left := count_left - count_here;
  IF count_left = 0 THEN RETURN; END IF;
  EXECUTE 'SELECT at, id FROM "RunItem" WHERE ' || of_log || within || in_order || ' OFFSET $14 - 1 LIMIT 1'
  INTO beside_at, beside_id
  USING workspace, combi, pattern, words, outcome_is, kind_is, reason_is, NULL::date, count_left, since, until, beside_at,
    beside_id, nearest;
  IF beside_id IS NULL THEN RETURN; END IF;
  within := ' AND at >= $10 AND at < $11' || beyond;

  SELECT (greatest(min(at), since, CASE WHEN NOT is_newest_first THEN beside_at END) AT TIME ZONE 'UTC')::date,
    (least(max(at), until, CASE WHEN is_newest_first THEN beside_at END) AT TIME ZONE 'UTC')::date
  INTO first_day, last_day FROM "RunItem" WHERE "workspaceId" = workspace AND "combiId" = combi;
  IF first_day > last_day THEN RETURN; END IF;
  SELECT count(*) > 1 INTO is_frequent
  FROM generate_series(0, sample_size - 1) AS place, LATERAL (
    SELECT label, "debtorName", outcome, kind, "reasonCode" FROM "RunItem" AS r
    WHERE r."workspaceId" = workspace AND r."combiId" = combi
      AND r.at >= first_day + place * (last_day + 1 - first_day) * interval '1 day' / sample_size
    ORDER BY r.at LIMIT 1) AS one
  WHERE strpos(lower(label || ' ' || coalesce("debtorName", '')), lower(words)) > 0
    AND (outcome_is IS NULL OR outcome = outcome_is) AND (kind_is IS NULL OR kind = kind_is)
    AND (reason_is IS NULL OR "reasonCode" = reason_is);

  -- From here on by the words, never along the order of time with a look at every record. It holds until the end of this.
  PERFORM set_config('enable_indexscan', 'off', true);
  month := date_trunc('month', CASE WHEN is_newest_first THEN last_day ELSE first_day END)::date;
  WHILE count_left > 0 AND month <= last_day AND month + interval '1 month' > first_day LOOP
    IF month_count = months_first AND NOT is_frequent THEN
      EXECUTE take_few INTO found USING workspace, combi, pattern, words, outcome_is, kind_is, reason_is, NULL::date, few + 1;
      IF coalesce(cardinality(found), 0) <= few THEN
        -- All of it, the months that were looked at included.
        RETURN QUERY SELECT r.* FROM unnest(found) AS r
          WHERE r.at >= since AND r.at < until AND CASE
            WHEN is_newest_first THEN (r.at, r.id) < (beside_at, beside_id) AND r.at < (month + interval '1 month') AT TIME ZONE 'UTC'
            ELSE (r.at, r.id) > (beside_at, beside_id) AND r.at >= month AT TIME ZONE 'UTC' END
          ORDER BY CASE WHEN is_newest_first THEN r.at END DESC, CASE WHEN is_newest_first THEN r.id END DESC, r.at, r.id
          LIMIT count_left;
        RETURN;
      END IF;
    END IF;
    month_count := month_count + 1;
    EXECUTE take_few INTO found USING workspace, combi, pattern, words, outcome_is, kind_is, reason_is, month, few + 1;
    IF coalesce(cardinality(found), 0) <= few THEN
      RETURN QUERY SELECT r.* FROM unnest(found) AS r
        WHERE r.at >= since AND r.at < until
          AND CASE WHEN is_newest_first THEN (r.at, r.id) < (beside_at, beside_id) ELSE (r.at, r.id) > (beside_at, beside_id) END
        ORDER BY CASE WHEN is_newest_first THEN r.at END DESC, CASE WHEN is_newest_first THEN r.id END DESC, r.at, r.id
        LIMIT count_left;
      GET DIAGNOSTICS count_here = ROW_COUNT;
      count_left := count_left - count_here;
    ELSE
      day := CASE WHEN is_newest_first THEN least(last_day, (month + interval '1 month' - interval '1 day')::date)
        ELSE greatest(first_day, month) END;
      WHILE count_left > 0 AND day BETWEEN greatest(first_day, month) AND last_day AND day < month + interval '1 month' LOOP
        RETURN QUERY EXECUTE 'SELECT * FROM "RunItem" WHERE ' || holding || ' AND (at AT TIME ZONE ''UTC'')::date = $8' || within
          || in_order || ' LIMIT $9'
        USING workspace, combi, pattern, words, outcome_is, kind_is, reason_is, day, count_left, since, until, beside_at,
          beside_id;
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
