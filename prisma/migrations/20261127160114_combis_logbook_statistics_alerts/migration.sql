-- AlterEnum
ALTER TYPE "ConnectionState" ADD VALUE 'removed';

-- AlterEnum
ALTER TYPE "CombiState" ADD VALUE 'removed';

-- AlterTable
ALTER TABLE "Combi" ADD COLUMN     "attachesPdf" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "descriptionTemplate" TEXT NOT NULL DEFAULT '{number} {debtor}',
ADD COLUMN     "numberOffset" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "removedAt" TIMESTAMPTZ(3);

-- AlterTable
-- Filled from the run for what is there already. The owner of the tables sees no rows; for this he takes the role that does.
ALTER TABLE "RunItem" ADD COLUMN     "combiId" UUID;
SET LOCAL ROLE portal_system;
UPDATE "RunItem" AS i SET "combiId" = r."combiId" FROM "SyncRun" AS r WHERE r.id = i."runId";
RESET ROLE;
ALTER TABLE "RunItem" ALTER COLUMN "combiId" SET NOT NULL;

-- CreateTable
CREATE TABLE "Alert" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "combiId" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "params" JSONB,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "mailedAt" TIMESTAMPTZ(3),
    "resolvedAt" TIMESTAMPTZ(3),
    "recoveredMailAt" TIMESTAMPTZ(3),

    CONSTRAINT "Alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AlertChoice" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "combiId" UUID,
    "kind" TEXT NOT NULL,
    "isWanted" BOOLEAN NOT NULL,

    CONSTRAINT "AlertChoice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VendorCall" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "combiId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "connectorId" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "status" INTEGER,
    "durationMs" INTEGER NOT NULL,
    "waitedMs" INTEGER NOT NULL,

    CONSTRAINT "VendorCall_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StatDay" (
    "workspaceId" UUID NOT NULL,
    "combiId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "runCount" INTEGER NOT NULL DEFAULT 0,
    "failedRunCount" INTEGER NOT NULL DEFAULT 0,
    "bookedCount" INTEGER NOT NULL DEFAULT 0,
    "bookedCents" BIGINT NOT NULL DEFAULT 0,
    "failedCount" INTEGER NOT NULL DEFAULT 0,
    "actionCount" INTEGER NOT NULL DEFAULT 0,
    "ignoredCount" INTEGER NOT NULL DEFAULT 0,
    "paymentCount" INTEGER NOT NULL DEFAULT 0,
    "paymentCents" BIGINT NOT NULL DEFAULT 0,
    "offerToBookMs" BIGINT NOT NULL DEFAULT 0,
    "offerToBookCount" INTEGER NOT NULL DEFAULT 0,
    "callCount" INTEGER NOT NULL DEFAULT 0,
    "waitMs" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "StatDay_pkey" PRIMARY KEY ("combiId","day")
);

-- CreateTable
CREATE TABLE "StatCause" (
    "workspaceId" UUID NOT NULL,
    "combiId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "reasonCode" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "StatCause_pkey" PRIMARY KEY ("combiId","day","reasonCode")
);

-- CreateIndex
CREATE INDEX "Alert_workspaceId_combiId_openedAt_idx" ON "Alert"("workspaceId", "combiId", "openedAt" DESC);

-- CreateIndex
CREATE INDEX "AlertChoice_workspaceId_userId_idx" ON "AlertChoice"("workspaceId", "userId");

-- CreateIndex
CREATE INDEX "VendorCall_workspaceId_runId_at_id_idx" ON "VendorCall"("workspaceId", "runId", "at", "id");

-- CreateIndex
CREATE INDEX "VendorCall_at_idx" ON "VendorCall"("at");

-- CreateIndex
CREATE INDEX "StatDay_workspaceId_day_idx" ON "StatDay"("workspaceId", "day");

-- CreateIndex
CREATE INDEX "StatCause_workspaceId_day_idx" ON "StatCause"("workspaceId", "day");

-- CreateIndex
CREATE INDEX "RunItem_workspaceId_combiId_at_id_idx" ON "RunItem"("workspaceId", "combiId", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "RunItem_workspaceId_combiId_outcome_at_id_idx" ON "RunItem"("workspaceId", "combiId", "outcome", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "RunItem_workspaceId_combiId_kind_at_id_idx" ON "RunItem"("workspaceId", "combiId", "kind", "at" DESC, "id" DESC);
