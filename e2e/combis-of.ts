import { randomUUID } from 'node:crypto'
import { asPortal } from './people'

type Wanted = { workspaceId: string; name: string; account: string }

/** A combi that stands still, so that nothing of the background happens to it. */
export const addPausedCombi = (databaseUrl: string, { workspaceId, name, account }: Wanted): Promise<string> =>
  asPortal(databaseUrl, async (client) => {
    const [combiId, source, books] = [randomUUID(), randomUUID(), randomUUID()]
    for (const [id, connectorId] of [
      [source, 'simplicate'],
      [books, 'minox'],
    ])
      await client.query(
        `INSERT INTO "Connection" (id, "workspaceId", "connectorId", "accountRef", label, "keyVersion", "wrappedKey", "sealedSecret", "updatedAt")
         VALUES ($1, $2, $3, $4, $4, 1, '\\x01', '\\x01', now())`,
        [id, workspaceId, connectorId, account],
      )
    await client.query(
      `INSERT INTO "Combi" (id, "workspaceId", name, "sourceConnectionId", "booksConnectionId", state, "invoicesFrom", "nextSyncAt", "updatedAt")
       VALUES ($1, $2, $3, $4, $5, 'paused', '2026-01-01', now(), now())`,
      [combiId, workspaceId, name, source, books],
    )
    return combiId
  })
