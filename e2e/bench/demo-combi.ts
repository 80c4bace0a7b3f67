import { setTimeout as delay } from 'node:timers/promises'
import { withSystem, withWorkspace } from '@/lib/db/client'
import { getFlows } from '@/lib/flows/live'
import { offerInvoices } from '@/lib/flows/offer-invoices'
import { requestSync } from '@/lib/flows/request-sync'
import { runSyncSlice } from '@/lib/flows/sync-combi'

/** The combi that the seed installed, driven by its flows as the background process would. */
export const openDemoCombi = async () => {
  const flows = getFlows()
  const combi = await withSystem(flows.db, (tx) =>
    tx.combi.findFirstOrThrow({ select: { id: true, workspaceId: true } }),
  )
  const owner = await withSystem(flows.db, (tx) => tx.user.findFirstOrThrow({ select: { id: true } }))
  const key = { workspaceId: combi.workspaceId, combiId: combi.id }
  const start = async (): Promise<string> => {
    // As the scheduler starts it: nobody asks for held invoices to be tried again.
    const answer = await requestSync(flows, { ...key, userId: null, trigger: 'schedule' })
    if (!answer.ok) throw new Error(`No run: ${answer.reason}`)
    return answer.runId
  }
  const read = (runId: string) =>
    withWorkspace(flows.db, key.workspaceId, ({ tx }) =>
      tx.syncRun.findFirstOrThrow({ where: { id: runId }, omit: { reasonParams: true } }),
    )
  return {
    ...key,
    db: flows.db,
    start,
    read,
    /** Runs a synchronisation to its end in this process. */
    async sync() {
      const runId = await start()
      for (;;) {
        const { done, waitMs } = await runSyncSlice(flows, { ...key, runId })
        if (done) return read(runId)
        await delay(waitMs)
      }
    },
    /** Offers everything that waits for a decision. @returns how many. */
    async offerAll() {
      const pending = await withWorkspace(flows.db, key.workspaceId, ({ tx }) =>
        tx.invoice.findMany({ where: { combiId: combi.id, state: 'pending' }, select: { id: true } }),
      )
      const { offered } = await offerInvoices(flows, {
        workspaceId: key.workspaceId,
        userId: owner.id,
        ids: pending.map(({ id }) => id),
        bookingDate: null,
      })
      return offered.length
    },
    /** Relations that have a debtor in the books already. */
    async linkedOrganizations() {
      const links = await withWorkspace(flows.db, key.workspaceId, ({ tx }) =>
        tx.debtorLink.findMany({
          where: { combiId: combi.id, debtorKind: 'organization' },
          select: { debtorRef: true },
        }),
      )
      return links.map(({ debtorRef }) => debtorRef)
    },
  }
}
