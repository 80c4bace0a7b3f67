import type { AccountingAccount, SourceAccount } from '@/lib/connectors/contract'
import type { HttpCall } from '@/lib/connectors/http'
import { withWorkspace, type Scope } from '@/lib/db/client'
import { renewLease, type CombiRecord } from '@/lib/db/combis'
import { addRunItems, advanceRun, type RunRecord } from '@/lib/db/runs'
import type { FlowContext } from './context'
import { emptyTally, type Tally } from './tally'

/** Longer than the slowest call with room; short enough that a crashed worker's run goes on within minutes. */
const leaseMs = 5 * 60_000

/** A run as one execution works on it. `combi` is a snapshot; its checkpoints are moved here and in the database alike. */
export type RunWork = {
  flows: FlowContext
  workspaceId: string
  combi: CombiRecord
  run: RunRecord
  lease: { token: string; renewedAt: Date }
  source: SourceAccount
  books: AccountingAccount
  tally: Tally
  /** Relations whose debtor was gone from the books and whose link was let go; each of them once. */
  relinked: Set<string>
  /** Vendor calls of this execution so far; written down when it ends, however it ends. */
  calls: HttpCall[]
}

/** Our reference on a debtor in the books; it names the source, whose ids mean nothing elsewhere. */
export const externalRefOf = ({ combi }: RunWork, debtor: { ref: string }): string =>
  `${combi.source.connectorId}:${debtor.ref}`

/** Another execution took the combi over; whatever this one still wanted to write is no longer its business. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
}

export const leaseEnd = (now: Date): Date => new Date(now.getTime() + leaseMs)

/**
 * Well within the lease, and seldom enough to cost nothing beside the calls it protects; soon enough that a run whose combi
 * was removed, or whose settings were changed, writes nothing more a few seconds later.
 */
const renewAfterMs = 5_000

/**
 * Makes sure that the combi is still ours before something is written to a vendor. It asks the database only when the
 * lease was not renewed for a while, as happens when a vendor is slow.
 * @throws LeaseLost when it is not.
 */
export const keepLease = async (work: RunWork): Promise<void> => {
  const { flows, workspaceId } = work
  if (flows.now().getTime() - work.lease.renewedAt.getTime() < renewAfterMs) return
  await withWorkspace(flows.db, workspaceId, (scope) => renew(work, scope))
}

const renew = async ({ flows, combi, lease }: RunWork, scope: Scope): Promise<void> => {
  const now = flows.now()
  if (!(await renewLease(scope, combi.id, { token: lease.token, until: leaseEnd(now) }))) throw new LeaseLost()
  lease.renewedAt = now
}

/**
 * Writes down what the run did, in one transaction with `save`, after making sure that the combi is still ours.
 * @throws LeaseLost when it is not; then nothing is written.
 */
export const recordWork = async <T>(work: RunWork, save: (scope: Scope) => Promise<T>): Promise<T> => {
  const { flows, workspaceId, run } = work
  const saved = await withWorkspace(flows.db, workspaceId, async (scope) => {
    await renew(work, scope)
    const result = await save(scope)
    await addRunItems(scope, run.id, work.tally.items)
    await advanceRun(scope, run.id, { phase: run.phase, counts: work.tally.counts, now: flows.now() })
    return result
  })
  emptyTally(work.tally)
  return saved
}
