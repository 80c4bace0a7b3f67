import { eventType } from 'inngest'
import { z } from 'zod'
import { inngest } from './client'

const syncRequestedData = z.object({ workspaceId: z.uuid(), combiId: z.uuid(), runId: z.uuid() })
const timelineWaitingData = z.object({ workspaceId: z.uuid(), combiId: z.uuid() })

const reconciliationRequestedData = z.object({ workspaceId: z.uuid(), combiId: z.uuid(), reconciliationId: z.uuid() })

const bulkRequestedData = z.object({ workspaceId: z.uuid(), actionId: z.uuid() })

export type SyncRequested = z.infer<typeof syncRequestedData>
export type TimelineWaiting = z.infer<typeof timelineWaitingData>
export type BulkRequested = z.infer<typeof bulkRequestedData>
export type ReconciliationRequested = z.infer<typeof reconciliationRequestedData>

/** A synchronisation has been asked for; its run exists and waits. Trigger and shape in one. */
export const syncRequested = eventType('combi/sync.requested', { schema: syncRequestedData })

/** A combi has messages that are not on their timelines yet. */
export const timelineWaiting = eventType('combi/timeline.waiting', { schema: timelineWaitingData })

/** Somebody does something with many invoices; what exactly stands in its row. */
export const bulkRequested = eventType('invoices/bulk.requested', { schema: bulkRequestedData })

/** Mails stand in line. */
export const mailsQueued = eventType('mail/queued', { schema: z.object({}) })

/** A month is to be read afresh from both sides; its row exists and waits. */
export const reconciliationRequested = eventType('combi/reconciliation.requested', {
  schema: reconciliationRequestedData,
})

/**
 * The event for a run. `occasion` tells one reason to send from another: the same run on the same occasion starts its
 * function once within a day, however often it is sent; a run that fell silent is sent again on a new occasion.
 */
export const toSyncRequested = (data: SyncRequested, occasion = 'first') =>
  syncRequested.create(data, { id: `sync-${data.runId}-${occasion}` })

/** The event for a combi's waiting messages; `occasion` as with `toSyncRequested`, say the newest message's id. */
export const toTimelineWaiting = (data: TimelineWaiting, occasion: string) =>
  timelineWaiting.create(data, { id: `timeline-${data.combiId}-${occasion}` })

/** The event for a bulk action; `occasion` as with `toSyncRequested`. */
export const toBulkRequested = (data: BulkRequested, occasion = 'first') =>
  bulkRequested.create(data, { id: `bulk-${data.actionId}-${occasion}` })

/** @throws when Inngest cannot be reached, after five tries within some seconds, or when the data has another shape. */
export const sendSyncRequested = async (data: SyncRequested, occasion?: string): Promise<void> => {
  await inngest.send(toSyncRequested(data, occasion))
}

/** @throws as `sendSyncRequested` does. */
export const sendTimelineWaiting = async (data: TimelineWaiting, occasion: string): Promise<void> => {
  await inngest.send(toTimelineWaiting(data, occasion))
}

/** @throws as `sendSyncRequested` does. */
export const sendBulkRequested = async (data: BulkRequested): Promise<void> => {
  await inngest.send(toBulkRequested(data))
}

/** Says that mails stand in line. @throws as `sendSyncRequested` does. */
export const sendMailsQueued = async (): Promise<void> => {
  await inngest.send(mailsQueued.create({}))
}

/** @throws as `sendSyncRequested` does. */
export const sendReconciliationRequested = async (data: ReconciliationRequested): Promise<void> => {
  await inngest.send(reconciliationRequested.create(data))
}
