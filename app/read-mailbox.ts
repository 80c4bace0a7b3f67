import { headers } from 'next/headers'
import { getDb, withSystem } from '@/lib/db/client'
import { findReadableMail, listReadableMails, type OpenMail } from '@/lib/db/mails'
import { getEnv } from '@/lib/platform/env'
import { isLoopback } from '@/lib/platform/env-schema'
import { getKeyring } from '@/lib/platform/keyring'
import { isId } from './read'

/**
 * Whether mails may be read here: only where no mail server is set, by whoever sits at this computer. The host is asked
 * for as well as the portal's own address: through a proxy or a tunnel somebody else may be asking.
 */
const isMailboxOpen = async (): Promise<boolean> => {
  const { smtpUrl, appUrl } = getEnv()
  const asked = await headers()
  const host = `http://${asked.get('host') ?? ''}`
  const isDirect = !asked.has('forwarded') && !asked.has('via')
  return smtpUrl === undefined && isLoopback(appUrl) && URL.canParse(host) && isLoopback(host) && isDirect
}

const pageSize = 25

/** A page of mails, newest first, and whether there are older ones; null when there is no mailbox for the asker. */
export const readMailbox = async (before: string | null): Promise<{ mails: OpenMail[]; hasMore: boolean } | null> => {
  if (!(await isMailboxOpen())) return null
  const place = before !== null && isId(before) ? before : null
  const mails = await withSystem(getDb(), (tx) =>
    listReadableMails(tx, getKeyring(), { before: place, limit: pageSize + 1 }),
  )
  return { mails: mails.slice(0, pageSize), hasMore: mails.length > pageSize }
}

/** One mail, or null when there is no such one for the asker. */
export const readMail = async (id: string): Promise<OpenMail | null> =>
  isId(id) && (await isMailboxOpen()) ? withSystem(getDb(), (tx) => findReadableMail(tx, getKeyring(), id)) : null
