import { after } from 'next/server'
import { getLog } from '@/lib/platform/log'
import { sendSyncRequested, type SyncRequested } from '@/inngest/events'

/**
 * Has a run that waits begin at once. Behind the answer: nobody waits for it, and the run stands in the database; should its
 * event get lost, the scheduler's next round sends it again.
 */
export const announceRun = (run: SyncRequested): void => {
  after(async () => {
    try {
      await sendSyncRequested(run)
    } catch (error) {
      getLog().warn({ err: error, runId: run.runId }, 'the event of a run was not sent')
    }
  })
}
