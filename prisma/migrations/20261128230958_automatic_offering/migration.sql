-- AlterTable
ALTER TABLE "Combi" ADD COLUMN     "offeringConfirmedAt" TIMESTAMPTZ(3),
ADD COLUMN     "offeringRule" JSONB;

-- Whoever let invoices go by themselves until now saw that they do: they go on. The owner of the table sees no rows.
SET LOCAL ROLE portal_system;
UPDATE "Combi" SET "offeringConfirmedAt" = "lastSuccessAt" WHERE "offering" = 'automatic';
RESET ROLE;
