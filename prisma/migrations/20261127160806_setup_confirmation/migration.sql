-- AlterTable
ALTER TABLE "Setup" ADD COLUMN     "confirmEmail" TEXT,
ADD COLUMN     "confirmHash" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "Setup_confirmHash_key" ON "Setup"("confirmHash");
