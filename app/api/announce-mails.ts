import { after } from 'next/server'
import { getLog } from '@/lib/platform/log'
import { getMailer } from '@/lib/platform/mail-transport'
import { sendMailsQueued } from '@/inngest/events'

/**
 * Behind the answer: does what puts mails in line, if that is not done yet, and has them sent at once, since who asks for
 * a link waits for it. Should the announcement get lost, the background process finds them within a minute.
 */
export const announceMails = (queue?: () => Promise<unknown>): void => {
  after(async () => {
    await queue?.()
    if (getMailer() === null) return
    try {
      await sendMailsQueued()
    } catch (error) {
      getLog().warn({ err: error }, 'the announcement of a mail was not sent')
    }
  })
}
