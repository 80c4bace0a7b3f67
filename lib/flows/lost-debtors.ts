import type { SourceAccount } from '@/lib/connectors/contract'
import { withWorkspace } from '@/lib/db/client'
import { findLinkOf, removeLinks, type DebtorLinkRow } from '@/lib/db/debtor-links'
import type { FlowContext } from './context'
import { recordWork, type RunWork } from './run-work'

type Books = { combiId: string; administrationRef: string }

/** A relation that the books have no longer: removed there, or merged into another one. */
export type LostDebtor = Pick<DebtorLinkRow, 'debtorRef' | 'administrationRef' | 'booksDebtorId'> & { name: string }

/**
 * Lets go of links to debtors that the books no longer have, once a run for each relation: a next invoice finds the debtor
 * that is there, or makes one. Books that lose them as fast as they are made are a question for a person.
 * @returns the relations of which a link was let go.
 */
export const dropLost = async (work: RunWork, lost: readonly LostDebtor[]): Promise<Set<string>> => {
  const fresh = [...new Map(lost.map((one) => [one.debtorRef, one])).values()].filter(
    ({ debtorRef }) => !work.relinked.has(debtorRef),
  )
  if (fresh.length === 0) return new Set()
  for (const { debtorRef, name, booksDebtorId } of fresh) {
    work.relinked.add(debtorRef)
    work.tally.items.push({
      at: work.flows.now(),
      kind: 'debtor',
      ref: debtorRef,
      invoiceId: null,
      label: name,
      debtorName: name,
      amountCents: null,
      bookingDate: null,
      outcome: 'note',
      reason: { code: 'debtor-link-dropped', params: { booksDebtorId } },
    })
  }
  await recordWork(work, (scope) => removeLinks(scope, work.combi.id, fresh))
  return new Set(fresh.map(({ debtorRef }) => debtorRef))
}

/**
 * The link that holds this debtor for a relation that no longer exists in the source: it was merged into another one there,
 * or removed, and keeps nobody from the debtor any more. Null when its holder is there, or is nobody.
 */
export const findAbandoned = async (
  {
    flows,
    workspaceId,
    source,
  }: { flows: FlowContext; workspaceId: string; source: Pick<SourceAccount, 'getDebtors'> },
  books: Books,
  booksDebtorId: string,
): Promise<DebtorLinkRow | null> => {
  const link = await withWorkspace(flows.db, workspaceId, (scope) => findLinkOf(scope, books, booksDebtorId))
  if (link === null) return null
  const { items, rejected } = await source.getDebtors([{ ref: link.debtorRef, kind: link.debtorKind }])
  // One that cannot be read is there.
  return items.length === 0 && rejected.length === 0 ? link : null
}
