-- Where in time a record lies, as its index holds it: its day, and its month. An array, because any number of days and months
-- can then be asked about in one look at the index.
CREATE FUNCTION log_places(moment timestamptz) RETURNS int[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN ARRAY[
    (moment AT TIME ZONE 'UTC')::date - date '2000-01-01',
    1000000 + (extract(year FROM moment AT TIME ZONE 'UTC') * 12 + extract(month FROM moment AT TIME ZONE 'UTC'))::int];

-- The places of all days from one on up to another: whole months as such.
CREATE FUNCTION log_places_between(first_day date, last_day date) RETURNS int[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (SELECT array_agg(DISTINCT CASE
      WHEN date_trunc('month', day)::date >= first_day AND (date_trunc('month', day) + interval '1 month - 1 day')::date <= last_day
        THEN 1000000 + (extract(year FROM day) * 12 + extract(month FROM day))::int
      ELSE day::date - date '2000-01-01' END)
    FROM generate_series(first_day::timestamp, last_day::timestamp, interval '1 day') AS day);
GRANT EXECUTE ON FUNCTION log_places(timestamptz), log_places_between(date, date) TO portal_app, portal_system;

-- Days and months in one, and in the place of both: a stretch of time, however long, is one look at the index instead of one for
-- each of its months and days.
DROP INDEX "RunItem_words_idx";
CREATE INDEX "RunItem_words_idx" ON "RunItem" USING gin (
  "combiId", log_places(at), outcome, kind, "reasonCode",
  log_words(label || ' ' || coalesce("debtorName", '')) gin_trgm_ops) WITH (gin_pending_list_limit = 256);

-- The records of a combi that hold these words, beside a place in the log. Row-level security keeps LIKE away from an index:
-- whatever might tell about a row sees only rows that a policy let through, one by one, and of a million that takes a
-- second. So this function searches with the rights of portal_system, and keeps to the workspace itself.
-- What it reads is bounded. Words that are frequent here are found among the nearest records, in the order of time. From there
-- on the index is asked about stretches that grow as long as they hold little; where a sample shows that there is much, day
-- by day; and once about all that is left, in case that is little.
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
  -- A stretch that holds more than this is searched in smaller ones: they fill a page soon.
  few CONSTANT int := 400;
  -- So many records, evenly over time, are looked at for where there is much: there the index is asked about single days, since
  -- it gathers all that a stretch holds before it gives the first.
  sample_size CONSTANT int := 200;
  -- Of what is in none of them all is taken, up to so many records, once so many days were searched.
  enough CONSTANT int := 8000;
  lately CONSTANT int := 28;
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
  within text := ' AND at >= $10 AND at < $11' || CASE WHEN beside_at IS NULL THEN '' ELSE beyond END;
  take_few CONSTANT text := 'SELECT array_agg(one) FROM (SELECT r FROM "RunItem" AS r WHERE ' || holding
    || ' LIMIT $9) AS few(one)';
  of_found CONSTANT text := 'SELECT * FROM unnest($1) WHERE at >= $3 AND at < $4 AND '
    || CASE WHEN is_newest_first THEN '(at, id) < ($5, $6)' ELSE '(at, id) > ($5, $6)' END || in_order || ' LIMIT $2';
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
  is_all_tried boolean := false;
  in_span int[];
  stretch int[];
  found "RunItem"[];
  count_here int;
  count_left int := at_most;
BEGIN
  since := coalesce(since, '-infinity');
  until := coalesce(until, 'infinity');
  RETURN QUERY EXECUTE 'SELECT * FROM (SELECT * FROM "RunItem" WHERE ' || of_log || within || in_order || ' LIMIT $14) AS near
    WHERE ' || matching || in_order || ' LIMIT $9'
  USING workspace, combi, pattern, words, outcome_is, kind_is, reason_is, NULL::int[], count_left, since, until, beside_at,
    beside_id, nearest;
  GET DIAGNOSTICS count_here = ROW_COUNT;
  count_left := count_left - count_here;
  IF count_left = 0 THEN RETURN; END IF;
  EXECUTE 'SELECT at, id FROM "RunItem" WHERE ' || of_log || within || in_order || ' OFFSET $14 - 1 LIMIT 1'
  INTO beside_at, beside_id
  USING workspace, combi, pattern, words, outcome_is, kind_is, reason_is, NULL::int[], count_left, since, until, beside_at,
    beside_id, nearest;
  IF beside_id IS NULL THEN RETURN; END IF;
  within := ' AND at >= $10 AND at < $11' || beyond;

  SELECT (greatest(min(at), since, CASE WHEN NOT is_newest_first THEN beside_at END) AT TIME ZONE 'UTC')::date,
    (least(max(at), until, CASE WHEN is_newest_first THEN beside_at END) AT TIME ZONE 'UTC')::date
  INTO first_day, last_day FROM "RunItem" WHERE "workspaceId" = workspace AND "combiId" = combi;
  IF first_day > last_day THEN RETURN; END IF;
  day_count := last_day - first_day + 1;
  margin := 1 + 4 * day_count / sample_size;
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
  -- Where there is much of it, though none is full lately, a few days may do.
  width := CASE WHEN full_days IS NULL THEN lately ELSE 4 END;
  -- Only where a span is asked for: without one, asking about all days is asking for more than about none.
  IF since > '-infinity' OR until < 'infinity' THEN in_span := log_places_between(first_day, last_day); END IF;
  WHILE count_left > 0 AND here < day_count LOOP
    -- Nothing lately and nothing full: perhaps there is so little that all the rest can be taken and put in order.
    IF here >= lately AND full_days IS NULL AND NOT is_all_tried THEN
      is_all_tried := true;
      EXECUTE take_few INTO found
      USING workspace, combi, pattern, words, outcome_is, kind_is, reason_is, in_span, enough + 1;
      IF coalesce(cardinality(found), 0) <= enough THEN
        IF is_newest_first THEN until := least(until, (last_day - here + 1)::timestamp AT TIME ZONE 'UTC');
        ELSE since := greatest(since, (first_day + here)::timestamp AT TIME ZONE 'UTC'); END IF;
        RETURN QUERY EXECUTE of_found USING found, count_left, since, until, beside_at, beside_id;
        RETURN;
      END IF;
    END IF;
    -- What is full began some days before the sample shows it: from there on a day at a time.
    SELECT min(away) INTO next_full FROM (
      SELECT CASE WHEN is_newest_first THEN last_day - day ELSE day - first_day END AS away
      FROM unnest(full_days) AS day) AS days WHERE away >= here;
    width := CASE WHEN next_full - here <= margin THEN 1
      ELSE least(width, coalesce(next_full - margin, day_count) - here) END;
    stretch := CASE WHEN is_newest_first THEN log_places_between(last_day - here - width + 1, last_day - here)
      ELSE log_places_between(first_day + here, first_day + here + width - 1) END;
    IF width = 1 THEN
      RETURN QUERY EXECUTE 'SELECT * FROM "RunItem" WHERE ' || holding || within || in_order || ' LIMIT $9'
      USING workspace, combi, pattern, words, outcome_is, kind_is, reason_is, stretch, count_left, since, until, beside_at,
        beside_id;
    ELSE
      EXECUTE take_few INTO found USING workspace, combi, pattern, words, outcome_is, kind_is, reason_is, stretch, few + 1;
      IF cardinality(found) > few THEN
        width := width / 2;
        CONTINUE;
      END IF;
      RETURN QUERY EXECUTE of_found USING found, count_left, since, until, beside_at, beside_id;
    END IF;
    GET DIAGNOSTICS count_here = ROW_COUNT;
    count_left := count_left - count_here;
    here := here + width;
    width := width * 2;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION search_log FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_log TO portal_app;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM portal_system;
