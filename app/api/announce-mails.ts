import { after } from 'next/server'
import { getLog } from '@/lib/platform/log'
import { getMailer } from '@/lib/platform/mail-transport'
import { sendMailsQueued } from '@/inngest/events'

/**
 * Has the mails that were just put in line sent at once, behind the answer: who asks for a link waits for it. Should the
 * announcement get lost, the background process finds them within a minute.
 */
export const announceMails = (): void => {
  if (getMailer() === null) return
  after(async () => {
    try {
      await sendMailsQueued()
    } catch (error) {
      getLog().warn({ err: error }, 'the announcement of a mail was not sent')
    }
  })
}
