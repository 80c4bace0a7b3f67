import { addAuditEntry } from '@/lib/db/audit'
import { withWorkspace } from '@/lib/db/client'
import { lockCombi, setCombiRemoved } from '@/lib/db/combi-lifecycle'
import { destroyUnusedSecrets } from '@/lib/db/connections'
import { findUnfinishedRun, finishRun } from '@/lib/db/runs'
import type { FlowContext } from '../context'
import type { Editing } from './pause-combi'

export type Removed =
  | { ok: true }
  | { ok: false; reason: 'not-found' }
  /** What was typed is not the name of this combi. */
  | { ok: false; reason: 'name-differs' }

/**
 * Removes a combi: nothing of it runs any more, and the secrets of accounts that no other combi uses are destroyed, in one
 * transaction. Its trail stays, and its pair can be installed again. Neither vendor's contract knows a way to revoke a
 * grant: what was granted there, only its owner can take back there.
 */
export const removeCombi = (
  flows: FlowContext,
  { workspaceId, combiId, actor, typedName }: Editing & { typedName: string },
): Promise<Removed> =>
  withWorkspace(flows.db, workspaceId, async (scope) => {
    const combi = await lockCombi(scope, combiId)
    if (combi === null) return { ok: false, reason: 'not-found' }
    if (!isSameName(typedName, combi.name)) return { ok: false, reason: 'name-differs' }
    const now = flows.now()
    await setCombiRemoved(scope, combiId, now)
    const run = await findUnfinishedRun(scope, combiId)
    if (run !== null)
      await finishRun(scope, run.id, {
        ...{ now, counts: {}, outcome: null, isForced: true },
        reason: { code: 'combi-removed', params: {} },
      })
    const destroyed = await destroyUnusedSecrets(scope, [combi.sourceConnectionId, combi.booksConnectionId])
    for (const { connectorId, accountRef } of destroyed)
      await addAuditEntry(scope, {
        ...{ kind: 'connection-removed', actor, at: now },
        params: { connector: connectorId, account: accountRef },
      })
    await addAuditEntry(scope, { kind: 'combi-removed', actor, at: now, params: { combi: combi.name } })
    return { ok: true }
  })

/** Nobody finds the dash of `Simplicate – Minox Online` on a keyboard. */
const isSameName = (typed: string, name: string): boolean => plain(typed) === plain(name)

const plain = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[‐‑‒–—−]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .trim()
