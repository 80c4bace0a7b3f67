import { rewrapSecret, type Keyring } from '@/lib/platform/crypto'
import type { Prisma } from '@/prisma/generated/client'
import { connectionPlace } from './connections'
import { mailPlace } from './mails'
import { totpPlace } from './second-factor'

type Tx = Prisma.TransactionClient

/**
 * Wraps the data keys that are under an older master key with the newest one; the secrets themselves stay as they are.
 * Once it returns 0, the old key may leave ENCRYPTION_KEY. Visits to a vendor's consent page are left out: they last
 * minutes, and whoever meets a lost one starts again. @returns how many were wrapped anew.
 */
export const rewrapSecrets = async (tx: Tx, keyring: Keyring): Promise<number> =>
  (await rewrapConnections(tx, keyring)) + (await rewrapSecondFactors(tx, keyring)) + (await rewrapMails(tx, keyring))

const rewrapConnections = async (tx: Tx, keyring: Keyring): Promise<number> => {
  const rows = await tx.connection.findMany({
    where: { keyVersion: { not: keyring.newest }, state: { not: 'removed' } },
    select: {
      id: true,
      workspaceId: true,
      secretVersion: true,
      keyVersion: true,
      wrappedKey: true,
      sealedSecret: true,
    },
  })
  for (const { id, workspaceId, secretVersion, ...sealed } of rows) {
    const { keyVersion, wrappedKey } = rewrapSecret(keyring, connectionPlace(workspaceId, id), sealed)
    await tx.connection.updateMany({ where: { id, secretVersion }, data: { keyVersion, wrappedKey } })
  }
  return rows.length
}

const rewrapSecondFactors = async (tx: Tx, keyring: Keyring): Promise<number> => {
  const rows = await tx.user.findMany({
    where: { totpKeyVersion: { not: keyring.newest } },
    select: { id: true, totpKeyVersion: true, totpWrappedKey: true, totpSealedSecret: true },
  })
  for (const { id, totpKeyVersion, totpWrappedKey, totpSealedSecret } of rows) {
    if (totpKeyVersion === null || totpWrappedKey === null || totpSealedSecret === null) continue
    const sealed = { keyVersion: totpKeyVersion, wrappedKey: totpWrappedKey, sealedSecret: totpSealedSecret }
    const { keyVersion, wrappedKey } = rewrapSecret(keyring, totpPlace(id), sealed)
    // Not over a secret that was set up in the meantime.
    await tx.user.updateMany({
      where: { id, totpSealedSecret },
      data: { totpKeyVersion: keyVersion, totpWrappedKey: wrappedKey },
    })
  }
  return rows.length
}

const rewrapMails = async (tx: Tx, keyring: Keyring): Promise<number> => {
  const rows = await tx.mail.findMany({
    where: { keyVersion: { not: keyring.newest }, sealedContent: { not: null } },
    select: { id: true, keyVersion: true, wrappedKey: true, sealedContent: true },
  })
  for (const { id, keyVersion, wrappedKey, sealedContent } of rows) {
    if (sealedContent === null) continue
    const sealed = { keyVersion, wrappedKey, sealedSecret: sealedContent }
    const rewrapped = rewrapSecret(keyring, mailPlace(id), sealed)
    await tx.mail.updateMany({
      where: { id },
      data: { keyVersion: rewrapped.keyVersion, wrappedKey: rewrapped.wrappedKey },
    })
  }
  return rows.length
}
