import { openSecret, type Keyring } from '@/lib/platform/crypto'
import { withSystem, type Db } from './client'
import { mailPlace, type MailContent } from './mails'

/** The mails that wait for this address, oldest first. */
export const openMailsTo = (db: Db, keyring: Keyring, recipient: string): Promise<MailContent[]> =>
  withSystem(db, async (tx) => {
    const rows = await tx.mail.findMany({ where: { recipient }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
    return rows.map(({ id, keyVersion, wrappedKey, sealedContent }) => {
      if (sealedContent === null) throw new Error('This mail was sent, and its content is gone')
      return openSecret(keyring, mailPlace(id), { keyVersion, wrappedKey, sealedSecret: sealedContent }) as MailContent
    })
  })

/** The part of a mail's link that is secret. */
export const tokenIn = (mail: MailContent | undefined): string => {
  const link = mail && 'link' in mail.params ? mail.params.link : ''
  const token = URL.canParse(link) ? new URL(link).searchParams.get('token') : null
  if (token === null) throw new Error(`There is no link with a token in ${mail?.kind ?? 'no mail'}`)
  return token
}
