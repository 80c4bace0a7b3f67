import { cron } from 'inngest'
import { getFlows } from '@/lib/flows/live'
import { forgetAbandonedSetups } from '@/lib/flows/setup/forget-abandoned'
import { inngest } from '../client'

/** Every night: what somebody connected in the wizard and did not come back for is not kept. */
export const forgetAbandonedSetupsDaily = inngest.createFunction(
  {
    id: 'forget-abandoned-setups',
    triggers: [cron('TZ=Europe/Amsterdam 17 3 * * *')],
    concurrency: { limit: 1 },
    retries: 2,
  },
  async ({ step }) => step.run('forget', () => forgetAbandonedSetups(getFlows())),
)
