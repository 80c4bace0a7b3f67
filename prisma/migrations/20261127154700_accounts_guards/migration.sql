-- The promises of the database about accounts, setups and mails; the first file of guards says what each kind of promise is.

DO $$
DECLARE
  tenant_tables text[] := ARRAY['Invitation', 'AuditEntry', 'Setup', 'ConsentAttempt'];
  other_tables text[] := ARRAY['Mail', 'RecoveryCode', 'PersonToken'];
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

-- What was done to settings, credentials and people is written once.
REVOKE UPDATE, DELETE ON "AuditEntry" FROM portal_app, portal_system;
CREATE TRIGGER "AuditEntry_append_only" BEFORE UPDATE OR DELETE ON "AuditEntry"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "AuditEntry_no_truncate" BEFORE TRUNCATE ON "AuditEntry"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE "Setup" ADD CONSTRAINT "Setup_workspaceId_id_key" UNIQUE ("workspaceId", id);
ALTER TABLE "Setup" ADD CONSTRAINT "Setup_workspaceId_fkey"
  FOREIGN KEY ("workspaceId") REFERENCES "Workspace" (id) ON DELETE RESTRICT;
ALTER TABLE "AuditEntry" ADD CONSTRAINT "AuditEntry_workspaceId_fkey"
  FOREIGN KEY ("workspaceId") REFERENCES "Workspace" (id) ON DELETE RESTRICT;
ALTER TABLE "ConsentAttempt" DROP CONSTRAINT "ConsentAttempt_setupId_fkey";
ALTER TABLE "ConsentAttempt" ADD CONSTRAINT "ConsentAttempt_setupId_fkey"
  FOREIGN KEY ("workspaceId", "setupId") REFERENCES "Setup" ("workspaceId", id) ON DELETE RESTRICT;

CREATE INDEX "Mail_waiting_idx" ON "Mail" ("nextAttemptAt") WHERE "sentAt" IS NULL;
-- Who is asked again under the same address gets a new link; the old one goes.
CREATE UNIQUE INDEX "Invitation_open_key" ON "Invitation" ("workspaceId", lower(email))
  WHERE "acceptedAt" IS NULL AND "revokedAt" IS NULL;

ALTER TABLE "User"
  ADD CONSTRAINT "User_totp_check" CHECK (
    ("totpSealedSecret" IS NULL) = ("totpWrappedKey" IS NULL)
    AND ("totpSealedSecret" IS NULL) = ("totpKeyVersion" IS NULL)
    AND ("totpEnabledAt" IS NULL OR "totpSealedSecret" IS NOT NULL));

-- A finished setup made a combi; one that is not finished made none.
ALTER TABLE "Setup" ADD CONSTRAINT "Setup_finished_check" CHECK (("finishedAt" IS NULL) = ("combiId" IS NULL));
