import { getFlows } from '@/lib/flows/live'
import { endFailedReconciliation, readReconciliation } from '@/lib/flows/reconcile-combi'
import { inngest } from '../client'
import { reconciliationRequested } from '../events'
import { retryable } from '../retry'

/** A month is some tens of calls: waits for a limit come a few times, not hundreds of times. */
const mostSlices = 60

/** Reads a month from both sides, as a person asked; one at a time for each combi, beside its synchronisation. */
export const reconcileCombi = inngest.createFunction(
  {
    id: 'reconcile-combi',
    triggers: [reconciliationRequested],
    concurrency: { key: 'event.data.combiId', limit: 1 },
    retries: 3,
    onFailure: async ({ event }) => {
      await endFailedReconciliation(getFlows(), reconciliationRequested.schema.parse(event.data.event.data))
    },
  },
  async ({ event, step }) => {
    for (let slice = 1; slice <= mostSlices; slice += 1) {
      const { done, waitMs } = await step.run(`slice-${slice}`, () =>
        retryable(() => readReconciliation(getFlows(), event.data)),
      )
      if (done) return
      if (waitMs > 0) await step.sleep(`pause-${slice}`, waitMs)
    }
    throw new Error('This reading does not come to an end')
  },
)
