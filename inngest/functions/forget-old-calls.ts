import { cron } from 'inngest'
import { forgetOldCalls } from '@/lib/flows/forget-old-calls'
import { getFlows } from '@/lib/flows/live'
import { inngest } from '../client'

/** Every night: requests of a month ago have told what they could. */
export const forgetOldCallsDaily = inngest.createFunction(
  {
    id: 'forget-old-calls',
    triggers: [cron('TZ=Europe/Amsterdam 41 3 * * *')],
    concurrency: { limit: 1 },
    retries: 2,
  },
  async ({ step }) => step.run('forget', () => forgetOldCalls(getFlows())),
)
