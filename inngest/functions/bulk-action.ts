import { workBulkAction } from '@/lib/flows/bulk-actions'
import { getFlows } from '@/lib/flows/live'
import { inngest } from '../client'
import { bulkRequested, toBulkRequested, toSyncRequested, toTimelineWaiting } from '../events'

/** Two steps each, of the thousand that a run may take; what is over goes on in a new run. */
const mostParts = 200

/** Does what somebody does with many invoices, part by part; one at a time, and where it is stands in the database. */
export const carryOutBulkAction = inngest.createFunction(
  {
    id: 'bulk-action',
    triggers: [bulkRequested],
    concurrency: { key: 'event.data.actionId', limit: 1 },
    retries: 4,
  },
  async ({ event, step, runId }) => {
    for (let part = 1; part <= mostParts; part += 1) {
      const { isDone, runs, timelines } = await step.run(`part-${part}`, () => workBulkAction(getFlows(), event.data))
      const events = [
        ...runs.map((run) => toSyncRequested(run)),
        ...timelines.map((timeline) => toTimelineWaiting(timeline, `${runId}-${part}`)),
      ]
      if (events.length > 0) await step.sendEvent(`follow-${part}`, events)
      if (isDone) return
    }
    await step.sendEvent('go-on', toBulkRequested(event.data, `after-${event.id}`))
  },
)
