import { after } from 'next/server'
import type { BulkStarted } from '@/lib/flows/bulk-actions'
import { getLog } from '@/lib/platform/log'
import { sendBulkRequested } from '@/inngest/events'

/** Has a bulk action begin at once. It stands in the database: should its event get lost, the scheduler sends it again. */
export const announceBulkAction = (workspaceId: string, { id }: BulkStarted): void => {
  after(async () => {
    try {
      await sendBulkRequested({ workspaceId, actionId: id })
    } catch (error) {
      getLog().warn({ err: error, actionId: id }, 'the event of a bulk action was not sent')
    }
  })
}
