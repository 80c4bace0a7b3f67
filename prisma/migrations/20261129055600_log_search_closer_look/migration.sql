-- As it was, but for two things. What stands close together, so that a sample passed it by, was taken whole, thousands of
-- records for a page of fifty: now a closer sample finds where it stands. And what is gathered to be put in order is where the
-- records lie, no longer the records themselves.
GRANT CREATE ON SCHEMA public TO portal_system;
SET LOCAL ROLE portal_system;
CREATE OR REPLACE FUNCTION search_log(
  combi uuid, words text, outcome_is text, kind_is text, reason_is text, since timestamptz, until timestamptz,
  beside_at timestamptz, beside_id uuid, is_newest_first boolean, at_most int
) RETURNS SETOF "RunItem" LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp SET enable_indexscan = on SET enable_seqscan = off SET jit = off AS $$
DECLARE
  -- So many records are looked at in the order of time, before the index is asked.
  nearest CONSTANT int := 1500;
  -- A stretch that holds more than this is searched in smaller ones: they fill a page soon.
  few CONSTANT int := 400;
  -- So many records, evenly over time, are looked at for where there is much: there the index is asked about single days, since
  -- it gathers all that a stretch holds before it gives the first. Where they show none, all is taken if it is no more than
  -- `enough`; otherwise what there is stands close together, and is looked for more closely.
  sample_size int := 200;
  enough int := 600;
  finest CONSTANT int := 800;
  most CONSTANT int := 8000;
  workspace CONSTANT uuid := portal_workspace_id();
  -- The digits at the end of a number tell it apart; those before are in every number of a year.
  indexed CONSTANT text := coalesce(substring(words FROM '[0-9]{5,}$'), log_words(words));
  pattern CONSTANT text := '%' || regexp_replace(indexed, '([\\%])', '\\\1', 'g') || '%';
  in_order CONSTANT text := CASE WHEN is_newest_first THEN ' ORDER BY at DESC, id DESC' ELSE ' ORDER BY at, id' END;
  of_log CONSTANT text := '"workspaceId" = $1 AND "combiId" = $2';
  matching CONSTANT text := 'strpos(lower(label || '' '' || coalesce("debtorName", '''')), lower($4)) > 0
    AND ($5 IS NULL OR outcome = $5) AND ($6 IS NULL OR kind = $6) AND ($7 IS NULL OR "reasonCode" = $7)';
  holding CONSTANT text := of_log || ' AND ' || matching
    || ' AND log_words(label || '' '' || coalesce("debtorName", '''')) LIKE $3 AND ($8 IS NULL OR log_places(at) && $8)';
  -- Not `(at, id) < (…)`: by that an index is entered at its end.
  beyond CONSTANT text := CASE WHEN is_newest_first THEN ' AND at <= $12 AND (at < $12 OR id < $13)'
    ELSE ' AND at >= $12 AND (at > $12 OR id > $13)' END;
  within CONSTANT text := ' AND at >= $10 AND at < $11';
  -- How many a stretch holds, as far as that is counted, and the nearest of them in order. Of each no more than where it lies:
  -- whole records are read of the page alone.
  take_few CONSTANT text := 'WITH few AS MATERIALIZED (SELECT at, id FROM "RunItem" WHERE ' || holding || ' LIMIT $14)
    SELECT (SELECT count(*) FROM few), ARRAY(SELECT id FROM few WHERE true' || within || beyond || in_order || ' LIMIT $9)';
  of_found CONSTANT text := 'SELECT * FROM "RunItem" WHERE ' || of_log || ' AND id = ANY ($3)' || in_order;
  first_day date;
  last_day date;
  -- The days in the sample that hold something.
  full_days date[];
  -- Days from one end of the log: the first that was not searched yet, the next that is full, how many there are, and how
  -- many are searched at once.
  here int := 0;
  next_full int;
  day_count int;
  margin int;
  width int;
  in_span int[];
  stretch int[];
  found uuid[];
  count_held int;
  count_here int;
  count_left int := at_most;
BEGIN
  since := coalesce(since, '-infinity');
  until := coalesce(until, 'infinity');
  RETURN QUERY EXECUTE 'SELECT * FROM (SELECT * FROM "RunItem" WHERE ' || of_log || within
    || CASE WHEN beside_at IS NULL THEN '' ELSE beyond END || in_order || ' LIMIT $14) AS near
    WHERE ' || matching || in_order || ' LIMIT $9'
  USING workspace, combi, pattern, words, outcome_is, kind_is, reason_is, NULL::int[], count_left, since, until, beside_at,
    beside_id, nearest;
  GET DIAGNOSTICS count_here = ROW_COUNT;
  count_left := count_left - count_here;
  IF count_left = 0 THEN RETURN; END IF;
  EXECUTE 'SELECT at, id FROM "RunItem" WHERE ' || of_log || within
    || CASE WHEN beside_at IS NULL THEN '' ELSE beyond END || in_order || ' OFFSET $14 - 1 LIMIT 1'
  INTO beside_at, beside_id
  USING workspace, combi, pattern, words, outcome_is, kind_is, reason_is, NULL::int[], count_left, since, until, beside_at,
    beside_id, nearest;
  IF beside_id IS NULL THEN RETURN; END IF;

  SELECT (greatest(min(at), since, CASE WHEN NOT is_newest_first THEN beside_at END) AT TIME ZONE 'UTC')::date,
    (least(max(at), until, CASE WHEN is_newest_first THEN beside_at END) AT TIME ZONE 'UTC')::date
  INTO first_day, last_day FROM "RunItem" WHERE "workspaceId" = workspace AND "combiId" = combi;
  IF first_day > last_day THEN RETURN; END IF;
  day_count := last_day - first_day + 1;
  -- Only where a span is asked for: without one, asking about all days is asking for more than about none.
  IF since > '-infinity' OR until < 'infinity' THEN in_span := log_places_between(first_day, last_day); END IF;
  LOOP
    PERFORM set_config('enable_indexscan', 'on', true);
    SELECT array_agg(DISTINCT (at AT TIME ZONE 'UTC')::date) INTO full_days
    FROM generate_series(0, sample_size - 1) AS place, LATERAL (
      SELECT at, label, "debtorName", outcome, kind, "reasonCode" FROM "RunItem" AS r
      WHERE r."workspaceId" = workspace AND r."combiId" = combi
        -- Never in step with what repeats itself: every part of the log has its record, at another place within.
        AND r.at >= first_day + (place + (place * 0.618034) % 1) * day_count * interval '1 day' / sample_size
      ORDER BY r.at LIMIT 1) AS one
    WHERE strpos(lower(label || ' ' || coalesce("debtorName", '')), lower(words)) > 0
      AND (outcome_is IS NULL OR outcome = outcome_is) AND (kind_is IS NULL OR kind = kind_is)
      AND (reason_is IS NULL OR "reasonCode" = reason_is);
    -- From here on by the words, never along the order of time with a look at every record. It holds until the end of this.
    PERFORM set_config('enable_indexscan', 'off', true);
    EXIT WHEN full_days IS NOT NULL;
    EXECUTE take_few INTO count_held, found
    USING workspace, combi, pattern, words, outcome_is, kind_is, reason_is, in_span, count_left, since, until, beside_at,
      beside_id, enough + 1;
    IF count_held <= enough THEN
      RETURN QUERY EXECUTE of_found USING workspace, combi, found;
      RETURN;
    END IF;
    EXIT WHEN sample_size = finest;
    sample_size := finest;
    enough := most;
  END LOOP;
  margin := 1 + 4 * day_count / sample_size;
  -- Where a few days may do, a long stretch would hold too much; where it took a closer look, none nearby does.
  width := CASE WHEN sample_size = finest THEN 64 ELSE 4 END;
  WHILE count_left > 0 AND here < day_count LOOP
    -- What is full began some days before the sample shows it: from there on a day at a time.
    SELECT min(away) INTO next_full FROM (
      SELECT CASE WHEN is_newest_first THEN last_day - day ELSE day - first_day END AS away
      FROM unnest(full_days) AS day) AS days WHERE away >= here;
    width := CASE WHEN next_full - here <= margin THEN 1
      ELSE least(width, coalesce(next_full - margin, day_count) - here) END;
    stretch := CASE WHEN is_newest_first THEN log_places_between(last_day - here - width + 1, last_day - here)
      ELSE log_places_between(first_day + here, first_day + here + width - 1) END;
    IF width = 1 THEN
      RETURN QUERY EXECUTE 'SELECT * FROM "RunItem" WHERE ' || holding || within || beyond || in_order || ' LIMIT $9'
      USING workspace, combi, pattern, words, outcome_is, kind_is, reason_is, stretch, count_left, since, until, beside_at,
        beside_id;
    ELSE
      EXECUTE take_few INTO count_held, found
      USING workspace, combi, pattern, words, outcome_is, kind_is, reason_is, stretch, count_left, since, until, beside_at,
        beside_id, few + 1;
      IF count_held > few THEN
        width := width / 2;
        CONTINUE;
      END IF;
      RETURN QUERY EXECUTE of_found USING workspace, combi, found;
    END IF;
    GET DIAGNOSTICS count_here = ROW_COUNT;
    count_left := count_left - count_here;
    here := here + width;
    width := width * 2;
  END LOOP;
END $$;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM portal_system;
