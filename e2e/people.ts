import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { Client } from 'pg'

export type Visitor = { email: string; cookie: string }

type Role = 'owner' | 'viewer'

const sessionCookie = 'next-auth.session-token'
const dayMs = 24 * 60 * 60 * 1000

const asPortal = async <T>(databaseUrl: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('SET ROLE portal_system')
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Somebody who is signed in: in a workspace of his own, or with a role in the one that is named. */
export const addVisitor = (databaseUrl: string, role: Role, workspaceId: string | null = null): Promise<Visitor> =>
  asPortal(databaseUrl, async (client) => {
    const [userId, ownWorkspaceId] = [randomUUID(), randomUUID()]
    const email = `${userId}@bezoeker.example`
    const token = randomBytes(32).toString('base64url')
    if (workspaceId === null)
      await client.query('INSERT INTO "Workspace" (id, name) VALUES ($1, $2)', [ownWorkspaceId, 'Andere werkruimte'])
    await client.query('INSERT INTO "User" (id, email, name) VALUES ($1, $2, $3)', [userId, email, 'Bezoeker'])
    await client.query('INSERT INTO "Membership" ("workspaceId", "userId", role) VALUES ($1, $2, $3)', [
      workspaceId ?? ownWorkspaceId,
      userId,
      role,
    ])
    await client.query('INSERT INTO "Session" (id, "sessionToken", "userId", expires) VALUES ($1, $2, $3, $4)', [
      randomUUID(),
      createHash('sha256').update(token).digest('base64url'),
      userId,
      new Date(Date.now() + dayMs),
    ])
    return { email, cookie: `${sessionCookie}=${token}` }
  })

/** One more workspace that this person owns. */
export const addWorkspaceOf = (databaseUrl: string, email: string, name: string): Promise<void> =>
  asPortal(databaseUrl, async (client) => {
    const workspaceId = randomUUID()
    await client.query('INSERT INTO "Workspace" (id, name) VALUES ($1, $2)', [workspaceId, name])
    await client.query(
      'INSERT INTO "Membership" ("workspaceId", "userId", role) SELECT $1, id, \'owner\' FROM "User" WHERE email = $2',
      [workspaceId, email],
    )
  })

/** The workspace of the demo user. */
export const workspaceOf = (databaseUrl: string, email: string): Promise<string> =>
  asPortal(databaseUrl, async (client) => {
    const { rows } = await client.query<{ workspaceId: string }>(
      'SELECT m."workspaceId" FROM "Membership" AS m JOIN "User" AS u ON u.id = m."userId" WHERE u.email = $1',
      [email],
    )
    const [row] = rows
    if (row === undefined) throw new Error(`${email} has no workspace`)
    return row.workspaceId
  })
