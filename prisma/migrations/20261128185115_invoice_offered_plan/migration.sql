-- AlterTable
ALTER TABLE "Invoice" ADD COLUMN     "offeredPlan" JSONB;
