import type { Member } from '@/lib/auth/member'
import { mostInOneGo, startBulkAction, type BulkStarted } from '@/lib/flows/bulk-actions'
import { getFlows } from '@/lib/flows/live'
import { ignoreInvoices, unignoreInvoices, type SetAsideAnswer } from '@/lib/flows/offer-invoices'
import { announceBulkAction } from './announce-bulk-action'
import { announceTimelines } from './announce-timelines'

type PutAside = { kind: 'ignore' | 'unignore'; ids: readonly string[]; reason: string | null }

type Answer = Pick<SetAsideAnswer, 'changed' | 'refused'> & { begun: BulkStarted | null }

/** Ignores invoices or takes that back: now, or in the background when they are many. */
export const putAside = async (
  { userId, workspace: { workspaceId } }: Pick<Member, 'userId' | 'workspace'>,
  { kind, ids, reason }: PutAside,
): Promise<Answer> => {
  const flows = getFlows()
  if (ids.length > mostInOneGo) {
    const items = ids.map((invoiceId) => ({ invoiceId, plan: null }))
    const begun = await startBulkAction(flows, { workspaceId, userId, kind, reason, bookingDate: null, items })
    announceBulkAction(workspaceId, begun)
    return { changed: [], refused: [], begun }
  }
  const asked = { workspaceId, userId, ids }
  const answer = await (kind === 'ignore'
    ? ignoreInvoices(flows, { ...asked, reason })
    : unignoreInvoices(flows, asked))
  announceTimelines(workspaceId, answer.combiIds)
  return { changed: answer.changed, refused: answer.refused, begun: null }
}
