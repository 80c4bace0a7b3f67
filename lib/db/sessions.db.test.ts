import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withSystem } from './client'
import {
  createSession,
  endOtherSessions,
  endSessionOf,
  listSessions,
  sessionLifetimeMs,
  startSession,
  visitSession,
} from './sessions'
import { createTestDatabase, type TestDatabase } from './testing'
import { seedWorkspace } from './views/testing'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const now = new Date('2026-03-10T12:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const inSystem = <T>(work: Parameters<typeof withSystem<T>>[1]) => withSystem(database.db, work)
const visit = (token: string, at = now) => visitSession(database.db, token, at)
const list = (userId: string, at = now) => inSystem((tx) => listSessions(tx, { userId, now: at }))

describe('the sessions of a person', () => {
  it('are listed with device and last use, the one used last first, and without those that ended', async () => {
    const { userId } = await seedWorkspace(database.db)
    await seedWorkspace(database.db)
    await inSystem((tx) => startSession(tx, { userId, device: 'Chrome · Windows', now }))
    await inSystem((tx) => startSession(tx, { userId, device: 'Safari · iPhone', now: later(30) }))
    expect(await list(userId)).toMatchObject([
      { device: 'Safari · iPhone', createdAt: later(30), lastSeenAt: later(30) },
      { device: 'Chrome · Windows', createdAt: now, lastSeenAt: now },
    ])
    expect(await list(userId, new Date(now.getTime() + sessionLifetimeMs))).toHaveLength(1)
  })

  it('write down that they are used, once in ten minutes', async () => {
    const { userId } = await seedWorkspace(database.db)
    const { token } = await createSession(database.db, userId, now)
    const lastSeenAt = async () => (await list(userId))[0]?.lastSeenAt
    await visit(token, later(9))
    expect(await lastSeenAt()).toEqual(now)
    await visit(token, later(10))
    expect(await lastSeenAt()).toEqual(later(10))
  })

  it('are met by their token, which ends with them', async () => {
    const { userId, email } = await seedWorkspace(database.db)
    const { token } = await createSession(database.db, userId, now)
    expect((await visit(token))?.visit).toMatchObject({ userId, email, needsSecondFactor: false })
    expect(await visit('verzonnen')).toBeNull()
    const [session] = await list(userId)
    expect(await inSystem((tx) => endSessionOf(tx, { userId, id: session?.id ?? '' }))).toBe(true)
    expect(await visit(token)).toBeNull()
  })

  it('are ended by their own person only', async () => {
    const [one, other] = [await seedWorkspace(database.db), await seedWorkspace(database.db)]
    const { token } = await createSession(database.db, one.userId, now)
    const id = (await list(one.userId))[0]?.id ?? ''
    expect(await inSystem((tx) => endSessionOf(tx, { userId: other.userId, id }))).toBe(false)
    expect(await inSystem((tx) => endOtherSessions(tx, { userId: other.userId, exceptId: null }))).toBe(0)
    expect(await visit(token)).not.toBeNull()
  })

  it('end together, but for the one that is kept', async () => {
    const { userId } = await seedWorkspace(database.db)
    const tokens = [
      (await createSession(database.db, userId, now)).token,
      (await createSession(database.db, userId, now)).token,
    ] as const
    const exceptId = (await visit(tokens[0]))?.visit.sessionId ?? ''
    expect(await inSystem((tx) => endOtherSessions(tx, { userId, exceptId }))).toBe(1)
    expect([await visit(tokens[0]), await visit(tokens[1])]).toMatchObject([{ visit: { sessionId: exceptId } }, null])
  })
})
