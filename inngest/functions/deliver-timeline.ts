import { deliverTimeline } from '@/lib/flows/deliver-timeline'
import { getFlows } from '@/lib/flows/live'
import { inngest } from '../client'
import { timelineWaiting } from '../events'

/** Rounds of fifty messages: more than anybody ignores in one go, and well below the limit of steps. */
const mostRounds = 100

/** Writes what people decided on the timelines in the source; one at a time for each combi, so that nothing is doubled. */
export const deliverTimelineOfCombi = inngest.createFunction(
  {
    id: 'deliver-timeline',
    triggers: [timelineWaiting],
    concurrency: { key: 'event.data.combiId', limit: 1 },
    retries: 2,
  },
  async ({ event, step }) => {
    for (let round = 1; round <= mostRounds; round += 1) {
      const { hasMore } = await step.run(`round-${round}`, () => deliverTimeline(getFlows(), event.data))
      if (!hasMore) return
    }
  },
)
