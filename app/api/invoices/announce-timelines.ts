import { randomUUID } from 'node:crypto'
import { after } from 'next/server'
import { getLog } from '@/lib/platform/log'
import { sendTimelineWaiting } from '@/inngest/events'

/**
 * Says that combi's have messages for their timelines. The messages stand in the database: should the event get lost,
 * the scheduler's next round finds them, so that a decision of a person neither waits for it nor fails because of it.
 */
export const announceTimelines = (workspaceId: string, combiIds: readonly string[]): void => {
  after(() => sendEach(workspaceId, combiIds))
}

const sendEach = async (workspaceId: string, combiIds: readonly string[]): Promise<void> => {
  for (const combiId of combiIds)
    try {
      await sendTimelineWaiting({ workspaceId, combiId }, randomUUID())
    } catch (error) {
      getLog().warn({ err: error, combiId }, 'the event for waiting timeline messages was not sent')
    }
}
