-- AlterTable
ALTER TABLE "Setup" ADD COLUMN     "administrationNames" TEXT[] DEFAULT ARRAY[]::TEXT[];
