import { recordSwept } from '@/lib/db/sweeps'
import { isSweepDue } from '@/lib/sync/sweep-due'
import { compareEntries } from './compare-entries'
import { recordWork, type RunWork } from './run-work'
import { seekInvoices } from './seek-invoices'

/**
 * Holds the mirror against both sides once a night, for what no change tells of: invoices that the source has no more, and
 * entries that somebody changed or removed in the books. Bounded: what was longest not looked at comes first, and the rest
 * the next nights.
 * @throws ConnectorError when a vendor does not answer; the next run goes on with it.
 */
export const sweepCombi = async (work: RunWork): Promise<void> => {
  const { flows, combi } = work
  const { sweptAt } = combi
  const now = flows.now()
  if (sweptAt !== null && !isSweepDue(sweptAt, now)) return
  if (sweptAt !== null) {
    await seekInvoices(work)
    for (const { administrationRef } of combi.profiles) await compareEntries(work, administrationRef)
  }
  await recordWork(work, (scope) => recordSwept(scope, combi.id, now))
  combi.sweptAt = now
}
