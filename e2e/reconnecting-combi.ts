import { randomUUID } from 'node:crypto'
import { asPortal } from './people'

/** A combi in this workspace whose books no longer let the portal in. Nothing of it runs: its secrets open nothing. */
export const addReconnectingCombi = (databaseUrl: string, workspaceId: string, name: string): Promise<void> =>
  asPortal(databaseUrl, async (client) => {
    const connectionIds = { simplicate: randomUUID(), minox: randomUUID() }
    for (const [connectorId, id] of Object.entries(connectionIds))
      await client.query(
        `INSERT INTO "Connection" (id, "workspaceId", "connectorId", "accountRef", label, state, "keyVersion", "wrappedKey",
           "sealedSecret", "updatedAt") VALUES ($1::uuid, $2, $3, $1::text, $4, $5, 1, '', '', now())`,
        [id, workspaceId, connectorId, name, connectorId === 'minox' ? 'reconnect' : 'active'],
      )
    await client.query(
      `INSERT INTO "Combi" (id, "workspaceId", name, "sourceConnectionId", "booksConnectionId", state, "invoicesFrom",
         "nextSyncAt", "updatedAt") VALUES ($1, $2, $3, $4, $5, 'reconnect', now(), now(), now())`,
      [randomUUID(), workspaceId, name, connectionIds.simplicate, connectionIds.minox],
    )
  })
