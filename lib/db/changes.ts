import 'server-only'
import { Client } from 'pg'

type Listener = (workspaceId: string) => void

/** Hears which workspaces changed; `lost` settles when it hears nothing any more. */
export type ChangeFeed = { lost: Promise<void>; close: () => Promise<void> }

const channel = 'portal_change'

/**
 * Listens to what the database says when something that people look at has changed. It takes a connection of its own,
 * straight to the server: a pooler that lends connections per transaction passes nothing on.
 * @throws when the database cannot be reached.
 */
export const openChangeFeed = async (databaseUrl: string, onChange: Listener): Promise<ChangeFeed> => {
  const client = new Client({
    connectionString: databaseUrl,
    application_name: 'combi-portaal changes',
    keepAlive: true,
  })
  const lost = new Promise<void>((resolve) => {
    client.once('error', () => {
      resolve()
    })
    client.once('end', () => {
      resolve()
    })
  })
  client.on('notification', ({ payload }) => {
    if (payload !== undefined) onChange(payload)
  })
  await client.connect()
  await client.query(`LISTEN ${channel}`)
  return { lost, close: () => client.end() }
}
