/**
 * As many invoices that wait for a decision as a test wants, made in the database from one that does: $1 its id, $2 how many,
 * $3 what their numbers begin with. They have ids of their own in the source, which knows none of them.
 */
export const copyInvoices = `
  INSERT INTO "Invoice" (id, "workspaceId", "combiId", "sourceRef", "companyProfileRef", number, "issuedOn", "dueOn",
    "debtorRef", "debtorKind", "debtorName", "netCents", "vatCents", "grossCents", "outstandingCents", "sourceState",
    "sourceUpdatedAt", document, fingerprint, "updatedAt")
  SELECT gen_random_uuid(), "workspaceId", "combiId", ref, "companyProfileRef", copy.number, "issuedOn", "dueOn",
    "debtorRef", "debtorKind", "debtorName", "netCents", "vatCents", "grossCents", "outstandingCents", "sourceState",
    "sourceUpdatedAt", document || jsonb_build_object('ref', ref, 'number', copy.number), fingerprint, now()
  FROM "Invoice", generate_series(1, $2::int) AS n,
    LATERAL (SELECT $3 || lpad(n::text, 5, '0') AS number, 'invoice:' || $3 || n AS ref) AS copy
  WHERE id = $1::uuid`
