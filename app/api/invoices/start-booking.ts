import { getFlows } from '@/lib/flows/live'
import { requestSync } from '@/lib/flows/request-sync'
import { announceRun } from '../combis/announce-run'

type Offered = { workspaceId: string; userId: string; combiIds: readonly string[] }

/** Has what was handed over booked now instead of at the next quarter of an hour. False when a combi waits for somebody. */
export const startBooking = async ({ workspaceId, userId, combiIds }: Offered): Promise<boolean> => {
  let isBooking = true
  for (const combiId of combiIds) {
    const asked = await requestSync(getFlows(), { workspaceId, combiId, userId, trigger: 'manual' })
    if (!asked.ok) isBooking = false
    else if (!asked.joined) announceRun({ workspaceId, combiId, runId: asked.runId })
  }
  return isBooking
}
