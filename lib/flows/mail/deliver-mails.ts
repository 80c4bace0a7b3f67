import { withSystem } from '@/lib/db/client'
import { claimMails, markMailSent, noteMailProblem, removeMailsBefore } from '@/lib/db/mails'
import { composeMail } from '@/lib/i18n/mails'
import { getLog } from '@/lib/platform/log'
import type { Mailer } from '@/lib/platform/mail-transport'
import { redact } from '@/lib/platform/redact'
import type { FlowContext } from '../context'

type MailFlows = Pick<FlowContext, 'db' | 'now' | 'keyring' | 'appUrl'>

const batchSize = 20
const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** Most troubles of a mail server pass in minutes, and the rest in hours. */
const nextTurnMs = (attempts: number): number => Math.min(2 ** attempts, 240) * minuteMs

/** A link in a mail that arrives later than this has ended, or surprises. */
const giveUpAfterMs = 2 * dayMs
/** How long it is known that a mail was sent, and how long one stays readable where no mail server is set. */
const keptMs = 30 * dayMs

/**
 * Hands the mails whose turn it is to the mail server, each once for each turn. One that is refused comes again, with
 * growing pauses, for two days. Without a mail server they stay.
 * @returns whether there may be more.
 */
export const deliverMails = async (flows: MailFlows, mailer: Mailer | null): Promise<{ hasMore: boolean }> => {
  if (mailer === null) return { hasMore: false }
  const now = flows.now()
  const claimed = await withSystem(flows.db, (tx) =>
    claimMails(tx, flows.keyring, { now, limit: batchSize, nextTurnMs }),
  )
  for (const { id, recipient, locale, content, createdAt } of claimed) {
    try {
      await mailer.send({ id, recipient, ...composeMail(content, { locale, address: flows.appUrl }) })
      await withSystem(flows.db, (tx) => markMailSent(tx, id, flows.now()))
    } catch (error) {
      // A mail server may repeat what it was sent, and that holds a link.
      const problem = withoutAddresses(redact(error instanceof Error ? error.message : String(error))).slice(0, 300)
      const isOver = flows.now().getTime() - createdAt.getTime() > giveUpAfterMs
      await withSystem(flows.db, (tx) => noteMailProblem(tx, id, { problem, isOver }))
      getLog()[isOver ? 'error' : 'warn'](
        { mailId: id, kind: content.kind, problem },
        isOver ? 'a mail was given up' : 'a mail was not taken',
      )
    }
  }
  return { hasMore: claimed.length === batchSize }
}

const withoutAddresses = (text: string): string =>
  text.replaceAll(/https?:\/\/\S+/g, '•••').replaceAll(/\S+@\S+/g, '•••')

/** Removes what nobody looks at any more. @returns how many. */
export const forgetOldMails = ({ db, now }: MailFlows): Promise<number> =>
  withSystem(db, (tx) => removeMailsBefore(tx, new Date(now().getTime() - keptMs)))
