import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withSystem, withWorkspace } from './client'
import { createTestDatabase, type TestDatabase } from './testing'

describe('smoke', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.drop())
  it('works', async () => {
    const id = randomUUID()
    await withSystem(database.db, (tx) => tx.workspace.create({ data: { id, name: 'A' } }))
    expect(await withWorkspace(database.db, id, ({ tx }) => tx.workspace.count())).toBe(1)
    expect(await withWorkspace(database.db, randomUUID(), ({ tx }) => tx.workspace.count())).toBe(0)
    expect(await database.db.prisma.workspace.count()).toBe(0)
  })
})
