import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Browser, Page } from '@playwright/test'
import { Client } from 'pg'
import type { StackInfo } from './stack-info'

export type Visitor = { email: string; cookie: string }

type Role = 'owner' | 'viewer'

const sessionCookie = 'next-auth.session-token'
const dayMs = 24 * 60 * 60 * 1000

/** Work in the database as the portal itself does it. */
export const asPortal = async <T>(databaseUrl: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('SET ROLE portal_system')
    return await work(client)
  } finally {
    await client.end()
  }
}

const addSession = async (client: Client, userId: string): Promise<string> => {
  const token = randomBytes(32).toString('base64url')
  await client.query('INSERT INTO "Session" (id, "sessionToken", "userId", expires) VALUES ($1, $2, $3, $4)', [
    randomUUID(),
    createHash('sha256').update(token).digest('base64url'),
    userId,
    new Date(Date.now() + dayMs),
  ])
  return `${sessionCookie}=${token}`
}

type Person = { userId: string; email: string; name: string }

const addPerson = async (
  client: Client,
  person: Person,
  { workspaceId, role }: { workspaceId: string; role: Role },
) => {
  await client.query('INSERT INTO "User" (id, email, name) VALUES ($1, $2, $3)', [
    person.userId,
    person.email,
    person.name,
  ])
  await client.query('INSERT INTO "Membership" ("workspaceId", "userId", role) VALUES ($1, $2, $3)', [
    workspaceId,
    person.userId,
    role,
  ])
}

const addWorkspace = async (client: Client): Promise<string> => {
  const workspaceId = randomUUID()
  await client.query('INSERT INTO "Workspace" (id, name) VALUES ($1, $2)', [workspaceId, 'Andere werkruimte'])
  return workspaceId
}

/** Somebody who is signed in: in a workspace of his own, or with a role in the one that is named. */
export const addVisitor = (databaseUrl: string, role: Role, workspaceId: string | null = null): Promise<Visitor> =>
  asPortal(databaseUrl, async (client) => {
    const userId = randomUUID()
    const email = `${userId}@bezoeker.example`
    const place = { workspaceId: workspaceId ?? (await addWorkspace(client)), role }
    await addPerson(client, { userId, email, name: 'Bezoeker' }, place)
    return { email, cookie: await addSession(client, userId) }
  })

/** Somebody has shown that mail to this address reaches him. */
export const confirmAddressOf = (databaseUrl: string, email: string): Promise<void> =>
  asPortal(databaseUrl, async (client) => {
    await client.query('UPDATE "User" SET "emailVerified" = now() WHERE email = $1', [email])
  })

/** Whoever has this address, signed in; with an account and a workspace of his own when he had none. */
export const signInAs = (databaseUrl: string, email: string): Promise<Visitor> =>
  asPortal(databaseUrl, async (client) => {
    const find = async () =>
      (await client.query<{ id: string }>('SELECT id FROM "User" WHERE email = $1', [email])).rows[0]?.id
    const known = await find()
    const userId = known ?? randomUUID()
    if (known === undefined) {
      const place = { workspaceId: await addWorkspace(client), role: 'owner' as const }
      await addPerson(client, { userId, email, name: 'Administratie' }, place)
    }
    return { email, cookie: await addSession(client, userId) }
  })

/** How often somebody is signed in, and what he has. */
export const possessionsOf = (databaseUrl: string, email: string): Promise<Record<string, unknown>> =>
  asPortal(databaseUrl, async (client) => {
    const { rows } = await client.query<Record<string, unknown>>(
      `SELECT count(DISTINCT s.id) AS sessions, count(DISTINCT m."workspaceId") AS workspaces,
         count(DISTINCT c.id) AS combis, count(DISTINCT u.id) AS people
       FROM "User" AS u
       LEFT JOIN "Session" AS s ON s."userId" = u.id
       LEFT JOIN "Membership" AS m ON m."userId" = u.id
       LEFT JOIN "Combi" AS c ON c."workspaceId" = m."workspaceId"
       WHERE u.email = $1`,
      [email],
    )
    return rows[0] ?? {}
  })

/** One more workspace that this person owns. */
export const addWorkspaceOf = (databaseUrl: string, email: string, name: string): Promise<string> =>
  asPortal(databaseUrl, async (client) => {
    const workspaceId = randomUUID()
    await client.query('INSERT INTO "Workspace" (id, name) VALUES ($1, $2)', [workspaceId, name])
    await client.query(
      'INSERT INTO "Membership" ("workspaceId", "userId", role) SELECT $1, id, \'owner\' FROM "User" WHERE email = $2',
      [workspaceId, email],
    )
    return workspaceId
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

/** Has this page's browser be the visitor's. */
export const enterAs = async (
  page: Page,
  { cookie }: Visitor,
  { appUrl }: Pick<StackInfo, 'appUrl'>,
): Promise<void> => {
  const [name = '', value = ''] = cookie.split('=')
  await page.context().addCookies([{ name, value, url: appUrl }])
}

/** Another browser: a stranger's, or that of a visitor. */
export const openBrowser = async (browser: Browser, stack: StackInfo, visitor?: Visitor): Promise<Page> => {
  const page = await (await browser.newContext({ baseURL: stack.appUrl, locale: 'nl-NL' })).newPage()
  if (visitor !== undefined) await enterAs(page, visitor, stack)
  return page
}
