-- AlterTable
ALTER TABLE "Combi" ADD COLUMN     "settingsVersion" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Setup" ADD COLUMN     "renewsCombiId" UUID,
ADD COLUMN     "renewsWorkspaceId" UUID;
