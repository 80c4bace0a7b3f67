import { expect } from '@playwright/test'
import { Client } from 'pg'
import { z } from 'zod'
import { mailPlace, type MailContent } from '@/lib/db/mails'
import { openSecret, parseKeyring } from '@/lib/platform/crypto'
import type { StackInfo } from './stack-info'

type MailRow = { id: string; keyVersion: number; wrappedKey: Buffer; sealedContent: Buffer | null }

const content = z.object({ kind: z.string(), params: z.record(z.string(), z.unknown()) })

const findMails = async ({ databaseUrl, encryptionKey }: StackInfo, recipient: string) => {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('SET ROLE portal_system')
    const { rows } = await client.query<MailRow>(
      'SELECT id, "keyVersion", "wrappedKey", "sealedContent" FROM "Mail" WHERE recipient = $1 ORDER BY "createdAt", id',
      [recipient],
    )
    const keyring = parseKeyring(encryptionKey)
    return rows.flatMap(({ id, keyVersion, wrappedKey, sealedContent }) => {
      if (sealedContent === null) return []
      const sealed = {
        keyVersion,
        wrappedKey: Uint8Array.from(wrappedKey),
        sealedSecret: Uint8Array.from(sealedContent),
      }
      return [content.parse(openSecret(keyring, mailPlace(id), sealed))]
    })
  } finally {
    await client.end()
  }
}

const stoppable = z.object({ unsubscribe: z.object({ page: z.url(), oneClick: z.url() }) })

/** The ways to stop such mails that the newest one of this kind to an address names. */
export const waysToStop = async (stack: StackInfo, recipient: string, kind: MailContent['kind']) => {
  const mail = (await findMails(stack, recipient)).findLast((one) => one.kind === kind)
  return stoppable.parse(mail?.params).unsubscribe
}

/** How many mails of this kind were put in line for an address. */
export const countMails = async (stack: StackInfo, recipient: string, kind: MailContent['kind']): Promise<number> =>
  (await findMails(stack, recipient)).filter((mail) => mail.kind === kind).length

/** The link in the newest mail of this kind to an address, once there are so many of them. */
export const linkMailedTo = async (
  stack: StackInfo,
  recipient: string,
  { kind, count = 1 }: { kind: MailContent['kind']; count?: number },
): Promise<string> => {
  await expect.poll(() => countMails(stack, recipient, kind)).toBe(count)
  const link = (await findMails(stack, recipient)).findLast((mail) => mail.kind === kind)?.params.link
  if (typeof link !== 'string') throw new Error(`The mail ${kind} holds no link`)
  return link
}
