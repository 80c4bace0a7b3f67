import { createHash, randomBytes } from 'node:crypto'
import type { Prisma, TokenPurpose } from '@/prisma/generated/client'

/** What the database keeps of a link's secret: whoever reads the table cannot follow the link. */
const hashPersonToken = (token: string): string => createHash('sha256').update(token).digest('base64url')

type NewPersonToken = {
  userId: string
  purpose: TokenPurpose
  params?: Record<string, string>
  lifetimeMs: number
  now: Date
}

/**
 * Makes the secret of a link in a mail, in the transaction that queues the mail.
 * @returns the secret; it is kept nowhere but in the link.
 */
export const createPersonToken = async (
  { tx }: { tx: Prisma.TransactionClient },
  { userId, purpose, params, lifetimeMs, now }: NewPersonToken,
): Promise<string> => {
  const token = randomBytes(32).toString('base64url')
  await tx.personToken.create({
    data: {
      ...{ userId, purpose, params, tokenHash: hashPersonToken(token) },
      ...{ createdAt: now, expiresAt: new Date(now.getTime() + lifetimeMs) },
    },
    select: { id: true },
  })
  return token
}

type TokenQuestion = { token: string; purpose: TokenPurpose; now: Date }

export type PersonToken = { userId: string; params: Prisma.JsonValue }

/** Uses the token up: of any number that try at once, one gets it. Null when it is unknown, used or too old. */
export const usePersonToken = async (
  tx: Prisma.TransactionClient,
  { token, purpose, now }: TokenQuestion,
): Promise<PersonToken | null> => {
  const [used] = await tx.personToken.updateManyAndReturn({
    where: { tokenHash: hashPersonToken(token), purpose, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
    select: { userId: true, params: true },
  })
  return used ?? null
}

/** Whose token this is, without using it up: for the page that the link opens, which mail scanners open too. */
export const findPersonToken = (
  tx: Prisma.TransactionClient,
  { token, purpose, now }: TokenQuestion,
): Promise<PersonToken | null> =>
  tx.personToken.findFirst({
    where: { tokenHash: hashPersonToken(token), purpose, usedAt: null, expiresAt: { gt: now } },
    select: { userId: true, params: true },
  })

/** Makes every unused link of these kinds that was sent to this person worthless. `usedAt` stays: it tells of real use. */
export const revokePersonTokens = async (
  tx: Prisma.TransactionClient,
  { userId, purposes, now }: { userId: string; purposes: TokenPurpose[]; now: Date },
): Promise<void> => {
  await tx.personToken.updateMany({
    where: { userId, purpose: { in: purposes }, usedAt: null },
    data: { expiresAt: now },
  })
}

/** Whether the link that belongs to this one, by the change that both name, was followed. */
export const isTokenUsed = async (
  tx: Prisma.TransactionClient,
  { userId, purpose, changeId }: { userId: string; purpose: TokenPurpose; changeId: string },
): Promise<boolean> => {
  const where = { userId, purpose, usedAt: { not: null }, params: { path: ['changeId'], equals: changeId } }
  return (await tx.personToken.count({ where })) > 0
}
