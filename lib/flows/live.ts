import { randomUUID } from 'node:crypto'
import { openAccounting, openSignIn, openSource } from '@/lib/connectors/registry'
import { getDb } from '@/lib/db/client'
import { secretStore } from '@/lib/db/secret-store'
import { getEnv } from '@/lib/platform/env'
import { getKeyring } from '@/lib/platform/keyring'
import type { ConnectionKey, FlowContext } from './context'

// Kept on the global object: in development each reload makes this module anew.
const shared = globalThis as typeof globalThis & { portalFlows?: FlowContext }

/** The flows as they run in this process: the environment's database and vendors, real time and chance. */
export const getFlows = (): FlowContext => (shared.portalFlows ??= createLiveFlows())

const createLiveFlows = (): FlowContext => {
  const db = getDb()
  const keyring = getKeyring()
  const now = () => new Date()
  const secretsOf = ({ workspaceId, connectionId, connectorId }: ConnectionKey) =>
    secretStore({ db, keyring, workspaceId, connectionId, connectorId, now })
  return {
    db,
    now,
    newId: randomUUID,
    random: Math.random,
    keyring,
    appUrl: getEnv().appUrl,
    charts: new Map(),
    vocabularies: new Map(),
    openSource: (connection, observe) => openSource(connection, { secrets: secretsOf(connection), now, observe }),
    openBooks: (connection, observe) => openAccounting(connection, { secrets: secretsOf(connection), now, observe }),
    openSignIn: (connectorId, accountRef) => openSignIn(connectorId, { accountRef, now, observe: () => undefined }),
  }
}
