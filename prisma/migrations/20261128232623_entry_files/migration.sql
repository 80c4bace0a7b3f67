-- CreateEnum
CREATE TYPE "EntryFileState" AS ENUM ('wanted', 'attached', 'failed');

-- AlterEnum
ALTER TYPE "RunPhase" ADD VALUE 'files' BEFORE 'done';

-- CreateTable
CREATE TABLE "EntryFile" (
    "entryId" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "combiId" UUID NOT NULL,
    "invoiceId" UUID NOT NULL,
    "state" "EntryFileState" NOT NULL DEFAULT 'wanted',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "contentHash" TEXT,
    "reasonCode" TEXT,
    "reasonParams" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attachedAt" TIMESTAMPTZ(3),

    CONSTRAINT "EntryFile_pkey" PRIMARY KEY ("entryId")
);

-- CreateIndex
CREATE INDEX "EntryFile_workspaceId_invoiceId_idx" ON "EntryFile"("workspaceId", "invoiceId");

-- Guards, as every table of a workspace has them: a foreign key looks past row-level security, so that the workspace is part
-- of it.
ALTER TABLE "Posting" ADD CONSTRAINT "Posting_workspaceId_id_key" UNIQUE ("workspaceId", id);
ALTER TABLE "EntryFile" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "EntryFile" FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "EntryFile" TO portal_app, portal_system;
CREATE POLICY portal_system ON "EntryFile" TO portal_system USING (true) WITH CHECK (true);
CREATE POLICY portal_app ON "EntryFile" TO portal_app
  USING ("workspaceId" = portal_workspace_id()) WITH CHECK ("workspaceId" = portal_workspace_id());
ALTER TABLE "EntryFile"
  ADD CONSTRAINT "EntryFile_entryId_fkey"
    FOREIGN KEY ("workspaceId", "entryId") REFERENCES "Posting" ("workspaceId", id) ON DELETE RESTRICT,
  ADD CONSTRAINT "EntryFile_invoiceId_fkey"
    FOREIGN KEY ("workspaceId", "invoiceId") REFERENCES "Invoice" ("workspaceId", id) ON DELETE RESTRICT,
  ADD CONSTRAINT "EntryFile_combiId_fkey"
    FOREIGN KEY ("workspaceId", "combiId") REFERENCES "Combi" ("workspaceId", id) ON DELETE RESTRICT,
  ADD CONSTRAINT "EntryFile_attached_check" CHECK ((state = 'attached') = ("attachedAt" IS NOT NULL)),
  ADD CONSTRAINT "EntryFile_failed_check" CHECK (state <> 'failed' OR "reasonCode" IS NOT NULL);

-- What a run asks when it is done with everything else: nearly always there is nothing.
CREATE INDEX "EntryFile_wanted_idx" ON "EntryFile" ("combiId", "nextAttemptAt") WHERE state = 'wanted';

-- Whoever looks at an invoice sees what becomes of its file.
CREATE TRIGGER "EntryFile_note_change" AFTER INSERT OR UPDATE ON "EntryFile"
  FOR EACH ROW EXECUTE FUNCTION note_portal_change();

-- A day counts invoices, debtors and payments that failed; an invoice whose file did not follow is booked all the same.
CREATE OR REPLACE FUNCTION count_run_items() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "StatDay" ("workspaceId", "combiId", day, "bookedCount", "bookedCents", "failedCount", "actionCount",
    "paymentCount", "paymentCents")
  SELECT "workspaceId", "combiId", amsterdam_day(at),
    count(*) FILTER (WHERE outcome = 'booked'), coalesce(sum("amountCents") FILTER (WHERE outcome = 'booked'), 0),
    count(*) FILTER (WHERE outcome = 'failed'), count(*) FILTER (WHERE outcome = 'action'),
    count(*) FILTER (WHERE outcome = 'registered'), coalesce(sum("amountCents") FILTER (WHERE outcome = 'registered'), 0)
  FROM fresh WHERE kind <> 'file' AND outcome IN ('booked', 'failed', 'action', 'registered')
  GROUP BY "workspaceId", "combiId", amsterdam_day(at)
  ON CONFLICT ("combiId", day) DO UPDATE SET
    "bookedCount" = "StatDay"."bookedCount" + excluded."bookedCount",
    "bookedCents" = "StatDay"."bookedCents" + excluded."bookedCents",
    "failedCount" = "StatDay"."failedCount" + excluded."failedCount",
    "actionCount" = "StatDay"."actionCount" + excluded."actionCount",
    "paymentCount" = "StatDay"."paymentCount" + excluded."paymentCount",
    "paymentCents" = "StatDay"."paymentCents" + excluded."paymentCents";
  INSERT INTO "StatCause" ("workspaceId", "combiId", day, "reasonCode", count)
  SELECT "workspaceId", "combiId", amsterdam_day(at), "reasonCode", count(*)
  FROM fresh WHERE kind <> 'file' AND outcome IN ('failed', 'action') AND "reasonCode" IS NOT NULL
  GROUP BY "workspaceId", "combiId", amsterdam_day(at), "reasonCode"
  ON CONFLICT ("combiId", day, "reasonCode") DO UPDATE SET count = "StatCause".count + excluded.count;
  RETURN NULL;
END $$;
