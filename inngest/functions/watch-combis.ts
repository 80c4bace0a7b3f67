import { cron } from 'inngest'
import { checkAlerts } from '@/lib/flows/alerts/check-alerts'
import { writeDigests } from '@/lib/flows/alerts/write-digests'
import { getFlows } from '@/lib/flows/live'
import { inngest } from '../client'

/** Far more than a portal has people in a week. */
const mostRounds = 500

/**
 * Every five minutes: what no run tells, such as a key that is about to expire, and on Monday mornings the weekly digest.
 * The portal's own process looks as well, for when this does not run.
 */
export const watchCombis = inngest.createFunction(
  { id: 'watch-combis', triggers: [cron('*/5 * * * *')], concurrency: { limit: 1 }, retries: 1 },
  async ({ step }) => {
    await step.run('alerts', () => checkAlerts(getFlows()))
    for (let round = 1; round <= mostRounds; round += 1) {
      const { hasMore } = await step.run(`digests-${round}`, () => writeDigests(getFlows()))
      if (!hasMore) return
    }
  },
)
