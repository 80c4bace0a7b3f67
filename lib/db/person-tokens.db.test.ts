import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withSystem } from './client'
import { createPersonToken, findPersonToken, revokePersonTokens, usePersonToken } from './person-tokens'
import { createTestDatabase, type TestDatabase } from './testing'
import { seedWorkspace } from './views/testing'

let database: TestDatabase
let userId: string
beforeAll(async () => {
  database = await createTestDatabase()
  userId = (await seedWorkspace(database.db)).userId
})
afterAll(() => database.drop())

const now = new Date('2026-03-10T12:00:00Z')
const lifetimeMs = 60_000
const inSystem = <T>(work: Parameters<typeof withSystem<T>>[1]) => withSystem(database.db, work)
const create = (params?: Record<string, string>) =>
  inSystem((tx) => createPersonToken({ tx }, { userId, purpose: 'choose_password', params, lifetimeMs, now }))
const use = (token: string, at = now) =>
  inSystem((tx) => usePersonToken(tx, { token, purpose: 'choose_password', now: at }))

describe('a link in a mail', () => {
  it('works for one of twenty who follow it at once', async () => {
    const token = await create({ about: 'this' })
    const used = await Promise.all(Array.from({ length: 20 }, () => use(token)))
    expect(used.filter((one) => one !== null)).toEqual([{ userId, params: { about: 'this' } }])
  })

  it('works until its time is up, and for what it was made for', async () => {
    const token = await create()
    const other = { token, purpose: 'confirm_address', now } as const
    expect(await inSystem((tx) => usePersonToken(tx, other))).toBeNull()
    expect(await use(token, new Date(now.getTime() + lifetimeMs))).toBeNull()
    expect(await use(token, new Date(now.getTime() + lifetimeMs - 1))).toEqual({ userId, params: null })
  })

  it('can be looked at without being used up', async () => {
    const token = await create()
    const find = () => inSystem((tx) => findPersonToken(tx, { token, purpose: 'choose_password', now }))
    expect(await find()).toEqual({ userId, params: null })
    expect(await use(token)).not.toBeNull()
    expect(await find()).toBeNull()
  })

  it('stands in the database as a hash, from which it cannot be made', async () => {
    const token = await create()
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const rows = await inSystem((tx) => tx.$queryRaw<{ row: string }[]>`SELECT t::text AS row FROM "PersonToken" AS t`)
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('is worth nothing once it was taken back, and does not look used', async () => {
    const token = await create()
    await inSystem((tx) => revokePersonTokens(tx, { userId, purposes: ['choose_password'], now }))
    expect(await use(token)).toBeNull()
    const taken = await inSystem((tx) => tx.personToken.findMany({ where: { userId, expiresAt: now } }))
    expect(taken.length).toBeGreaterThan(0)
    expect(taken.every(({ usedAt }) => usedAt === null)).toBe(true)
  })
})
