import { addAuditEntry } from '@/lib/db/audit'
import { withSystem } from '@/lib/db/client'
import { lockCombi } from '@/lib/db/combi-lifecycle'
import type { CombiRecord } from '@/lib/db/combis'
import { reactivateConnection, readSecret } from '@/lib/db/connections'
import { setConnectionExpiry } from '@/lib/db/setup-connections'
import { forgetSetup, lockSetup, type SetupConnection, type SetupRecord } from '@/lib/db/setups'
import type { FlowContext } from '../context'
import { SetupIncomplete, type SetupSide } from '../setup/open-setup'
import { findLiving } from './open-combi'
import type { Editing } from './pause-combi'

export type Renewed =
  | { ok: true }
  | { ok: false; reason: 'not-found' }
  /** What the combi has done belongs to one account; another would mix two sets of books. */
  | { ok: false; reason: 'other-account'; given: string; expected: string }
  /** The new consent covers less than the combi uses. */
  | { ok: false; reason: 'administrations-missing'; missing: string }

/**
 * Puts a new sign-in, connected and checked on a way through the wizard of its own, in the place of the one that a combi
 * has. Only the same account can take its place: then everything goes on where it was. The way is forgotten however it ends.
 */
export const renewConnection = async (
  flows: FlowContext,
  editing: Editing,
  { setup, side }: { setup: Pick<SetupRecord, 'id' | 'workspaceId'>; side: SetupSide },
): Promise<Renewed> => {
  const connected = await withSystem(flows.db, (tx) => lockSetup(tx, setup))
  const given = connected?.[side] ?? null
  if (connected === null || given === null) throw new SetupIncomplete()
  try {
    return await replace(flows, editing, { setup: connected, side, given })
  } finally {
    await withSystem(flows.db, (tx) => forgetSetup(tx, setup))
  }
}

type Replacing = { setup: SetupRecord; side: SetupSide; given: SetupConnection }

const replace = async (flows: FlowContext, editing: Editing, { setup, side, given }: Replacing): Promise<Renewed> => {
  const combi = await findLiving(flows, editing)
  if (combi === null || setup.renews?.combiId !== editing.combiId) return { ok: false, reason: 'not-found' }
  const target = combi[side]
  if (given.accountRef !== target.accountRef)
    return { ok: false, reason: 'other-account', given: given.accountRef, expected: target.accountRef }
  const missing = await findMissing(flows, combi, { setup, side, given })
  if (missing.length > 0) return { ok: false, reason: 'administrations-missing', missing: missing.join(', ') }
  return withSystem(flows.db, async (tx): Promise<Renewed> => {
    const scope = { tx, workspaceId: editing.workspaceId }
    if ((await lockCombi(scope, combi.id)) === null) return { ok: false, reason: 'not-found' }
    const stored = await readSecret({ tx, workspaceId: setup.workspaceId }, flows.keyring, given.id)
    if (stored === null) throw new SetupIncomplete()
    const { secret } = stored
    await reactivateConnection(scope, flows.keyring, { id: target.id, secret, label: given.label, now: flows.now() })
    await setConnectionExpiry(scope, target.id, given.expiresOn)
    await addAuditEntry(scope, {
      ...{ kind: 'connection-renewed', actor: editing.actor, at: flows.now() },
      params: { connector: target.connectorId, account: target.accountRef },
    })
    return { ok: true }
  })
}

/** What the combi links and the new sign-in does not reach. */
const findMissing = async (
  flows: FlowContext,
  { profiles }: CombiRecord,
  { setup: { workspaceId }, side, given }: Replacing,
): Promise<string[]> => {
  const { id, connectorId, accountRef } = given
  const key = { ...{ workspaceId, connectionId: id, connectorId, accountRef } }
  const unseen = () => undefined
  if (side === 'source') {
    const reached = new Set((await flows.openSource(key, unseen).listCompanyProfiles()).map(({ ref }) => ref))
    return profiles
      .filter(({ companyProfileRef }) => !reached.has(companyProfileRef))
      .map((one) => one.companyProfileName)
  }
  const reached = new Set((await flows.openBooks(key, unseen).listAdministrations()).map(({ ref }) => ref))
  return profiles
    .filter(({ administrationRef }) => !reached.has(administrationRef))
    .map((one) => one.administrationName)
}
