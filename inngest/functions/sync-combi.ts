import { getFlows } from '@/lib/flows/live'
import { endFailedRun, runSyncSlice } from '@/lib/flows/sync-combi'
import { inngest } from '../client'
import { syncRequested, toSyncRequested } from '../events'
import { retryable } from '../retry'

/** A run may take 1,000 steps; a slice is a step, or two with its pause. An import larger than this goes on in a new run. */
const slicesPerRun = 400

/** Carries one synchronisation to its end, slice by slice; one at a time for each combi. */
export const syncCombi = inngest.createFunction(
  {
    id: 'sync-combi',
    triggers: [syncRequested],
    concurrency: { key: 'event.data.combiId', limit: 1 },
    retries: 4,
    onFailure: async ({ event }) => {
      await endFailedRun(getFlows(), syncRequested.schema.parse(event.data.event.data))
    },
  },
  async ({ event, step }) => {
    for (let slice = 1; slice <= slicesPerRun; slice += 1) {
      const { done, waitMs } = await step.run(`slice-${slice}`, () =>
        retryable(() => runSyncSlice(getFlows(), event.data)),
      )
      if (done) return
      if (waitMs > 0) await step.sleep(`pause-${slice}`, waitMs)
    }
    await step.sendEvent('go-on', toSyncRequested(event.data, `after-${event.id}`))
  },
)
