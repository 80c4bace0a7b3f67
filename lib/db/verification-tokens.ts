import type { Prisma } from '@/prisma/generated/client'

type Tx = Prisma.TransactionClient

export type VerificationToken = { identifier: string; token: string; expires: Date }

/** Uses a sign-in link up, by the hash of its secret; other links to the same address go with it. */
export const takeVerificationToken = async (tx: Tx, token: string): Promise<VerificationToken | null> => {
  const [taken] = await tx.$queryRaw<VerificationToken[]>`
    DELETE FROM "VerificationToken" WHERE token = ${token} RETURNING identifier, token, expires`
  if (taken === undefined) return null
  await tx.verificationToken.deleteMany({ where: { identifier: taken.identifier } })
  return taken
}

/** Clears away the links that can no longer be followed: those to addresses without an account never are. */
export const removeOldVerificationTokens = async (tx: Tx, now: Date): Promise<void> => {
  await tx.verificationToken.deleteMany({ where: { expires: { lt: now } } })
}
