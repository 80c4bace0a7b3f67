import { createHash } from 'node:crypto'
import type { Prisma } from '@/prisma/generated/client'

type Tx = Prisma.TransactionClient

/** A code is 80 random bits, which need no slow hash. Capitals, spaces and dashes are how people copy it. */
const hashRecoveryCode = (userId: string, code: string): string =>
  createHash('sha256')
    .update(`${userId} ${code.toLowerCase().replaceAll(/[\s-]/g, '')}`)
    .digest('base64url')

/** Gives a person these codes; those that he had before no longer work. */
export const replaceRecoveryCodes = async (
  tx: Tx,
  { userId, codes }: { userId: string; codes: readonly string[] },
): Promise<void> => {
  await tx.recoveryCode.deleteMany({ where: { userId } })
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ userId, codeHash: hashRecoveryCode(userId, code) })),
  })
}

/** Uses a code up. False when it is none of this person's, or was used before. */
export const takeRecoveryCode = async (
  tx: Tx,
  { userId, code, now }: { userId: string; code: string; now: Date },
): Promise<boolean> => {
  const { count } = await tx.recoveryCode.updateMany({
    where: { userId, codeHash: hashRecoveryCode(userId, code), usedAt: null },
    data: { usedAt: now },
  })
  return count === 1
}

/** How many codes are left. */
export const countRecoveryCodes = (tx: Tx, userId: string): Promise<number> =>
  tx.recoveryCode.count({ where: { userId, usedAt: null } })
