-- The promises of the database about the log, statistics and alerts; the first file of guards says what each kind is.

DO $$
DECLARE
  tenant_tables text[] := ARRAY['Alert', 'AlertChoice', 'VendorCall', 'StatDay', 'StatCause'];
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY tenant_tables LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO portal_app, portal_system', table_name);
    EXECUTE format('CREATE POLICY portal_system ON %I TO portal_system USING (true) WITH CHECK (true)', table_name);
    EXECUTE format(
      'CREATE POLICY portal_app ON %I TO portal_app
         USING ("workspaceId" = portal_workspace_id()) WITH CHECK ("workspaceId" = portal_workspace_id())', table_name);
    IF table_name <> 'AlertChoice' THEN
      EXECUTE format(
        'ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY ("workspaceId", "combiId")
           REFERENCES "Combi" ("workspaceId", id) ON DELETE RESTRICT', table_name, table_name || '_combiId_fkey');
    END IF;
  END LOOP;
END $$;

ALTER TABLE "AlertChoice" ADD CONSTRAINT "AlertChoice_workspaceId_fkey"
  FOREIGN KEY ("workspaceId") REFERENCES "Workspace" (id) ON DELETE RESTRICT;
ALTER TABLE "AlertChoice" ADD CONSTRAINT "AlertChoice_userId_fkey"
  FOREIGN KEY ("userId") REFERENCES "User" (id) ON DELETE CASCADE;
CREATE UNIQUE INDEX "AlertChoice_key" ON "AlertChoice" ("workspaceId", "userId", "combiId", kind) NULLS NOT DISTINCT;

-- One open alert a cause: 96 failing runs in a day are one story.
CREATE UNIQUE INDEX "Alert_open_key" ON "Alert" ("combiId", cause) WHERE "resolvedAt" IS NULL;

-- The words of a record, found by any part of them.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "RunItem_words_idx" ON "RunItem" USING gin (lower(label || ' ' || coalesce("debtorName", '')) gin_trgm_ops);

ALTER TABLE "Combi" ADD CONSTRAINT "Combi_removed_check" CHECK ((state = 'removed') = ("removedAt" IS NOT NULL));

-- What is counted, is counted in the transaction in which it happens, whatever code made it happen.
CREATE FUNCTION amsterdam_day(moment timestamptz) RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
  RETURN (moment AT TIME ZONE 'Europe/Amsterdam')::date;
GRANT EXECUTE ON FUNCTION amsterdam_day(timestamptz) TO portal_app, portal_system;

CREATE FUNCTION count_finished_runs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "StatDay" ("workspaceId", "combiId", day, "runCount", "failedRunCount", "callCount", "waitMs")
  SELECT new."workspaceId", new."combiId", amsterdam_day(new."finishedAt"), 1, (new.outcome = 'failed')::int,
    new."callCount", new."waitMs"
  ON CONFLICT ("combiId", day) DO UPDATE SET
    "runCount" = "StatDay"."runCount" + 1,
    "failedRunCount" = "StatDay"."failedRunCount" + excluded."failedRunCount",
    "callCount" = "StatDay"."callCount" + excluded."callCount",
    "waitMs" = "StatDay"."waitMs" + excluded."waitMs";
  RETURN NULL;
END $$;
CREATE TRIGGER "SyncRun_count" AFTER UPDATE ON "SyncRun" FOR EACH ROW
  WHEN (old."finishedAt" IS NULL AND new."finishedAt" IS NOT NULL) EXECUTE FUNCTION count_finished_runs();

CREATE FUNCTION count_run_items() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "StatDay" ("workspaceId", "combiId", day, "bookedCount", "bookedCents", "failedCount", "actionCount",
    "paymentCount", "paymentCents")
  SELECT "workspaceId", "combiId", amsterdam_day(at),
    count(*) FILTER (WHERE outcome = 'booked'), coalesce(sum("amountCents") FILTER (WHERE outcome = 'booked'), 0),
    count(*) FILTER (WHERE outcome = 'failed'), count(*) FILTER (WHERE outcome = 'action'),
    count(*) FILTER (WHERE outcome = 'registered'), coalesce(sum("amountCents") FILTER (WHERE outcome = 'registered'), 0)
  FROM fresh WHERE outcome IN ('booked', 'failed', 'action', 'registered')
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
  FROM fresh WHERE outcome IN ('failed', 'action') AND "reasonCode" IS NOT NULL
  GROUP BY "workspaceId", "combiId", amsterdam_day(at), "reasonCode"
  ON CONFLICT ("combiId", day, "reasonCode") DO UPDATE SET count = "StatCause".count + excluded.count;
  RETURN NULL;
END $$;
CREATE TRIGGER "RunItem_count" AFTER INSERT ON "RunItem" REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION count_run_items();

CREATE FUNCTION count_invoice_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "StatDay" ("workspaceId", "combiId", day, "ignoredCount", "offerToBookMs", "offerToBookCount")
  SELECT e."workspaceId", i."combiId", amsterdam_day(e.at), count(*) FILTER (WHERE e.kind = 'ignored'),
    coalesce(sum((extract(epoch FROM e.at - i."offeredAt") * 1000)::bigint)
      FILTER (WHERE e.kind = 'booked' AND i."offeredAt" IS NOT NULL), 0),
    count(*) FILTER (WHERE e.kind = 'booked' AND i."offeredAt" IS NOT NULL)
  FROM fresh AS e JOIN "Invoice" AS i ON i.id = e."invoiceId" WHERE e.kind IN ('ignored', 'booked')
  GROUP BY e."workspaceId", i."combiId", amsterdam_day(e.at)
  ON CONFLICT ("combiId", day) DO UPDATE SET
    "ignoredCount" = "StatDay"."ignoredCount" + excluded."ignoredCount",
    "offerToBookMs" = "StatDay"."offerToBookMs" + excluded."offerToBookMs",
    "offerToBookCount" = "StatDay"."offerToBookCount" + excluded."offerToBookCount";
  RETURN NULL;
END $$;
CREATE TRIGGER "InvoiceEvent_count" AFTER INSERT ON "InvoiceEvent" REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION count_invoice_events();

-- The first counts, from what is there already. The owner of the tables sees no rows; for this he takes the role that does.
SET LOCAL ROLE portal_system;
INSERT INTO "StatDay" ("workspaceId", "combiId", day, "runCount", "failedRunCount", "callCount", "waitMs")
SELECT "workspaceId", "combiId", amsterdam_day("finishedAt"), count(*), count(*) FILTER (WHERE outcome = 'failed'),
  sum("callCount"), sum("waitMs")
FROM "SyncRun" WHERE "finishedAt" IS NOT NULL GROUP BY 1, 2, 3;
INSERT INTO "StatDay" ("workspaceId", "combiId", day, "bookedCount", "bookedCents", "failedCount", "actionCount",
  "paymentCount", "paymentCents")
SELECT "workspaceId", "combiId", amsterdam_day(at),
  count(*) FILTER (WHERE outcome = 'booked'), coalesce(sum("amountCents") FILTER (WHERE outcome = 'booked'), 0),
  count(*) FILTER (WHERE outcome = 'failed'), count(*) FILTER (WHERE outcome = 'action'),
  count(*) FILTER (WHERE outcome = 'registered'), coalesce(sum("amountCents") FILTER (WHERE outcome = 'registered'), 0)
FROM "RunItem" WHERE outcome IN ('booked', 'failed', 'action', 'registered') GROUP BY 1, 2, 3
ON CONFLICT ("combiId", day) DO UPDATE SET
  "bookedCount" = excluded."bookedCount", "bookedCents" = excluded."bookedCents", "failedCount" = excluded."failedCount",
  "actionCount" = excluded."actionCount", "paymentCount" = excluded."paymentCount",
  "paymentCents" = excluded."paymentCents";
INSERT INTO "StatCause" ("workspaceId", "combiId", day, "reasonCode", count)
SELECT "workspaceId", "combiId", amsterdam_day(at), "reasonCode", count(*) FROM "RunItem"
WHERE outcome IN ('failed', 'action') AND "reasonCode" IS NOT NULL GROUP BY 1, 2, 3, 4;
INSERT INTO "StatDay" ("workspaceId", "combiId", day, "ignoredCount", "offerToBookMs", "offerToBookCount")
SELECT e."workspaceId", i."combiId", amsterdam_day(e.at), count(*) FILTER (WHERE e.kind = 'ignored'),
  coalesce(sum((extract(epoch FROM e.at - i."offeredAt") * 1000)::bigint)
    FILTER (WHERE e.kind = 'booked' AND i."offeredAt" IS NOT NULL), 0),
  count(*) FILTER (WHERE e.kind = 'booked' AND i."offeredAt" IS NOT NULL)
FROM "InvoiceEvent" AS e JOIN "Invoice" AS i ON i.id = e."invoiceId"
WHERE e.kind IN ('ignored', 'booked') GROUP BY 1, 2, 3
ON CONFLICT ("combiId", day) DO UPDATE SET
  "ignoredCount" = excluded."ignoredCount", "offerToBookMs" = excluded."offerToBookMs",
  "offerToBookCount" = excluded."offerToBookCount";
RESET ROLE;
