import type { AlertCause, AlertParams } from '@/lib/domain/alert'
import { byAlertUrgency, topicOf, type AlertTopic } from '@/lib/domain/alert'
import type { Prisma } from '@/prisma/generated/client'
import { toAlert } from '../alerts'

/** Something that is going on with a combi, for a screen: JSON-safe, `since` an instant as ISO text. */
export type OpenAlertView = {
  id: string
  workspaceId: string
  combiId: string
  cause: AlertCause
  topic: AlertTopic
  since: string
  params: AlertParams
}

/**
 * What is going on with the combi's of these workspaces, the most urgent first. In the transaction of one workspace only
 * its own are seen, whatever is asked for; across workspaces it takes `withWorkspaces`.
 */
export const readOpenAlerts = async (
  tx: Prisma.TransactionClient,
  workspaceIds: readonly string[],
): Promise<OpenAlertView[]> => {
  const rows = await tx.alert.findMany({
    where: { workspaceId: { in: [...workspaceIds] }, resolvedAt: null },
    orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
  })
  return rows
    .map((row): OpenAlertView => {
      const { id, cause, params, openedAt } = toAlert(row)
      const { workspaceId, combiId } = row
      return { id, workspaceId, combiId, cause, topic: topicOf(cause), since: openedAt.toISOString(), params }
    })
    .toSorted(byAlertUrgency)
}
