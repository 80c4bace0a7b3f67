-- A person with several workspaces looks at the combi's of all of them in one page. A transaction that takes this role reads
-- those it was told of, and writes nothing; of a connection it sees no secret.
DO $$
BEGIN
  FOR attempt IN 1..20 LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'portal_overview') THEN
        CREATE ROLE portal_overview NOLOGIN NOSUPERUSER NOBYPASSRLS;
      END IF;
      IF NOT pg_has_role(current_user, 'portal_overview', 'SET') THEN
        GRANT portal_overview TO CURRENT_USER WITH SET TRUE, INHERIT FALSE;
      END IF;
      EXIT;
    EXCEPTION
      -- Another database of this server is making it at this moment, as in the first migration.
      WHEN duplicate_object OR unique_violation OR internal_error THEN
        IF attempt = 20 THEN RAISE; END IF;
        PERFORM pg_sleep(0.05);
    END;
  END LOOP;
END $$;

CREATE FUNCTION portal_workspace_ids() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  RETURN string_to_array(nullif(current_setting('app.workspace_ids', true), ''), ',')::uuid[];

GRANT USAGE ON SCHEMA public TO portal_overview;
GRANT EXECUTE ON FUNCTION portal_workspace_ids() TO portal_overview;
GRANT SELECT (id, "workspaceId", "connectorId", label, state) ON "Connection" TO portal_overview;
DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['Combi', 'CombiProfile', 'Invoice', 'SyncRun', 'Alert'] LOOP
    EXECUTE format('GRANT SELECT ON %I TO portal_overview', table_name);
  END LOOP;
  FOREACH table_name IN ARRAY ARRAY['Combi', 'CombiProfile', 'Connection', 'Invoice', 'SyncRun', 'Alert'] LOOP
    EXECUTE format(
      'CREATE POLICY portal_overview ON %I FOR SELECT TO portal_overview USING ("workspaceId" = ANY (portal_workspace_ids()))',
      table_name);
  END LOOP;
END $$;

-- Says that something which people look at has changed, to whoever listens when the transaction has ended; the same word
-- within one transaction is said once. What changed is not said: whoever may know reads it.
CREATE FUNCTION note_portal_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('portal_change', NEW."workspaceId"::text);
  RETURN NULL;
END $$;
CREATE TRIGGER "SyncRun_note_change" AFTER INSERT OR UPDATE ON "SyncRun"
  FOR EACH ROW EXECUTE FUNCTION note_portal_change();
CREATE TRIGGER "Combi_note_change" AFTER INSERT OR UPDATE OF state, name, "nextSyncAt", "removedAt" ON "Combi"
  FOR EACH ROW EXECUTE FUNCTION note_portal_change();
CREATE TRIGGER "Connection_note_change" AFTER UPDATE OF state ON "Connection"
  FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION note_portal_change();
CREATE TRIGGER "Invoice_note_change" AFTER UPDATE ON "Invoice"
  FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state OR OLD."outstandingCents" IS DISTINCT FROM NEW."outstandingCents")
  EXECUTE FUNCTION note_portal_change();
CREATE TRIGGER "Invoice_note_arrival" AFTER INSERT ON "Invoice"
  FOR EACH ROW EXECUTE FUNCTION note_portal_change();
CREATE TRIGGER "Alert_note_change" AFTER INSERT OR UPDATE ON "Alert"
  FOR EACH ROW EXECUTE FUNCTION note_portal_change();
