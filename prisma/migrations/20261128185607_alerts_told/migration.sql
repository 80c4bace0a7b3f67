-- AlterTable
ALTER TABLE "Alert" ADD COLUMN     "recoveryDueAt" TIMESTAMPTZ(3),
ADD COLUMN     "toldTo" UUID[] DEFAULT ARRAY[]::UUID[];

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "digestedOn" DATE;

-- AlterTable
ALTER TABLE "SyncRun" ADD COLUMN     "sentAgainAt" TIMESTAMPTZ(3);
