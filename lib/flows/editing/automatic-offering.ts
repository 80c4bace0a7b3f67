import { addAuditEntry } from '@/lib/db/audit'
import { confirmOffering, listPending, listUnconfirmed } from '@/lib/db/automatic-offering'
import { withWorkspace } from '@/lib/db/client'
import { lockCombi } from '@/lib/db/combi-lifecycle'
import { meetsRule } from '@/lib/sync/offering-rule'
import type { FlowContext } from '../context'
import type { Editing } from './pause-combi'

/** Looked through for what a rule takes; who has more decides about them by hand. */
const mostLookedThrough = 10_000

/** What a combi would hand over now by itself, of which a person is shown `ids`: at most so many as he may decide about at once. */
export type AwaitedOffering = {
  combi: { id: string; name: string; vendors: { source: string; books: string } }
  settingsVersion: number
  count: number
  ids: string[]
}

/** The combi's that wait for somebody to agree to what they hand over, with what that comes to now. */
export const readAwaitedOfferings = (
  flows: FlowContext,
  { workspaceId, mostIds }: { workspaceId: string; mostIds: number },
): Promise<AwaitedOffering[]> =>
  withWorkspace(flows.db, workspaceId, async (scope) => {
    const awaited: AwaitedOffering[] = []
    for (const { id, name, rule, settingsVersion, connectors } of await listUnconfirmed(scope)) {
      const pending = await listPending(scope, id, mostLookedThrough)
      const ids = pending.filter((invoice) => meetsRule(invoice, rule)).map((invoice) => invoice.id)
      awaited.push({
        combi: { id, name, vendors: connectors },
        ...{ settingsVersion, count: ids.length, ids: ids.slice(0, mostIds) },
      })
    }
    return awaited
  })

/**
 * Has a combi hand over by itself what it reads from now on, for somebody who saw what that comes to under this version of
 * its settings. What was shown and not handed over stays with people.
 */
export const agreeToOffering = (
  flows: FlowContext,
  { workspaceId, combiId, actor }: Editing,
  settingsVersion: number,
): Promise<{ ok: true } | { ok: false; reason: 'not-found' | 'settings-changed' }> =>
  withWorkspace(flows.db, workspaceId, async (scope) => {
    const combi = await lockCombi(scope, combiId)
    if (combi === null) return { ok: false, reason: 'not-found' }
    const at = flows.now()
    if (!(await confirmOffering(scope, combiId, { settingsVersion, at })))
      return { ok: false, reason: 'settings-changed' }
    await addAuditEntry(scope, { kind: 'offering-agreed', actor, at, params: { combi: combi.name } })
    return { ok: true }
  })
