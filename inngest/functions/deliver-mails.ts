import { cron } from 'inngest'
import { getFlows } from '@/lib/flows/live'
import { deliverMails } from '@/lib/flows/mail/deliver-mails'
import { getMailer } from '@/lib/platform/mail-transport'
import { inngest } from '../client'
import { mailsQueued } from '../events'

/** More than a portal sends in a minute; the next tick goes on. */
const mostRounds = 50

/** Sends mails as soon as they are announced; the minute's tick finds those whose announcement got lost or whose turn came. */
export const deliverQueuedMails = inngest.createFunction(
  { id: 'deliver-mails', triggers: [mailsQueued, cron('* * * * *')], concurrency: { limit: 1 }, retries: 1 },
  async ({ step }) => {
    for (let round = 1; round <= mostRounds; round += 1) {
      const { hasMore } = await step.run(`round-${round}`, () => deliverMails(getFlows(), getMailer()))
      if (!hasMore) return
    }
  },
)
