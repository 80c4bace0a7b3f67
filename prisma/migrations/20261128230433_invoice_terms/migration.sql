-- CreateTable
CREATE TABLE "InvoiceTerm" (
    "workspaceId" UUID NOT NULL,
    "combiId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "label" TEXT NOT NULL,

    CONSTRAINT "InvoiceTerm_pkey" PRIMARY KEY ("combiId","kind","ref")
);

-- CreateIndex
CREATE INDEX "InvoiceTerm_workspaceId_idx" ON "InvoiceTerm"("workspaceId");

-- A foreign key looks past row-level security: the workspace is part of it.
ALTER TABLE "InvoiceTerm" ADD CONSTRAINT "InvoiceTerm_combiId_fkey"
  FOREIGN KEY ("workspaceId", "combiId") REFERENCES "Combi" ("workspaceId", id) ON DELETE RESTRICT;
ALTER TABLE "InvoiceTerm" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "InvoiceTerm" FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "InvoiceTerm" TO portal_app, portal_system;
CREATE POLICY portal_system ON "InvoiceTerm" TO portal_system USING (true) WITH CHECK (true);
CREATE POLICY portal_app ON "InvoiceTerm" TO portal_app
  USING ("workspaceId" = portal_workspace_id()) WITH CHECK ("workspaceId" = portal_workspace_id());

-- The VAT classes and revenue groups of an invoice's lines, each once: `vat:…` and `group:…`.
CREATE FUNCTION invoice_terms(document jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN ARRAY(
    SELECT DISTINCT 'vat:' || (ref #>> '{}') FROM jsonb_path_query(document, '$.lines[*].vatClass.ref') AS ref
    UNION ALL
    SELECT DISTINCT 'group:' || (ref #>> '{}') FROM jsonb_path_query(document, '$.lines[*].revenueGroup.ref') AS ref);
GRANT EXECUTE ON FUNCTION invoice_terms(jsonb) TO portal_app, portal_system;

-- Written by the database, so that what is mirrored and what is found cannot differ; it makes those of all there are now.
ALTER TABLE "Invoice" ADD COLUMN terms text[] NOT NULL GENERATED ALWAYS AS (invoice_terms(document)) STORED;
CREATE INDEX "Invoice_terms_idx" ON "Invoice" USING gin ("workspaceId", terms) WITH (gin_pending_list_limit = 256);

SET LOCAL ROLE portal_system;
INSERT INTO "InvoiceTerm" ("workspaceId", "combiId", kind, ref, label)
SELECT DISTINCT ON (i."combiId", t.kind, t.ref) i."workspaceId", i."combiId", t.kind, t.ref, t.label
FROM "Invoice" AS i, jsonb_path_query(i.document, '$.lines[*]') AS line, LATERAL (VALUES
  ('vat', line #>> '{vatClass,ref}', line #>> '{vatClass,label}'),
  ('group', line #>> '{revenueGroup,ref}', line #>> '{revenueGroup,label}')) AS t(kind, ref, label)
WHERE t.ref IS NOT NULL AND t.label IS NOT NULL
ORDER BY i."combiId", t.kind, t.ref, i."issuedOn" DESC;
RESET ROLE;

-- A row of this table is wide, for it holds the invoice itself: what counts and filters reads an index only. One that holds
-- few different values, and so is small, for how many there are in all; and the one of the usual order, which carries along
-- all that one filters by.
CREATE INDEX "Invoice_tally_idx" ON "Invoice" ("workspaceId", "combiId", "companyProfileRef", state);
DROP INDEX "Invoice_workspaceId_state_issuedOn_id_idx";
CREATE INDEX "Invoice_filtered_idx" ON "Invoice" ("workspaceId", state, "issuedOn" DESC, id DESC)
  INCLUDE ("combiId", "companyProfileRef", "grossCents", terms, number, "debtorName");

GRANT CREATE ON SCHEMA public TO portal_system;
SET LOCAL ROLE portal_system;

CREATE OR REPLACE FUNCTION invoice_condition(filter jsonb) RETURNS text LANGUAGE plpgsql STABLE
  SET search_path = public, pg_temp AS $$
DECLARE
  condition text := format('"workspaceId" = %L::uuid', portal_workspace_id());
  removed uuid[];
BEGIN
  SELECT array_agg(id) INTO removed FROM "Combi" WHERE "workspaceId" = portal_workspace_id() AND state = 'removed';
  IF removed IS NOT NULL THEN condition := condition || format(' AND "combiId" <> ALL (%L::uuid[])', removed); END IF;
  IF filter ? 'combiId' THEN condition := condition || format(' AND "combiId" = %L::uuid', filter ->> 'combiId'); END IF;
  IF filter ? 'profile' THEN condition := condition || format(' AND "companyProfileRef" = %L', filter ->> 'profile'); END IF;
  IF filter ? 'from' THEN condition := condition || format(' AND "issuedOn" >= %L::date', filter ->> 'from'); END IF;
  IF filter ? 'until' THEN condition := condition || format(' AND "issuedOn" <= %L::date', filter ->> 'until'); END IF;
  IF filter ? 'leastCents' THEN
    condition := condition || format(' AND "grossCents" >= %L::bigint', filter ->> 'leastCents');
  END IF;
  IF filter ? 'mostCents' THEN
    condition := condition || format(' AND "grossCents" <= %L::bigint', filter ->> 'mostCents');
  END IF;
  IF filter ?| ARRAY['vatClass', 'revenueGroup'] THEN
    condition := condition || format(' AND terms @> %L::text[]', array_remove(
      ARRAY['vat:' || (filter ->> 'vatClass'), 'group:' || (filter ->> 'revenueGroup')], NULL));
  END IF;
  IF filter ? 'words' THEN
    condition := condition || format(' AND lower(number || '' '' || "debtorName") LIKE %L',
      '%' || regexp_replace(lower(filter ->> 'words'), '([\\%_])', '\\\1', 'g') || '%');
  END IF;
  RETURN condition;
END $$;

-- Whether at least one in twenty of the workspace's invoices in these states meets the condition, as far as the newest and
-- the oldest of each state show: then those along an order are soon enough, and otherwise an index on what is looked for
-- brings the few there are. The planner cannot tell, since behind a policy it may not look at what the words are.
CREATE FUNCTION is_frequent_invoice(condition text, states "InvoiceState"[]) RETURNS boolean LANGUAGE plpgsql STABLE
  SET search_path = public, pg_temp AS $$
DECLARE
  part text := '(SELECT "workspaceId", "combiId", "companyProfileRef", "issuedOn", "grossCents", terms, number, "debtorName"
    FROM "Invoice" WHERE "workspaceId" = portal_workspace_id() AND state = wanted.state ORDER BY %s LIMIT 200)';
  is_frequent boolean;
BEGIN
  EXECUTE format('SELECT count(*) FILTER (WHERE %s) * 20 >= count(*)
    FROM unnest(%L::"InvoiceState"[]) AS wanted(state), LATERAL (%s UNION ALL %s) AS sample', condition, states,
    format(part, 'state, "issuedOn" DESC, id DESC'), format(part, 'state DESC, "issuedOn", id')) INTO is_frequent;
  RETURN is_frequent;
END $$;

-- The invoices in these states that a filter lets through, in an order, beside one of them.
CREATE OR REPLACE FUNCTION find_invoices(
  filter jsonb, states "InvoiceState"[], sort_by text, is_ascending boolean, beside_id uuid, is_before boolean, at_most int
) RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp SET jit = off SET enable_bitmapscan = on SET enable_indexscan = on
  SET enable_indexonlyscan = on SET enable_seqscan = off AS $$
DECLARE
  sort_key text := CASE sort_by WHEN 'number' THEN 'number' WHEN 'debtor' THEN 'lower("debtorName")'
    WHEN 'gross' THEN '"grossCents"' WHEN 'dueOn' THEN '"dueOn"' ELSE '"issuedOn"' END;
  key_type text := CASE sort_by WHEN 'number' THEN 'text' WHEN 'debtor' THEN 'text' WHEN 'gross' THEN 'bigint' ELSE 'date' END;
  is_forward boolean := is_ascending <> is_before;
  direction text := CASE WHEN is_forward THEN 'ASC' ELSE 'DESC' END;
  condition text := invoice_condition(filter);
  state_order text := '';
  beside_key text;
BEGIN
  -- Where rows have policies, the planner does not take it that one state means one: only with the state in the order as well
  -- does it read an index that begins with it in that order. The one on dates holds those the other way round.
  IF cardinality(states) = 1 THEN
    state_order := 'state ' || CASE WHEN is_forward <> (sort_key = '"issuedOn"') THEN 'ASC' ELSE 'DESC' END || ', ';
  END IF;
  -- Along the order, as soon as enough are found, or by an index on what is looked for; it holds until the end of this. The
  -- order of other things than the date is read with the rows themselves, of which those that match may be the last. Less than
  -- three letters no index tells apart.
  IF filter - 'combiId' <> '{}' THEN
    IF length(filter ->> 'words') < 3 OR is_frequent_invoice(condition, states) THEN
      PERFORM set_config('enable_bitmapscan', 'off', true);
    ELSE
      PERFORM set_config('enable_indexscan', 'off', true);
      IF filter ? 'words' THEN PERFORM set_config('enable_indexonlyscan', 'off', true); END IF;
    END IF;
  END IF;
  condition := condition || CASE cardinality(states) WHEN 1 THEN format(' AND state = %L::"InvoiceState"', states[1])
    ELSE format(' AND state = ANY (%L::"InvoiceState"[])', states) END;
  IF beside_id IS NOT NULL THEN
    EXECUTE format('SELECT (%s)::text FROM "Invoice" WHERE "workspaceId" = portal_workspace_id() AND id = $1', sort_key)
      INTO beside_key USING beside_id;
    condition := condition || format(' AND (%s, id) %s (%L::%s, %L::uuid)', sort_key,
      CASE WHEN is_forward THEN '>' ELSE '<' END, beside_key, key_type, beside_id);
  END IF;
  RETURN QUERY EXECUTE format('SELECT id FROM "Invoice" WHERE %1$s ORDER BY %5$s%2$s %3$s, id %3$s LIMIT %4$s',
    condition, sort_key, direction, at_most, state_order);
END $$;

-- How many invoices a filter lets through in each state. Without a filter, and by combi or profile, each is counted; by more
-- than that each as long as few match, and otherwise no more than so many of a state: `is_more` says that there are others.
DROP FUNCTION count_invoices;
CREATE FUNCTION count_invoices(filter jsonb, at_most int) RETURNS TABLE (state "InvoiceState", count bigint, is_more boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp SET jit = off SET enable_bitmapscan = on SET enable_indexscan = on
  SET enable_indexonlyscan = on SET enable_seqscan = off AS $$
DECLARE
  all_states CONSTANT "InvoiceState"[] := enum_range(NULL::"InvoiceState");
  condition CONSTANT text := invoice_condition(filter);
  is_plain CONSTANT boolean := filter - ARRAY['combiId', 'profile'] = '{}';
  is_short CONSTANT boolean := coalesce(length(filter ->> 'words') < 3, false);
BEGIN
  IF NOT is_plain AND (is_short OR is_frequent_invoice(condition, all_states)) THEN
    PERFORM set_config('enable_bitmapscan', 'off', true);
    RETURN QUERY EXECUTE format('SELECT wanted.state, least(found.count, %1$s), found.count > %1$s
      FROM unnest(%2$L::"InvoiceState"[]) AS wanted(state), LATERAL (
        SELECT count(*) FROM (SELECT FROM "Invoice" WHERE %3$s AND state = wanted.state LIMIT %1$s + 1) AS those) AS found
      WHERE found.count > 0', at_most, all_states, condition);
  ELSE
    IF filter ? 'words' THEN
      PERFORM set_config('enable_indexscan', 'off', true), set_config('enable_indexonlyscan', 'off', true);
    END IF;
    RETURN QUERY EXECUTE format('SELECT state, count(*), false FROM "Invoice" WHERE %s GROUP BY state', condition);
  END IF;
END $$;

REVOKE ALL ON FUNCTION count_invoices, is_frequent_invoice FROM PUBLIC;
GRANT EXECUTE ON FUNCTION count_invoices TO portal_app;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM portal_system;
