-- CreateEnum
CREATE TYPE "BulkActionKind" AS ENUM ('offer', 'ignore', 'unignore');

-- CreateTable
CREATE TABLE "BulkAction" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "kind" "BulkActionKind" NOT NULL,
    "reason" TEXT,
    "bookingDate" DATE,
    "totalCount" INTEGER NOT NULL,
    "doneCount" INTEGER NOT NULL DEFAULT 0,
    "changedCount" INTEGER NOT NULL DEFAULT 0,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "heartbeatAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "BulkAction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BulkActionItem" (
    "actionId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "workspaceId" UUID NOT NULL,
    "invoiceId" UUID NOT NULL,
    "plan" JSONB,

    CONSTRAINT "BulkActionItem_pkey" PRIMARY KEY ("actionId","position")
);

-- CreateIndex
CREATE INDEX "BulkAction_workspaceId_finishedAt_idx" ON "BulkAction"("workspaceId", "finishedAt");

-- CreateIndex
CREATE INDEX "BulkActionItem_workspaceId_idx" ON "BulkActionItem"("workspaceId");

-- A foreign key looks past row-level security: the workspace is part of each.
ALTER TABLE "BulkAction" ADD CONSTRAINT "BulkAction_workspaceId_id_key" UNIQUE ("workspaceId", id);
ALTER TABLE "BulkAction" ADD CONSTRAINT "BulkAction_workspaceId_fkey"
  FOREIGN KEY ("workspaceId") REFERENCES "Workspace" (id) ON DELETE CASCADE;
ALTER TABLE "BulkActionItem" ADD CONSTRAINT "BulkActionItem_actionId_fkey"
  FOREIGN KEY ("workspaceId", "actionId") REFERENCES "BulkAction" ("workspaceId", id) ON DELETE RESTRICT;
ALTER TABLE "BulkActionItem" ADD CONSTRAINT "BulkActionItem_invoiceId_fkey"
  FOREIGN KEY ("workspaceId", "invoiceId") REFERENCES "Invoice" ("workspaceId", id) ON DELETE CASCADE;

ALTER TABLE "BulkAction"
  ADD CONSTRAINT "BulkAction_counts_check" CHECK (
    0 <= "changedCount" AND "changedCount" <= "doneCount" AND "doneCount" <= "totalCount"),
  ADD CONSTRAINT "BulkAction_finished_check" CHECK (("finishedAt" IS NOT NULL) = ("doneCount" = "totalCount"));

-- What the background asks every minute.
CREATE INDEX "BulkAction_unfinished_idx" ON "BulkAction" ("heartbeatAt") WHERE "finishedAt" IS NULL;

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['BulkAction', 'BulkActionItem'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO portal_app, portal_system', table_name);
    EXECUTE format('CREATE POLICY portal_system ON %I TO portal_system USING (true) WITH CHECK (true)', table_name);
    EXECUTE format(
      'CREATE POLICY portal_app ON %I TO portal_app
         USING ("workspaceId" = portal_workspace_id()) WITH CHECK ("workspaceId" = portal_workspace_id())', table_name);
  END LOOP;
END $$;

CREATE TRIGGER "BulkAction_note_change" AFTER INSERT OR UPDATE ON "BulkAction"
  FOR EACH ROW EXECUTE FUNCTION note_portal_change();
