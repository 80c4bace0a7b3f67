import { v7 as newId } from 'uuid'
import { sealSecret, type Keyring, type SecretPlace } from '@/lib/platform/crypto'
import type { Prisma } from '@/prisma/generated/client'

/** Every mail of the portal with what its sentences need to be told. `link` is a whole address, good for one use. */
export type MailContent =
  // The wizard made an account: confirm the address and choose a password.
  | { kind: 'welcome'; params: { link: string; workspace: string } }
  // A key proves no address: this confirms it, and installs.
  | { kind: 'confirm-setup'; params: { link: string; source: string; books: string } }
  | { kind: 'sign-in-link'; params: { link: string } }
  | { kind: 'choose-password'; params: { link: string } }
  | { kind: 'password-changed'; params: { at: string } }
  | { kind: 'second-factor-on'; params: { at: string } }
  | { kind: 'second-factor-off'; params: { at: string } }
  // A change of address is confirmed from both.
  | { kind: 'change-address-old'; params: { link: string; newEmail: string } }
  | { kind: 'change-address-new'; params: { link: string; oldEmail: string } }
  | { kind: 'address-changed'; params: { newEmail: string } }
  | { kind: 'invitation'; params: { link: string; workspace: string; inviter: string } }

export type NewMail = { recipient: string; locale: 'nl' | 'en'; content: MailContent }

/** Where a mail's content is sealed: it holds links that sign people in. */
export const mailPlace = (mailId: string): SecretPlace => ({
  workspaceId: 'mail',
  connectionId: mailId,
  field: 'content',
})

/**
 * Puts a mail in line, in the transaction of what it tells about: either both happen or neither. The background process
 * hands it to the mail server; without one it stays, to be read at `/postvak`.
 * @returns its id, for the event that has it sent at once.
 */
export const queueMail = async (
  tx: Prisma.TransactionClient,
  keyring: Keyring,
  { mail: { recipient, locale, content }, now }: { mail: NewMail; now: Date },
): Promise<string> => {
  const id = newId()
  const { keyVersion, wrappedKey, sealedSecret } = sealSecret(keyring, mailPlace(id), content)
  await tx.mail.create({
    data: {
      ...{ id, recipient, locale, kind: content.kind, keyVersion, wrappedKey },
      ...{ sealedContent: sealedSecret, createdAt: now, nextAttemptAt: now },
    },
    select: { id: true },
  })
  return id
}
