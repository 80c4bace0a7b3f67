-- CreateEnum
CREATE TYPE "ReconciliationState" AS ENUM ('reading', 'done', 'failed');

-- CreateTable
CREATE TABLE "Reconciliation" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "combiId" UUID NOT NULL,
    "administrationRef" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "state" "ReconciliationState" NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "heartbeatAt" TIMESTAMPTZ(3) NOT NULL,
    "waitingUntil" TIMESTAMPTZ(3),
    "draft" JSONB,
    "readAt" TIMESTAMPTZ(3),
    "result" JSONB,
    "callCount" INTEGER NOT NULL DEFAULT 0,
    "reasonCode" TEXT,
    "reasonParams" JSONB,

    CONSTRAINT "Reconciliation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Reconciliation_combiId_administrationRef_month_key" ON "Reconciliation"("combiId", "administrationRef", "month");

-- Guards, as every table of a workspace has them.
ALTER TABLE "Reconciliation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Reconciliation" FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "Reconciliation" TO portal_app, portal_system;
CREATE POLICY portal_system ON "Reconciliation" TO portal_system USING (true) WITH CHECK (true);
CREATE POLICY portal_app ON "Reconciliation" TO portal_app
  USING ("workspaceId" = portal_workspace_id()) WITH CHECK ("workspaceId" = portal_workspace_id());
ALTER TABLE "Reconciliation" ADD CONSTRAINT "Reconciliation_combiId_fkey"
  FOREIGN KEY ("workspaceId", "combiId") REFERENCES "Combi" ("workspaceId", id) ON DELETE RESTRICT;
ALTER TABLE "Reconciliation"
  ADD CONSTRAINT "Reconciliation_month_check" CHECK (extract(day FROM month) = 1),
  ADD CONSTRAINT "Reconciliation_result_check" CHECK ((result IS NULL) = ("readAt" IS NULL) AND (state <> 'done' OR result IS NOT NULL)),
  ADD CONSTRAINT "Reconciliation_failed_check" CHECK (state <> 'failed' OR "reasonCode" IS NOT NULL);

-- The invoices of a month, and those that were booked into it from another one.
CREATE INDEX "Invoice_month_idx" ON "Invoice" ("combiId", "issuedOn");
CREATE INDEX "Invoice_booking_date_idx" ON "Invoice" ("combiId", "bookingDate") WHERE "bookingDate" IS NOT NULL;
