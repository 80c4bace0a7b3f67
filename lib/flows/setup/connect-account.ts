import type { AccountInfo } from '@/lib/connectors/contract'
import { parseAccountRef, secretFromKey } from '@/lib/connectors/registry'
import { withWorkspace } from '@/lib/db/client'
import { createConnection } from '@/lib/db/connections'
import { removeConnection, setConnectionExpiry } from '@/lib/db/setup-connections'
import { attachConnection, type SetupRecord } from '@/lib/db/setups'
import { dayInAmsterdam, type Day } from '@/lib/domain/day'
import { isEmailAddress } from '@/lib/domain/email-address'
import type { ConnectionKey, FlowContext } from '../context'
import { checkBooks, checkSource } from './check-account'
import { setupSides, SetupIncomplete, type SetupSide } from './open-setup'
import { SetupProblem } from './problems'

type NewAccount = {
  side: SetupSide
  account: AccountInfo
  secret: unknown
  /** A key of the customer's own, rather than a consent. */
  isKey: boolean
  expiresOn: Day | null
}

/**
 * Connects an account to its side of the setup, once it has shown that it can read all that is needed. It is stored first,
 * sealed, since a token that is renewed while it is checked must be kept; what does not pass is removed again.
 * @throws SetupProblem
 */
export const connectAccount = async (
  flows: FlowContext,
  setup: SetupRecord,
  { side, account, secret, isKey, expiresOn }: NewAccount,
): Promise<void> => {
  const { workspaceId } = setup
  const connectionId = flows.newId()
  const connectorId = setupSides[side]
  const inWorkspace = <T>(work: Parameters<typeof withWorkspace<T>>[2]) => withWorkspace(flows.db, workspaceId, work)
  await inWorkspace(async (scope) => {
    const { ref: accountRef, label } = account
    await createConnection(scope, flows.keyring, { id: connectionId, connectorId, accountRef, label, secret })
    if (expiresOn !== null) await setConnectionExpiry(scope, connectionId, expiresOn)
  })
  try {
    const key = { workspaceId, connectionId, connectorId, accountRef: account.ref }
    const checked = await checkSide(flows, side, { key, isKey, account })
    const isAttached = await inWorkspace((scope) => attachConnection(scope, setup, { connectionId, ...checked }))
    if (!isAttached) throw new SetupIncomplete()
  } catch (error) {
    await inWorkspace((scope) => removeConnection(scope, connectionId))
    throw error
  }
}

type Checking = { key: ConnectionKey; isKey: boolean; account: AccountInfo }

/** What is remembered of a side once it passed. @throws SetupProblem when it does not. */
const checkSide = async (flows: FlowContext, side: SetupSide, { key, isKey, account }: Checking) => {
  const unseen = () => undefined
  if (side === 'books') return { side, administrationNames: await checkBooks(flows.openBooks(key, unseen)) }
  await checkSource(flows.openSource(key, unseen), { isKey, today: dayInAmsterdam(flows.now()) })
  // Nobody vouches for the address behind a key; the vendor does for that of whoever consented.
  const email = account.email?.trim() ?? ''
  const isProven = !isKey && isEmailAddress(email)
  return { side, email: { address: isProven ? email : null, isProven } }
}

export type TypedSourceKey = { key: string; secret: string; expiresOn: Day | null }

/** Connects the source with a key that the customer made there. @throws SetupProblem */
export const connectWithKey = async (
  flows: FlowContext,
  setup: SetupRecord,
  { typed, key: { expiresOn, ...key } }: { typed: string; key: TypedSourceKey },
): Promise<void> => {
  const connectorId = setupSides.source
  const ref = requireAccountRef(connectorId, typed)
  const secret = secretFromKey(connectorId, key)
  if (secret === null) throw new SetupProblem('not-configured')
  const isOver = expiresOn !== null && expiresOn < dayInAmsterdam(flows.now())
  try {
    const account = { ref, label: ref, email: null }
    await connectAccount(flows, setup, { side: 'source', account, secret, isKey: true, expiresOn })
  } catch (error) {
    throw error instanceof SetupProblem && error.code === 'key-refused' && isOver
      ? new SetupProblem('key-expired')
      : error
  }
}

/** @throws SetupProblem `domain-invalid` when no account of this vendor can be meant. */
export const requireAccountRef = (connectorId: string, typed: string): string => {
  const ref = parseAccountRef(connectorId, typed)
  if (ref === null) throw new SetupProblem('domain-invalid')
  return ref
}
