import { createHash, randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { setupDecisions, type SetupDecisions } from '@/lib/domain/setup'
import { Prisma } from '@/prisma/generated/client'
import { withSystem, type Db, type Scope } from './client'
import type { CombiConnection } from './combis'
import { fromDateColumn } from './day-column'

/** One of the two accounts on the way, with the last day of its key when that is known. */
export type SetupConnection = CombiConnection & { expiresOn: string | null }

/** A way through the wizard. Its workspace has no people as long as it is not finished. */
export type SetupRecord = {
  id: string
  workspaceId: string
  source: SetupConnection | null
  books: SetupConnection | null
  administrationNames: string[]
  sourceEmail: string | null
  isSourceEmailProven: boolean
  /** Null until the questions were answered. */
  decisions: SetupDecisions | null
  /** What the readiness check has read; its reader knows its shape. */
  readiness: unknown
  confirmedAt: Date | null
  confirmEmail: string | null
  combiId: string | null
  /** Not for a new combi: for a new sign-in of one that is there. */
  renews: { workspaceId: string; combiId: string } | null
  finishedAt: Date | null
  expiresAt: Date
}

/** What the database keeps of the secret in a browser's cookie or in the link of a mail. */
export const hashSetupSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

/** Begins: a workspace without people, and a row that the browser's secret leads to. */
export const createSetup = (
  db: Db,
  setup: {
    id: string
    workspaceId: string
    secret: string
    now: Date
    expiresAt: Date
    renews?: SetupRecord['renews']
  },
): Promise<void> =>
  withSystem(db, async (tx) => {
    const { id, workspaceId, secret, now, expiresAt, renews = null } = setup
    await tx.workspace.create({ data: { id: workspaceId, name: '', createdAt: now } })
    await tx.setup.create({
      data: {
        ...{ id, workspaceId, tokenHash: hashSetupSecret(secret), createdAt: now, expiresAt },
        ...{ renewsCombiId: renews?.combiId ?? null, renewsWorkspaceId: renews?.workspaceId ?? null },
      },
      select: { id: true },
    })
  })

/** The one that the browser's secret leads to; null for none, or for one whose time is over. */
export const findSetupBySecret = (db: Db, secret: string, now: Date): Promise<SetupRecord | null> =>
  withSystem(db, (tx) => find(tx, { tokenHash: hashSetupSecret(secret), expiresAt: { gt: now } }))

/** The one that the link in a mail leads to. */
export const findSetupByConfirmation = (db: Db, secret: string, now: Date): Promise<SetupRecord | null> =>
  withSystem(db, (tx) => find(tx, { confirmHash: hashSetupSecret(secret), expiresAt: { gt: now } }))

export type SetupKey = { id: string; workspaceId: string }

const connectionColumns = {
  ...{ id: true, connectorId: true, accountRef: true, label: true, state: true, expiresOn: true },
} as const

const find = async (tx: Prisma.TransactionClient, where: Prisma.SetupWhereInput): Promise<SetupRecord | null> => {
  const row = await tx.setup.findFirst({ where })
  return row && toRecord(tx, row)
}

const toRecord = async (tx: Prisma.TransactionClient, row: Prisma.SetupGetPayload<object>): Promise<SetupRecord> => {
  const ids = [row.sourceConnectionId, row.booksConnectionId].filter((id) => id !== null)
  // By the setup's own workspace: once installed elsewhere, its accounts are no longer its business.
  const connections = await tx.connection.findMany({
    where: { id: { in: ids }, workspaceId: row.workspaceId },
    select: connectionColumns,
  })
  const byId = (id: string | null): SetupConnection | null => {
    const found = connections.find((connection) => connection.id === id)
    return found ? { ...found, expiresOn: found.expiresOn && fromDateColumn(found.expiresOn) } : null
  }
  return {
    ...{ id: row.id, workspaceId: row.workspaceId },
    ...{ source: byId(row.sourceConnectionId), books: byId(row.booksConnectionId) },
    administrationNames: row.administrationNames,
    ...{ sourceEmail: row.sourceEmail, isSourceEmailProven: row.isSourceEmailProven },
    decisions: row.answers === null ? null : setupDecisions.parse(row.answers),
    ...{ readiness: row.readiness, confirmedAt: row.confirmedAt, confirmEmail: row.confirmEmail },
    renews:
      row.renewsCombiId !== null && row.renewsWorkspaceId !== null
        ? { workspaceId: row.renewsWorkspaceId, combiId: row.renewsCombiId }
        : null,
    ...{ combiId: row.combiId, finishedAt: row.finishedAt, expiresAt: row.expiresAt },
  }
}

/** Whoever changes a setup waits for whoever does so at this moment. Null: it is gone. */
export const lockSetup = async (tx: Prisma.TransactionClient, { id, workspaceId }: SetupKey) => {
  await tx.$queryRaw`SELECT id FROM "Setup" WHERE id = ${id}::uuid AND "workspaceId" = ${workspaceId}::uuid FOR UPDATE`
  return find(tx, { id, workspaceId })
}

const unfinished = ({ id, workspaceId }: SetupKey) => ({ id, workspaceId, finishedAt: null })

/** What was found out no longer holds: it is read, shown and confirmed anew. */
const asUnread = { readiness: Prisma.DbNull, confirmedAt: null } as const

export type Attached = { connectionId: string } & (
  | { side: 'source'; email: { address: string | null; isProven: boolean } }
  | { side: 'books'; administrationNames: string[] }
)

/**
 * Puts a connection on its side. One of another account replaces what was there with all that was decided about it; the
 * same account signed in anew keeps the decisions. @returns false when the setup was finished meanwhile.
 */
export const attachConnection = async ({ tx }: Scope, setup: SetupKey, attached: Attached): Promise<boolean> => {
  const before = await lockSetup(tx, setup)
  if (before === null || before.finishedAt !== null) return false
  const { side, connectionId } = attached
  const connection = await tx.connection.findFirstOrThrow({
    where: { id: connectionId, workspaceId: setup.workspaceId },
  })
  const replaced = before[side]
  const isSame = replaced?.connectorId === connection.connectorId && replaced.accountRef === connection.accountRef
  await tx.setup.updateMany({
    where: unfinished(setup),
    data: {
      ...(attached.side === 'source'
        ? {
            sourceConnectionId: connectionId,
            ...{ sourceEmail: attached.email.address, isSourceEmailProven: attached.email.isProven },
          }
        : { booksConnectionId: connectionId, administrationNames: attached.administrationNames }),
      ...(isSame ? {} : { answers: Prisma.DbNull }),
      // Whoever was to confirm by mail, did so for the accounts of before.
      ...{ ...asUnread, confirmEmail: null, confirmHash: null },
    },
  })
  if (replaced !== null && replaced.id !== connectionId)
    await tx.connection.deleteMany({ where: { id: replaced.id, workspaceId: setup.workspaceId } })
  return true
}

/** Keeps what was decided; anything else than before makes the report void. */
export const saveDecisions = async ({ tx }: Scope, setup: SetupKey, decisions: SetupDecisions): Promise<void> => {
  const before = await lockSetup(tx, setup)
  if (before === null || isDeepStrictEqual(before.decisions, setupDecisions.parse(decisions))) return
  await tx.setup.updateMany({ where: unfinished(setup), data: { answers: decisions, ...asUnread } })
}

/** Keeps what the readiness check has read so far. */
export const saveReadiness = async ({ tx }: Scope, setup: SetupKey, readiness: object): Promise<void> => {
  await tx.setup.updateMany({ where: unfinished(setup), data: { readiness: readiness } })
}

/** Somebody saw the report and agrees. */
export const confirmSetup = async ({ tx }: Scope, setup: SetupKey, now: Date): Promise<void> => {
  await tx.setup.updateMany({ where: { ...unfinished(setup), confirmedAt: null }, data: { confirmedAt: now } })
}

/**
 * Remembers to which address a mail is about to go; the link of an earlier mail no longer works.
 * @returns the secret for the link; it is kept nowhere but there.
 */
export const awaitConfirmation = async (
  tx: Prisma.TransactionClient,
  setup: SetupKey,
  email: string,
): Promise<string> => {
  const secret = randomBytes(32).toString('base64url')
  await tx.setup.updateMany({
    where: unfinished(setup),
    data: { confirmEmail: email, confirmHash: hashSetupSecret(secret) },
  })
  return secret
}

/** It became a combi: what was read and answered on the way is gone. */
export const finishSetup = async (
  tx: Prisma.TransactionClient,
  setup: SetupKey,
  { combiId, now }: { combiId: string; now: Date },
): Promise<void> => {
  await tx.setup.updateMany({
    where: unfinished(setup),
    data: { combiId, finishedAt: now, answers: Prisma.DbNull, readiness: Prisma.DbNull },
  })
}

/** Forgets a way through the wizard with all that was connected on it. */
export const forgetSetup = async (tx: Prisma.TransactionClient, { id, workspaceId }: SetupKey): Promise<void> => {
  await tx.consentAttempt.deleteMany({ where: { setupId: id } })
  await tx.setup.deleteMany({ where: { id, workspaceId } })
  await tx.connection.deleteMany({ where: { workspaceId } })
  await tx.workspace.delete({ where: { id: workspaceId } })
}

/**
 * Removes what nobody came back for, with its secrets and its empty workspace. A workspace that has people by now stays, as
 * does all that is in it. @returns how many were removed.
 */
export const removeExpiredSetups = async (
  tx: Prisma.TransactionClient,
  { now, limit }: { now: Date; limit: number },
): Promise<number> => {
  const expired = await tx.$queryRaw<SetupKey[]>`
    SELECT id, "workspaceId" FROM "Setup" WHERE "expiresAt" <= ${now}
    ORDER BY "expiresAt" LIMIT ${limit} FOR UPDATE SKIP LOCKED`
  for (const { id, workspaceId } of expired) {
    await tx.consentAttempt.deleteMany({ where: { setupId: id } })
    await tx.setup.delete({ where: { id } })
    const isInUse =
      (await tx.membership.count({ where: { workspaceId } })) > 0 ||
      (await tx.combi.count({ where: { workspaceId } })) > 0
    if (isInUse) continue
    await tx.connection.deleteMany({ where: { workspaceId } })
    await tx.workspace.delete({ where: { id: workspaceId } })
  }
  return expired.length
}
