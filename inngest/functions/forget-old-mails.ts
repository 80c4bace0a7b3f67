import { cron } from 'inngest'
import { getFlows } from '@/lib/flows/live'
import { forgetOldMails } from '@/lib/flows/mail/deliver-mails'
import { inngest } from '../client'

/** Every night: mails of a month ago are nobody's business any more. */
export const forgetOldMailsDaily = inngest.createFunction(
  {
    id: 'forget-old-mails',
    triggers: [cron('TZ=Europe/Amsterdam 27 3 * * *')],
    concurrency: { limit: 1 },
    retries: 2,
  },
  async ({ step }) => step.run('forget', () => forgetOldMails(getFlows())),
)
