-- CreateEnum
CREATE TYPE "PostingRole" AS ENUM ('entry', 'credit');

-- CreateEnum
CREATE TYPE "Reversal" AS ENUM ('none', 'remove', 'credit');

-- CreateEnum
CREATE TYPE "CorrectionState" AS ENUM ('asked', 'done', 'withdrawn');

-- AlterEnum
ALTER TYPE "PostingState" ADD VALUE 'reversed';

-- DropIndex
DROP INDEX "Posting_invoiceId_revision_key";

-- AlterTable
ALTER TABLE "Combi" ADD COLUMN     "sweptAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Invoice" ADD COLUMN     "chosenNumber" BIGINT,
ADD COLUMN     "goneAt" TIMESTAMPTZ(3),
ADD COLUMN     "soughtAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Posting" ADD COLUMN     "acceptedAt" TIMESTAMPTZ(3),
ADD COLUMN     "comparedAt" TIMESTAMPTZ(3),
ADD COLUMN     "document" JSONB,
ADD COLUMN     "paidCents" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "role" "PostingRole" NOT NULL DEFAULT 'entry';

-- CreateTable
CREATE TABLE "Correction" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "combiId" UUID NOT NULL,
    "invoiceId" UUID NOT NULL,
    "state" "CorrectionState" NOT NULL DEFAULT 'asked',
    "reversal" "Reversal" NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "administrationRef" TEXT NOT NULL,
    "entryId" UUID NOT NULL,
    "standing" JSONB,
    "credit" JSONB,
    "creditNumber" BIGINT,
    "plan" JSONB,
    "planNumber" BIGINT,
    "bookingDate" DATE,
    "askedBy" UUID NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "reasonCode" TEXT,
    "reasonParams" JSONB,

    CONSTRAINT "Correction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClosedPeriod" (
    "workspaceId" UUID NOT NULL,
    "combiId" UUID NOT NULL,
    "administrationRef" TEXT NOT NULL,
    "fiscalYear" INTEGER NOT NULL,
    "period" INTEGER NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ClosedPeriod_pkey" PRIMARY KEY ("combiId","administrationRef","fiscalYear","period")
);

-- CreateIndex
CREATE INDEX "Correction_workspaceId_invoiceId_idx" ON "Correction"("workspaceId", "invoiceId");

-- CreateIndex
CREATE UNIQUE INDEX "Correction_combiId_administrationRef_creditNumber_key" ON "Correction"("combiId", "administrationRef", "creditNumber");

-- CreateIndex
CREATE UNIQUE INDEX "Correction_combiId_administrationRef_planNumber_key" ON "Correction"("combiId", "administrationRef", "planNumber");

-- CreateIndex
CREATE INDEX "ClosedPeriod_workspaceId_idx" ON "ClosedPeriod"("workspaceId");

-- CreateIndex
CREATE UNIQUE INDEX "Posting_invoiceId_role_revision_key" ON "Posting"("invoiceId", "role", "revision");

-- AddForeignKey
ALTER TABLE "Correction" ADD CONSTRAINT "Correction_invoiceId_fkey" FOREIGN KEY ("workspaceId", "invoiceId") REFERENCES "Invoice"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Guards, as every table of a workspace has them.
ALTER TABLE "Correction" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Correction" FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "Correction" TO portal_app, portal_system;
CREATE POLICY portal_system ON "Correction" TO portal_system USING (true) WITH CHECK (true);
CREATE POLICY portal_app ON "Correction" TO portal_app
  USING ("workspaceId" = portal_workspace_id()) WITH CHECK ("workspaceId" = portal_workspace_id());
ALTER TABLE "Correction" ADD CONSTRAINT "Correction_combiId_fkey"
  FOREIGN KEY ("workspaceId", "combiId") REFERENCES "Combi" ("workspaceId", id) ON DELETE RESTRICT;
ALTER TABLE "ClosedPeriod" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ClosedPeriod" FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "ClosedPeriod" TO portal_app, portal_system;
CREATE POLICY portal_system ON "ClosedPeriod" TO portal_system USING (true) WITH CHECK (true);
CREATE POLICY portal_app ON "ClosedPeriod" TO portal_app
  USING ("workspaceId" = portal_workspace_id()) WITH CHECK ("workspaceId" = portal_workspace_id());
ALTER TABLE "ClosedPeriod" ADD CONSTRAINT "ClosedPeriod_combiId_fkey"
  FOREIGN KEY ("workspaceId", "combiId") REFERENCES "Combi" ("workspaceId", id) ON DELETE RESTRICT;

-- One correction of an invoice at a time; and none that is a reversal without the entry that reverses.
CREATE UNIQUE INDEX "Correction_asked_key" ON "Correction" ("invoiceId") WHERE state = 'asked';
CREATE INDEX "Correction_asked_idx" ON "Correction" ("combiId") WHERE state = 'asked';
ALTER TABLE "Correction"
  ADD CONSTRAINT "Correction_credit_check" CHECK (
    (reversal = 'credit') = (credit IS NOT NULL) AND (credit IS NULL) = ("creditNumber" IS NULL)),
  ADD CONSTRAINT "Correction_ended_check" CHECK ((state = 'asked') = ("endedAt" IS NULL)),
  ADD CONSTRAINT "Correction_withdrawn_check" CHECK (state <> 'withdrawn' OR "reasonCode" IS NOT NULL);
ALTER TABLE "Invoice"
  ADD CONSTRAINT "Invoice_chosen_number_check" CHECK ("chosenNumber" BETWEEN 1 AND 999999999);
ALTER TABLE "Posting" ADD CONSTRAINT "Posting_cents_check" CHECK (is_cents("paidCents"));

-- Of what is booked and did not change since, the invoice still reads as it was booked.
SET LOCAL ROLE portal_system;
UPDATE "Posting" AS p SET document = i.document FROM "Invoice" AS i
WHERE i.id = p."invoiceId" AND i."entryId" = p.id AND i.fingerprint = i."bookedFingerprint";
RESET ROLE;

CREATE TRIGGER "Correction_note_change" AFTER INSERT OR UPDATE ON "Correction"
  FOR EACH ROW EXECUTE FUNCTION note_portal_change();
