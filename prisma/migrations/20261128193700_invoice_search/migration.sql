-- An invoice is looked for by its number or debtor, and sorted by more than its date: an index for each.
CREATE INDEX "Invoice_workspaceId_state_number_id_idx" ON "Invoice" ("workspaceId", state, number, id);
CREATE INDEX "Invoice_workspaceId_state_debtor_id_idx" ON "Invoice" ("workspaceId", state, lower("debtorName"), id);
CREATE INDEX "Invoice_workspaceId_state_grossCents_id_idx" ON "Invoice" ("workspaceId", state, "grossCents", id);
CREATE INDEX "Invoice_workspaceId_state_dueOn_id_idx" ON "Invoice" ("workspaceId", state, "dueOn", id);
CREATE INDEX "Invoice_words_idx" ON "Invoice" USING gin ("workspaceId", lower(number || ' ' || "debtorName") gin_trgm_ops)
  WITH (gin_pending_list_limit = 256);

-- Row-level security keeps LIKE away from an index: whatever might tell about a row sees only rows that a policy let
-- through, one by one. So these functions look with the rights of portal_system, and keep to the workspace themselves.
GRANT CREATE ON SCHEMA public TO portal_system;
SET LOCAL ROLE portal_system;

-- What a filter lets through of the combi's that are not removed, whatever the state, as the condition of a statement. Each
-- value is quoted where it enters.
CREATE FUNCTION invoice_condition(filter jsonb) RETURNS text LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
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
  IF filter ? 'words' THEN
    condition := condition || format(' AND lower(number || '' '' || "debtorName") LIKE %L',
      '%' || regexp_replace(lower(filter ->> 'words'), '([\\%_])', '\\\1', 'g') || '%');
  END IF;
  RETURN condition;
END $$;

-- The invoices in these states that a filter lets through, in an order, beside one of them.
CREATE FUNCTION find_invoices(
  filter jsonb, states "InvoiceState"[], sort_by text, is_ascending boolean, beside_id uuid, is_before boolean, at_most int
) RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
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

-- How many invoices a filter lets through in each state.
CREATE FUNCTION count_invoices(filter jsonb) RETURNS TABLE (state "InvoiceState", count bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY EXECUTE format('SELECT state, count(*) FROM "Invoice" WHERE %s GROUP BY state', invoice_condition(filter));
END $$;

REVOKE ALL ON FUNCTION invoice_condition, find_invoices, count_invoices FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_invoices, count_invoices TO portal_app;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM portal_system;
