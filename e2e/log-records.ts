import { randomUUID } from 'node:crypto'
import { asPortal } from './people'

/** A line that this run wrote about a debtor. @returns its id. */
export const addRecordOf = (databaseUrl: string, runId: string): Promise<string> =>
  asPortal(databaseUrl, async (client) => {
    const id = randomUUID()
    await client.query(
      `INSERT INTO "RunItem" (id, "workspaceId", "combiId", "runId", at, kind, label, outcome)
       SELECT $1, "workspaceId", "combiId", id, "requestedAt", 'debtor', 'Debiteur van een proef', 'created'
       FROM "SyncRun" WHERE id = $2`,
      [id, runId],
    )
    return id
  })
