-- What Prisma's schema cannot say: who sees which rows, what may never change, and what must hold for each row.
-- Whole in one file, so that a reader finds the promises of the database in one place.

-- Two roles that nobody signs in with; each transaction takes one (lib/db/client.ts). A role belongs to the server, not to
-- the database, so another database may be making the same ones at this moment: then wait for it and look again.
DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['portal_app', 'portal_system'] LOOP
    FOR attempt IN 1..20 LOOP
      BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
          EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS', role_name);
        END IF;
        -- Without INHERIT: the login role must not see by itself what only a chosen role may see.
        IF NOT pg_has_role(current_user, role_name, 'SET') THEN
          EXECUTE format('GRANT %I TO CURRENT_USER WITH SET TRUE, INHERIT FALSE', role_name);
        END IF;
        EXIT;
      EXCEPTION
        -- `internal_error` is how the server says that another session changed the same row of its catalogue.
        WHEN duplicate_object OR unique_violation OR internal_error THEN
          IF attempt = 20 THEN RAISE; END IF;
          PERFORM pg_sleep(0.05);
      END;
    END LOOP;
  END LOOP;
END $$;

-- The workspace of the transaction; null outside of one, which equals no row. After a transaction the setting is '', not null.
CREATE FUNCTION portal_workspace_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.workspace_id', true), '')::uuid;

GRANT USAGE ON SCHEMA public TO portal_app, portal_system;
GRANT EXECUTE ON FUNCTION portal_workspace_id() TO portal_app, portal_system;

-- Every table: no row for anybody, the owner included, unless a policy below gives it.
DO $$
DECLARE
  tenant_tables text[] := ARRAY[
    'Connection', 'Combi', 'CombiProfile', 'VatMapping', 'LedgerMapping', 'DebtorLink', 'Invoice', 'InvoiceEvent', 'Posting',
    'PassedPayment', 'TimelineNote', 'SyncRun', 'RunItem', 'RejectedRecord', 'Membership'];
  other_tables text[] := ARRAY['Workspace', 'User', 'Account', 'Session', 'VerificationToken', 'WorkerHeartbeat'];
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY tenant_tables || other_tables LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO portal_system', table_name);
    EXECUTE format('CREATE POLICY portal_system ON %I TO portal_system USING (true) WITH CHECK (true)', table_name);
  END LOOP;
  FOREACH table_name IN ARRAY tenant_tables LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO portal_app', table_name);
    EXECUTE format(
      'CREATE POLICY portal_app ON %I TO portal_app
         USING ("workspaceId" = portal_workspace_id()) WITH CHECK ("workspaceId" = portal_workspace_id())', table_name);
  END LOOP;
END $$;

GRANT SELECT, UPDATE ON "Workspace" TO portal_app;
CREATE POLICY portal_app ON "Workspace" TO portal_app
  USING (id = portal_workspace_id()) WITH CHECK (id = portal_workspace_id());

-- Colleagues have a name on the screens; their passwords are nobody's business there. Membership shows only its own
-- workspace's rows to this role, and so does this.
GRANT SELECT (id, email, name, image, "createdAt") ON "User" TO portal_app;
CREATE POLICY portal_app ON "User" FOR SELECT TO portal_app
  USING (EXISTS (SELECT FROM "Membership" WHERE "Membership"."userId" = "User".id));

-- The history of an invoice is written once. The trigger holds for the owner of the table too.
REVOKE UPDATE, DELETE ON "InvoiceEvent" FROM portal_app, portal_system;
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "InvoiceEvent_append_only" BEFORE UPDATE OR DELETE ON "InvoiceEvent"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "InvoiceEvent_no_truncate" BEFORE TRUNCATE ON "InvoiceEvent"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A foreign key looks past row-level security: with the workspace in the key, a row cannot hang on to another workspace's.
ALTER TABLE "Connection" ADD CONSTRAINT "Connection_workspaceId_id_key" UNIQUE ("workspaceId", id);
ALTER TABLE "Combi" ADD CONSTRAINT "Combi_workspaceId_id_key" UNIQUE ("workspaceId", id);
ALTER TABLE "Invoice" ADD CONSTRAINT "Invoice_workspaceId_id_key" UNIQUE ("workspaceId", id);
ALTER TABLE "SyncRun" ADD CONSTRAINT "SyncRun_workspaceId_id_key" UNIQUE ("workspaceId", id);

ALTER TABLE "Connection" ADD CONSTRAINT "Connection_workspaceId_fkey"
  FOREIGN KEY ("workspaceId") REFERENCES "Workspace" (id) ON DELETE RESTRICT;

DO $$
DECLARE
  link record;
BEGIN
  FOR link IN
    SELECT * FROM (VALUES
      ('Combi', 'sourceConnectionId', 'Connection'), ('Combi', 'booksConnectionId', 'Connection'),
      ('CombiProfile', 'combiId', 'Combi'), ('VatMapping', 'combiId', 'Combi'), ('LedgerMapping', 'combiId', 'Combi'),
      ('DebtorLink', 'combiId', 'Combi'), ('Invoice', 'combiId', 'Combi'), ('SyncRun', 'combiId', 'Combi'),
      ('RejectedRecord', 'combiId', 'Combi'), ('Posting', 'combiId', 'Combi'), ('PassedPayment', 'combiId', 'Combi'),
      ('TimelineNote', 'combiId', 'Combi'), ('InvoiceEvent', 'invoiceId', 'Invoice'), ('Posting', 'invoiceId', 'Invoice'),
      ('PassedPayment', 'invoiceId', 'Invoice'), ('TimelineNote', 'invoiceId', 'Invoice'), ('RunItem', 'runId', 'SyncRun')
    ) AS links (child, field, parent)
  LOOP
    EXECUTE format('ALTER TABLE %I DROP CONSTRAINT IF EXISTS %I', link.child, link.child || '_' || link.field || '_fkey');
    EXECUTE format(
      'ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY ("workspaceId", %I) REFERENCES %I ("workspaceId", id) ON DELETE RESTRICT',
      link.child, link.child || '_' || link.field || '_fkey', link.field, link.parent);
  END LOOP;
END $$;

-- One unfinished run per combi: whoever asks for another joins it.
CREATE UNIQUE INDEX "SyncRun_combiId_unfinished_key" ON "SyncRun" ("combiId") WHERE "finishedAt" IS NULL;

-- Addresses differ in more than case, or they are one person's.
CREATE UNIQUE INDEX "User_email_lower_key" ON "User" (lower(email));

-- What the background asks every minute finds a handful of rows among all of them.
CREATE INDEX "Combi_due_idx" ON "Combi" ("nextSyncAt") WHERE state = 'active';
CREATE INDEX "Invoice_unsettled_idx" ON "Invoice" ("combiId", "administrationRef") WHERE state = 'booked' AND NOT "isSettled";
CREATE INDEX "Invoice_in_hand_idx" ON "Invoice" ("combiId", "offeredAt") WHERE state IN ('offered', 'processing');
CREATE INDEX "Invoice_deadline_idx" ON "Invoice" ("deadlineAt") WHERE "deadlineAt" IS NOT NULL;
CREATE INDEX "Posting_open_idx" ON "Posting" ("combiId") WHERE state IN ('intended', 'sent');
CREATE INDEX "PassedPayment_intended_idx" ON "PassedPayment" ("combiId") WHERE state = 'intended';
CREATE INDEX "TimelineNote_waiting_idx" ON "TimelineNote" ("combiId", "nextAttemptAt") WHERE state = 'waiting';
CREATE INDEX "RejectedRecord_open_idx" ON "RejectedRecord" ("combiId") WHERE "resolvedAt" IS NULL;

-- Cents are safe integers of JavaScript: a larger amount would be read back as another one.
CREATE FUNCTION is_cents(amount bigint) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN amount BETWEEN -9007199254740991 AND 9007199254740991;
GRANT EXECUTE ON FUNCTION is_cents(bigint) TO portal_app, portal_system;

ALTER TABLE "Invoice"
  ADD CONSTRAINT "Invoice_cents_check" CHECK (
    is_cents("netCents") AND is_cents("vatCents") AND is_cents("grossCents") AND is_cents("outstandingCents")
    AND is_cents("paidCents") AND is_cents("passedOnCents")),
  -- Booked without knowing which entry, whose debtor or under what number: its payment could never be found.
  ADD CONSTRAINT "Invoice_booked_check" CHECK (
    state <> 'booked' OR ("entryId" IS NOT NULL AND "administrationRef" IS NOT NULL AND "booksDebtorId" IS NOT NULL
      AND "booksNumber" IS NOT NULL AND "fiscalYear" IS NOT NULL AND "bookedAt" IS NOT NULL)),
  -- Nobody can act on a failure that does not say why.
  ADD CONSTRAINT "Invoice_reason_check" CHECK (state NOT IN ('failed', 'action') OR "reasonCode" IS NOT NULL),
  ADD CONSTRAINT "Invoice_offered_check" CHECK (
    state NOT IN ('offered', 'processing') OR ("offeredAt" IS NOT NULL AND "deadlineAt" IS NOT NULL));

ALTER TABLE "Posting"
  ADD CONSTRAINT "Posting_revision_check" CHECK (revision >= 0),
  ADD CONSTRAINT "Posting_sent_check" CHECK (state <> 'sent' OR "sentAt" IS NOT NULL),
  ADD CONSTRAINT "Posting_verified_check" CHECK (state <> 'verified' OR ("verifiedAt" IS NOT NULL AND "readBack" IS NOT NULL));

ALTER TABLE "PassedPayment"
  ADD CONSTRAINT "PassedPayment_cents_check" CHECK (
    "amountCents" <> 0 AND is_cents("amountCents") AND is_cents("paidCents") AND is_cents("receivedCents")),
  ADD CONSTRAINT "PassedPayment_registered_check" CHECK (state <> 'registered' OR "registeredAt" IS NOT NULL);

ALTER TABLE "RunItem"
  ADD CONSTRAINT "RunItem_cents_check" CHECK ("amountCents" IS NULL OR is_cents("amountCents"));

ALTER TABLE "SyncRun"
  ADD CONSTRAINT "SyncRun_outcome_check" CHECK (("finishedAt" IS NULL) = (outcome IS NULL));

ALTER TABLE "Combi"
  ADD CONSTRAINT "Combi_interval_check" CHECK ("intervalMinutes" BETWEEN 1 AND 10080);

ALTER TABLE "TimelineNote"
  ADD CONSTRAINT "TimelineNote_written_check" CHECK (state <> 'written' OR "writtenAt" IS NOT NULL);

ALTER TABLE "Connection"
  ADD CONSTRAINT "Connection_versions_check" CHECK ("keyVersion" > 0 AND "secretVersion" > 0);
