-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "ConnectionState" AS ENUM ('active', 'reconnect');

-- CreateEnum
CREATE TYPE "CombiState" AS ENUM ('active', 'paused', 'reconnect');

-- CreateEnum
CREATE TYPE "VatMode" AS ENUM ('ledger_default', 'explicit');

-- CreateEnum
CREATE TYPE "BookingStyle" AS ENUM ('vat_on_line', 'vat_from_ledger', 'vat_as_own_line');

-- CreateEnum
CREATE TYPE "InvoiceState" AS ENUM ('pending', 'offered', 'processing', 'booked', 'failed', 'action', 'ignored');

-- CreateEnum
CREATE TYPE "PostingState" AS ENUM ('intended', 'sent', 'verified', 'refused');

-- CreateEnum
CREATE TYPE "PassedPaymentState" AS ENUM ('intended', 'registered');

-- CreateEnum
CREATE TYPE "TimelineState" AS ENUM ('waiting', 'written');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('owner', 'bookkeeper', 'accountant', 'viewer');

-- CreateEnum
CREATE TYPE "RunTrigger" AS ENUM ('schedule', 'manual');

-- CreateEnum
CREATE TYPE "RunPhase" AS ENUM ('queued', 'invoices', 'debtors', 'bookings', 'payments', 'done');

-- CreateEnum
CREATE TYPE "RunOutcome" AS ENUM ('succeeded', 'partial', 'failed');

-- CreateTable
CREATE TABLE "Connection" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "connectorId" TEXT NOT NULL,
    "accountRef" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "state" "ConnectionState" NOT NULL DEFAULT 'active',
    "stateReason" TEXT,
    "keyVersion" INTEGER NOT NULL,
    "wrappedKey" BYTEA NOT NULL,
    "sealedSecret" BYTEA NOT NULL,
    "secretVersion" INTEGER NOT NULL DEFAULT 1,
    "renewingUntil" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Combi" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "sourceConnectionId" UUID NOT NULL,
    "booksConnectionId" UUID NOT NULL,
    "state" "CombiState" NOT NULL DEFAULT 'active',
    "invoicesFrom" DATE NOT NULL,
    "vatMode" "VatMode" NOT NULL DEFAULT 'ledger_default',
    "bookingStyle" "BookingStyle" NOT NULL DEFAULT 'vat_on_line',
    "partialPayments" BOOLEAN NOT NULL DEFAULT false,
    "replaceDebtorNames" BOOLEAN NOT NULL DEFAULT false,
    "intervalMinutes" INTEGER NOT NULL DEFAULT 15,
    "nextSyncAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSyncAt" TIMESTAMPTZ(3),
    "lastSuccessAt" TIMESTAMPTZ(3),
    "invoiceCheckpoint" TEXT,
    "organizationCheckpoint" TEXT,
    "personCheckpoint" TEXT,
    "leaseToken" UUID,
    "leaseUntil" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Combi_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CombiProfile" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "combiId" UUID NOT NULL,
    "companyProfileRef" TEXT NOT NULL,
    "companyProfileName" TEXT NOT NULL,
    "administrationRef" TEXT NOT NULL,
    "administrationName" TEXT NOT NULL,
    "defaultRevenueAccount" TEXT NOT NULL,
    "salesJournalRef" TEXT NOT NULL,

    CONSTRAINT "CombiProfile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VatMapping" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "combiId" UUID NOT NULL,
    "administrationRef" TEXT NOT NULL,
    "vatClassRef" TEXT NOT NULL,
    "vatCode" TEXT NOT NULL,

    CONSTRAINT "VatMapping_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LedgerMapping" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "combiId" UUID NOT NULL,
    "administrationRef" TEXT NOT NULL,
    "revenueGroupRef" TEXT NOT NULL,
    "ledgerAccount" TEXT NOT NULL,

    CONSTRAINT "LedgerMapping_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DebtorLink" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "combiId" UUID NOT NULL,
    "administrationRef" TEXT NOT NULL,
    "debtorRef" TEXT NOT NULL,
    "debtorKind" TEXT NOT NULL,
    "debtorName" TEXT NOT NULL,
    "booksDebtorId" TEXT NOT NULL,
    "isCreatedByUs" BOOLEAN NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DebtorLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Invoice" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "combiId" UUID NOT NULL,
    "sourceRef" TEXT NOT NULL,
    "companyProfileRef" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "issuedOn" DATE NOT NULL,
    "dueOn" DATE NOT NULL,
    "debtorRef" TEXT NOT NULL,
    "debtorKind" TEXT NOT NULL,
    "debtorName" TEXT NOT NULL,
    "netCents" BIGINT NOT NULL,
    "vatCents" BIGINT NOT NULL,
    "grossCents" BIGINT NOT NULL,
    "outstandingCents" BIGINT NOT NULL,
    "sourceState" TEXT NOT NULL,
    "sourceUrl" TEXT,
    "sourceUpdatedAt" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "state" "InvoiceState" NOT NULL DEFAULT 'pending',
    "reasonCode" TEXT,
    "reasonParams" JSONB,
    "bookingDate" DATE,
    "offeredAt" TIMESTAMPTZ(3),
    "deadlineAt" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastRunId" UUID,
    "bookedAt" TIMESTAMPTZ(3),
    "administrationRef" TEXT,
    "booksDebtorId" TEXT,
    "booksNumber" BIGINT,
    "entryId" UUID,
    "fiscalYear" INTEGER,
    "bookedFingerprint" TEXT,
    "paidCents" BIGINT NOT NULL DEFAULT 0,
    "passedOnCents" BIGINT NOT NULL DEFAULT 0,
    "isSettled" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Invoice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InvoiceEvent" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "invoiceId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorId" UUID,
    "kind" TEXT NOT NULL,
    "params" JSONB,

    CONSTRAINT "InvoiceEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Posting" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "combiId" UUID NOT NULL,
    "invoiceId" UUID NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "state" "PostingState" NOT NULL DEFAULT 'intended',
    "requestHash" TEXT NOT NULL,
    "request" JSONB NOT NULL,
    "readBack" JSONB,
    "messages" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMPTZ(3),
    "verifiedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Posting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PassedPayment" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "combiId" UUID NOT NULL,
    "invoiceId" UUID NOT NULL,
    "marker" TEXT NOT NULL,
    "amountCents" BIGINT NOT NULL,
    "paidOn" DATE NOT NULL,
    "isPaidOnKnown" BOOLEAN NOT NULL,
    "paidCents" BIGINT NOT NULL,
    "receivedCents" BIGINT NOT NULL,
    "isSettled" BOOLEAN NOT NULL,
    "state" "PassedPaymentState" NOT NULL DEFAULT 'intended',
    "sourcePaymentId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "registeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "PassedPayment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TimelineNote" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "combiId" UUID NOT NULL,
    "invoiceId" UUID NOT NULL,
    "marker" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "params" JSONB,
    "state" "TimelineState" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3) NOT NULL,
    "lastProblem" TEXT,
    "messageId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "writtenAt" TIMESTAMPTZ(3),

    CONSTRAINT "TimelineNote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" TIMESTAMPTZ(3),
    "name" TEXT,
    "image" TEXT,
    "passwordHash" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "providerAccountId" TEXT NOT NULL,
    "refresh_token" TEXT,
    "access_token" TEXT,
    "expires_at" INTEGER,
    "token_type" TEXT,
    "scope" TEXT,
    "id_token" TEXT,
    "session_state" TEXT,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "sessionToken" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VerificationToken" (
    "identifier" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL
);

-- CreateTable
CREATE TABLE "Workspace" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "workspaceId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("workspaceId","userId")
);

-- CreateTable
CREATE TABLE "SyncRun" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "combiId" UUID NOT NULL,
    "trigger" "RunTrigger" NOT NULL,
    "requestedBy" UUID,
    "phase" "RunPhase" NOT NULL DEFAULT 'queued',
    "outcome" "RunOutcome",
    "again" BOOLEAN NOT NULL DEFAULT false,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "startedAt" TIMESTAMPTZ(3),
    "heartbeatAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "waitingUntil" TIMESTAMPTZ(3),
    "readCount" INTEGER NOT NULL DEFAULT 0,
    "newCount" INTEGER NOT NULL DEFAULT 0,
    "updatedCount" INTEGER NOT NULL DEFAULT 0,
    "bookedCount" INTEGER NOT NULL DEFAULT 0,
    "paymentCount" INTEGER NOT NULL DEFAULT 0,
    "debtorCount" INTEGER NOT NULL DEFAULT 0,
    "failedCount" INTEGER NOT NULL DEFAULT 0,
    "actionCount" INTEGER NOT NULL DEFAULT 0,
    "rejectedCount" INTEGER NOT NULL DEFAULT 0,
    "callCount" INTEGER NOT NULL DEFAULT 0,
    "waitMs" INTEGER NOT NULL DEFAULT 0,
    "reasonCode" TEXT,
    "reasonParams" JSONB,

    CONSTRAINT "SyncRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RunItem" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" TEXT,
    "invoiceId" UUID,
    "label" TEXT NOT NULL,
    "debtorName" TEXT,
    "amountCents" BIGINT,
    "bookingDate" DATE,
    "outcome" TEXT NOT NULL,
    "reasonCode" TEXT,
    "reasonParams" JSONB,

    CONSTRAINT "RunItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RejectedRecord" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "combiId" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "label" TEXT,
    "reason" TEXT NOT NULL,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "resolvedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RejectedRecord_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WorkerHeartbeat" (
    "name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "engine" TEXT NOT NULL,

    CONSTRAINT "WorkerHeartbeat_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "Connection_workspaceId_idx" ON "Connection"("workspaceId");

-- CreateIndex
CREATE INDEX "Combi_workspaceId_state_idx" ON "Combi"("workspaceId", "state");

-- CreateIndex
CREATE INDEX "Combi_nextSyncAt_idx" ON "Combi"("nextSyncAt");

-- CreateIndex
CREATE INDEX "CombiProfile_workspaceId_idx" ON "CombiProfile"("workspaceId");

-- CreateIndex
CREATE UNIQUE INDEX "CombiProfile_combiId_companyProfileRef_key" ON "CombiProfile"("combiId", "companyProfileRef");

-- CreateIndex
CREATE UNIQUE INDEX "CombiProfile_combiId_administrationRef_key" ON "CombiProfile"("combiId", "administrationRef");

-- CreateIndex
CREATE INDEX "VatMapping_workspaceId_idx" ON "VatMapping"("workspaceId");

-- CreateIndex
CREATE UNIQUE INDEX "VatMapping_combiId_administrationRef_vatClassRef_key" ON "VatMapping"("combiId", "administrationRef", "vatClassRef");

-- CreateIndex
CREATE INDEX "LedgerMapping_workspaceId_idx" ON "LedgerMapping"("workspaceId");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerMapping_combiId_administrationRef_revenueGroupRef_key" ON "LedgerMapping"("combiId", "administrationRef", "revenueGroupRef");

-- CreateIndex
CREATE INDEX "DebtorLink_workspaceId_idx" ON "DebtorLink"("workspaceId");

-- CreateIndex
CREATE UNIQUE INDEX "DebtorLink_combiId_administrationRef_debtorRef_key" ON "DebtorLink"("combiId", "administrationRef", "debtorRef");

-- CreateIndex
CREATE UNIQUE INDEX "DebtorLink_combiId_administrationRef_booksDebtorId_key" ON "DebtorLink"("combiId", "administrationRef", "booksDebtorId");

-- CreateIndex
CREATE INDEX "Invoice_workspaceId_combiId_state_issuedOn_id_idx" ON "Invoice"("workspaceId", "combiId", "state", "issuedOn" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Invoice_workspaceId_state_issuedOn_id_idx" ON "Invoice"("workspaceId", "state", "issuedOn" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Invoice_workspaceId_combiId_bookedAt_idx" ON "Invoice"("workspaceId", "combiId", "bookedAt");

-- CreateIndex
CREATE INDEX "Invoice_combiId_debtorRef_idx" ON "Invoice"("combiId", "debtorRef");

-- CreateIndex
CREATE UNIQUE INDEX "Invoice_combiId_sourceRef_key" ON "Invoice"("combiId", "sourceRef");

-- CreateIndex
CREATE UNIQUE INDEX "Invoice_combiId_administrationRef_booksNumber_key" ON "Invoice"("combiId", "administrationRef", "booksNumber");

-- CreateIndex
CREATE INDEX "InvoiceEvent_workspaceId_invoiceId_at_id_idx" ON "InvoiceEvent"("workspaceId", "invoiceId", "at", "id");

-- CreateIndex
CREATE INDEX "Posting_workspaceId_combiId_state_idx" ON "Posting"("workspaceId", "combiId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Posting_invoiceId_revision_key" ON "Posting"("invoiceId", "revision");

-- CreateIndex
CREATE INDEX "PassedPayment_workspaceId_invoiceId_idx" ON "PassedPayment"("workspaceId", "invoiceId");

-- CreateIndex
CREATE UNIQUE INDEX "PassedPayment_combiId_marker_key" ON "PassedPayment"("combiId", "marker");

-- CreateIndex
CREATE INDEX "TimelineNote_workspaceId_invoiceId_idx" ON "TimelineNote"("workspaceId", "invoiceId");

-- CreateIndex
CREATE INDEX "TimelineNote_state_nextAttemptAt_idx" ON "TimelineNote"("state", "nextAttemptAt");

-- CreateIndex
CREATE UNIQUE INDEX "TimelineNote_combiId_marker_key" ON "TimelineNote"("combiId", "marker");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "Account_userId_idx" ON "Account"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_provider_providerAccountId_key" ON "Account"("provider", "providerAccountId");

-- CreateIndex
CREATE UNIQUE INDEX "Session_sessionToken_key" ON "Session"("sessionToken");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "VerificationToken_identifier_token_key" ON "VerificationToken"("identifier", "token");

-- CreateIndex
CREATE INDEX "Membership_userId_idx" ON "Membership"("userId");

-- CreateIndex
CREATE INDEX "SyncRun_workspaceId_combiId_requestedAt_id_idx" ON "SyncRun"("workspaceId", "combiId", "requestedAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "RunItem_workspaceId_runId_at_id_idx" ON "RunItem"("workspaceId", "runId", "at", "id");

-- CreateIndex
CREATE INDEX "RejectedRecord_workspaceId_idx" ON "RejectedRecord"("workspaceId");

-- CreateIndex
CREATE UNIQUE INDEX "RejectedRecord_combiId_entity_ref_key" ON "RejectedRecord"("combiId", "entity", "ref");

-- AddForeignKey
ALTER TABLE "Combi" ADD CONSTRAINT "Combi_sourceConnectionId_fkey" FOREIGN KEY ("sourceConnectionId") REFERENCES "Connection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Combi" ADD CONSTRAINT "Combi_booksConnectionId_fkey" FOREIGN KEY ("booksConnectionId") REFERENCES "Connection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CombiProfile" ADD CONSTRAINT "CombiProfile_combiId_fkey" FOREIGN KEY ("combiId") REFERENCES "Combi"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VatMapping" ADD CONSTRAINT "VatMapping_combiId_fkey" FOREIGN KEY ("combiId") REFERENCES "Combi"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerMapping" ADD CONSTRAINT "LedgerMapping_combiId_fkey" FOREIGN KEY ("combiId") REFERENCES "Combi"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invoice" ADD CONSTRAINT "Invoice_combiId_fkey" FOREIGN KEY ("combiId") REFERENCES "Combi"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InvoiceEvent" ADD CONSTRAINT "InvoiceEvent_invoiceId_fkey" FOREIGN KEY ("invoiceId") REFERENCES "Invoice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Posting" ADD CONSTRAINT "Posting_invoiceId_fkey" FOREIGN KEY ("invoiceId") REFERENCES "Invoice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PassedPayment" ADD CONSTRAINT "PassedPayment_invoiceId_fkey" FOREIGN KEY ("invoiceId") REFERENCES "Invoice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TimelineNote" ADD CONSTRAINT "TimelineNote_invoiceId_fkey" FOREIGN KEY ("invoiceId") REFERENCES "Invoice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SyncRun" ADD CONSTRAINT "SyncRun_combiId_fkey" FOREIGN KEY ("combiId") REFERENCES "Combi"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RunItem" ADD CONSTRAINT "RunItem_runId_fkey" FOREIGN KEY ("runId") REFERENCES "SyncRun"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
