import { openSecret, sealSecret, type Keyring, type SecretPlace } from '@/lib/platform/crypto'
import type { Prisma } from '@/prisma/generated/client'
import { noSecondFactor } from './people'

type Tx = Prisma.TransactionClient

/** Where the secret that a person shares with his authenticator app is sealed. */
export const totpPlace = (userId: string): SecretPlace => ({
  workspaceId: 'user',
  connectionId: userId,
  field: 'totp',
})

/** Keeps a secret that has yet to show that it works. False: the person has a second factor already. */
export const keepTotpSecret = async (
  tx: Tx,
  keyring: Keyring,
  { userId, secret }: { userId: string; secret: string },
): Promise<boolean> => {
  const { keyVersion, wrappedKey, sealedSecret } = sealSecret(keyring, totpPlace(userId), secret)
  const { count } = await tx.user.updateMany({
    where: { id: userId, totpEnabledAt: null },
    data: {
      ...{ totpKeyVersion: keyVersion, totpWrappedKey: wrappedKey, totpSealedSecret: sealedSecret },
      totpLastStep: null,
    },
  })
  return count === 1
}

/** The shared secret and whether it is in use; null when there is none. @throws SecretUnreadableError */
export const readTotpSecret = async (
  tx: Tx,
  keyring: Keyring,
  userId: string,
): Promise<{ secret: string; isEnabled: boolean } | null> => {
  const row = await tx.user.findUnique({
    where: { id: userId },
    select: { totpEnabledAt: true, totpKeyVersion: true, totpWrappedKey: true, totpSealedSecret: true },
  })
  const { totpKeyVersion: keyVersion, totpWrappedKey: wrappedKey, totpSealedSecret: sealedSecret } = row ?? {}
  if (row == null || keyVersion == null || wrappedKey == null || sealedSecret == null) return null
  const secret = openSecret(keyring, totpPlace(userId), { keyVersion, wrappedKey, sealedSecret })
  return { secret: String(secret), isEnabled: row.totpEnabledAt !== null }
}

/** Takes a code's time step. False when this one or a later one was taken before: each code works once. */
export const takeTotpStep = async (tx: Tx, { userId, step }: { userId: string; step: number }): Promise<boolean> => {
  const { count } = await tx.user.updateMany({
    where: { id: userId, OR: [{ totpLastStep: null }, { totpLastStep: { lt: BigInt(step) } }] },
    data: { totpLastStep: BigInt(step) },
  })
  return count === 1
}

/** From now on each session of this person has to show the second factor. False: it has had to all along. */
export const enableTotp = async (tx: Tx, { userId, now }: { userId: string; now: Date }): Promise<boolean> => {
  const { count } = await tx.user.updateMany({
    where: { id: userId, totpEnabledAt: null, NOT: { totpSealedSecret: null } },
    data: { totpEnabledAt: now },
  })
  return count === 1
}

/** Takes the second factor away, with its recovery codes. */
export const removeSecondFactor = async (tx: Tx, userId: string): Promise<void> => {
  await tx.user.update({ where: { id: userId }, data: noSecondFactor, select: { id: true } })
  await tx.recoveryCode.deleteMany({ where: { userId } })
}
