import { cron } from 'inngest'
import { getFlows } from '@/lib/flows/live'
import { startDueWork } from '@/lib/flows/request-sync'
import { inngest } from '../client'
import { toBulkRequested, toSyncRequested, toTimelineWaiting } from '../events'

/** Every minute: sends off what the database says is due. The times are there, so a missed tick loses nothing. */
export const pickDueCombis = inngest.createFunction(
  { id: 'pick-due-combis', triggers: [cron('* * * * *')], concurrency: { limit: 1 }, retries: 1 },
  async ({ step, runId }) => {
    const due = await step.run('start-due-work', () => startDueWork(getFlows()))
    const events = [
      ...due.runs.map((run) => toSyncRequested(run, runId)),
      ...due.timelines.map((timeline) => toTimelineWaiting(timeline, runId)),
      ...due.bulkActions.map(({ id, workspaceId }) => toBulkRequested({ workspaceId, actionId: id }, runId)),
    ]
    if (events.length > 0) await step.sendEvent('send-off', events)
  },
)
