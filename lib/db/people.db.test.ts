import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withSystem } from './client'
import { findCredentials, listWorkspacesOf } from './people'
import { createSession, endSession, hashSessionToken } from './sessions'
import { createTestDatabase, type TestDatabase } from './testing'
import { seedWorkspace } from './views/testing'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const now = new Date('2026-03-10T12:00:00Z')
const sessionsOf = (userId: string) => withSystem(database.db, (tx) => tx.session.findMany({ where: { userId } }))

describe('signing in', () => {
  it('finds a person by address whatever its capitals, and by nothing that merely looks like it', async () => {
    const email = 'jan_jansen@breekijzer.nl'
    await withSystem(database.db, (tx) => tx.user.create({ data: { email, passwordHash: 'hash' } }))
    expect(await findCredentials(database.db, 'Jan_Jansen@Breekijzer.NL')).toMatchObject({
      passwordHash: 'hash',
      hasWorkspace: false,
    })
    expect(await findCredentials(database.db, 'jan.jansen@breekijzer.nl')).toBeNull()
    expect(await findCredentials(database.db, '%@breekijzer.nl')).toBeNull()
  })

  it('keeps a session under the hash of its token, and clears away those that ended', async () => {
    const { userId } = await seedWorkspace(database.db)
    await createSession(database.db, userId, new Date('2026-01-01T00:00:00Z'))
    const { token, expires } = await createSession(database.db, userId, now)
    expect(await sessionsOf(userId)).toMatchObject([{ sessionToken: hashSessionToken(token), expires }])
    expect(hashSessionToken(token)).not.toBe(token)
  })

  it('ends the session that is signed out of, and no other', async () => {
    const { userId } = await seedWorkspace(database.db)
    const [one, other] = [await createSession(database.db, userId, now), await createSession(database.db, userId, now)]
    await endSession(database.db, one.token)
    expect((await sessionsOf(userId)).map(({ sessionToken }) => sessionToken)).toEqual([hashSessionToken(other.token)])
  })

  it('knows the workspaces that a person belongs to, with his role', async () => {
    const { userId, workspaceId } = await seedWorkspace(database.db, { role: 'viewer' })
    await seedWorkspace(database.db)
    expect(await listWorkspacesOf(database.db, userId)).toEqual([{ workspaceId, role: 'viewer', name: 'Breekijzer' }])
  })
})
