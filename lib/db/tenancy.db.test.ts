import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDb, systemPrisma, withSystem, withWorkspace } from './client'
import { createTestDatabase, type TestDatabase } from './testing'
import { countRows, createTenant, invoiceRow, type Tenant } from './testing-rows'

let database: TestDatabase
let owner: Tenant
let stranger: Tenant

beforeAll(async () => {
  database = await createTestDatabase()
  owner = await createTenant(database.db, 'bakker')
  stranger = await createTenant(database.db, 'slager')
})
afterAll(() => database.drop())

const asSystem = <T>(sql: string) => withSystem(database.db, (tx) => tx.$queryRawUnsafe<T[]>(sql))

const noRows = { workspace: 0, membership: 0, user: 0, connection: 0, combi: 0, invoice: 0 }
const ownRows = { workspace: 1, membership: 1, user: 1, connection: 2, combi: 1, invoice: 1 }

describe('a workspace', () => {
  it('sees all of its own rows and none of another', async () => {
    for (const { workspaceId } of [owner, stranger]) {
      expect(await withWorkspace(database.db, workspaceId, countRows)).toEqual(ownRows)
      const found = await withWorkspace(database.db, workspaceId, ({ tx }) => tx.invoice.findMany())
      expect(found.map((invoice) => invoice.workspaceId)).toEqual([workspaceId])
    }
    expect(await withWorkspace(database.db, randomUUID(), countRows)).toEqual(noRows)
  })

  it('finds its own invoice by id, and nobody else does', async () => {
    const find = (tenant: Tenant) =>
      withWorkspace(database.db, tenant.workspaceId, ({ tx }) =>
        tx.invoice.findUnique({ where: { id: owner.invoiceId }, select: { id: true } }),
      )
    expect(await find(owner)).toEqual({ id: owner.invoiceId })
    expect(await find(stranger)).toBeNull()
  })

  it('changes and removes its own rows only, whatever the query says', async () => {
    const rename = (tenant: Tenant) =>
      withWorkspace(
        database.db,
        tenant.workspaceId,
        ({ tx }) => tx.$executeRaw`UPDATE "Combi" SET name = name WHERE id = ${owner.combiId}::uuid`,
      )
    expect(await rename(owner)).toBe(1)
    expect(await rename(stranger)).toBe(0)
    const remove = withWorkspace(database.db, stranger.workspaceId, ({ tx }) => tx.$executeRaw`DELETE FROM "Invoice"`)
    expect(await remove).toBe(1)
    expect(await withWorkspace(database.db, owner.workspaceId, ({ tx }) => tx.invoice.count())).toBe(1)
    await withWorkspace(database.db, stranger.workspaceId, ({ tx }) =>
      tx.invoice.create({ data: invoiceRow(stranger, { id: stranger.invoiceId, sourceRef: 'invoice:1' }) }),
    )
  })

  it('cannot write a row into another workspace, nor move one there', async () => {
    const row = invoiceRow(owner, { id: randomUUID(), sourceRef: 'invoice:smuggled' })
    const insert = (tenant: Tenant) =>
      withWorkspace(database.db, tenant.workspaceId, ({ tx }) => tx.invoice.create({ data: row, select: { id: true } }))
    await expect(insert(stranger)).rejects.toThrow(/row-level security/)
    expect(await insert(owner)).toEqual({ id: row.id })
    await withWorkspace(database.db, owner.workspaceId, ({ tx }) => tx.invoice.delete({ where: { id: row.id } }))
    const move = withWorkspace(database.db, owner.workspaceId, ({ tx }) =>
      tx.invoice.updateMany({ data: { workspaceId: stranger.workspaceId } }),
    )
    await expect(move).rejects.toThrow(/row-level security/)
  })

  it('cannot hang its own row on to another workspace’s, which a plain foreign key would allow', async () => {
    const attach = (combiId: string) =>
      withWorkspace(database.db, stranger.workspaceId, ({ tx }) =>
        tx.rejectedRecord.create({
          data: {
            ...{ workspaceId: stranger.workspaceId, combiId, entity: 'invoice', ref: combiId, reason: 'unreadable' },
            ...{ firstSeenAt: new Date(), lastSeenAt: new Date() },
          },
          select: { combiId: true },
        }),
      )
    await expect(attach(owner.combiId)).rejects.toThrow(/foreign key/i)
    expect(await attach(stranger.combiId)).toEqual({ combiId: stranger.combiId })
  })

  it('reads names of colleagues, and nobody’s password', async () => {
    const names = await withWorkspace(database.db, owner.workspaceId, ({ tx }) =>
      tx.user.findMany({ select: { name: true } }),
    )
    expect(names).toEqual([{ name: 'bakker' }])
    const passwords = withWorkspace(database.db, owner.workspaceId, ({ tx }) =>
      tx.user.findMany({ select: { passwordHash: true } }),
    )
    await expect(passwords).rejects.toThrow(/permission denied/)
  })

  it.each(['Account', 'Session', 'VerificationToken', 'WorkerHeartbeat'])('has no access to %s', async (table) => {
    const count = withWorkspace(database.db, owner.workspaceId, ({ tx }) =>
      tx.$queryRawUnsafe(`SELECT count(*)::int AS count FROM "${table}"`),
    )
    await expect(count).rejects.toThrow(/permission denied/)
    expect(await asSystem(`SELECT count(*)::int AS count FROM "${table}"`)).toEqual([{ count: 0 }])
  })
})

describe('outside a workspace', () => {
  it('nothing is seen, and nothing written', async () => {
    expect(await countRows({ tx: database.db.prisma })).toEqual(noRows)
    const write = database.db.prisma.workspace.create({ data: { name: 'zomaar' } })
    await expect(write).rejects.toThrow(/row-level security/)
  })

  it('nothing is seen on a connection that served a workspace just before', async () => {
    // One call after the other: the pool hands out the same connection each time.
    const pool = createDb(database.url)
    try {
      for (let round = 0; round < 30; round++) {
        expect(await withWorkspace(pool, owner.workspaceId, ({ tx }) => tx.invoice.count())).toBe(1)
        expect(await pool.prisma.invoice.count()).toBe(0)
      }
    } finally {
      await pool.close()
    }
  })

  it('the login role has no rights by itself beyond owning the tables', async () => {
    const client = new Client({ connectionString: database.url })
    await client.connect()
    try {
      const { rows } = await client.query<Record<string, boolean>>(
        `SELECT rolsuper, rolbypassrls, pg_has_role(current_user, 'portal_system', 'USAGE') AS inherits,
           pg_has_role(current_user, 'portal_system', 'SET') AS may_take FROM pg_roles WHERE rolname = current_user`,
      )
      expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, inherits: false, may_take: true }])
    } finally {
      await client.end()
    }
  })

  it('the system sees every workspace', async () => {
    const counts = await withSystem(database.db, (tx) => countRows({ tx }))
    expect(counts).toEqual({ workspace: 2, membership: 2, user: 2, connection: 4, combi: 2, invoice: 2 })
  })

  it('a client for libraries acts as the system in every single query', async () => {
    const prisma = systemPrisma(database.db)
    expect(await prisma.user.findUnique({ where: { email: 'bakker@voorbeeld.nl' }, select: { id: true } })).toEqual({
      id: owner.userId,
    })
    expect(await database.db.prisma.user.count()).toBe(0)
  })
})

describe('many at once', () => {
  it('forty mixed calls each see their own workspace, or all, or nothing', async () => {
    const kinds = ['owner', 'stranger', 'system', 'nobody'] as const
    const count = (kind: (typeof kinds)[number]) => {
      switch (kind) {
        case 'owner':
          return withWorkspace(database.db, owner.workspaceId, async ({ tx }) => {
            const before = await tx.connection.count()
            return [before, (await tx.invoice.findMany()).map(({ id }) => id)]
          })
        case 'stranger':
          return withWorkspace(database.db, stranger.workspaceId, async ({ tx }) => {
            const before = await tx.connection.count()
            return [before, (await tx.invoice.findMany()).map(({ id }) => id)]
          })
        case 'system':
          return withSystem(database.db, async (tx) => [await tx.connection.count(), []])
        case 'nobody':
          return database.db.prisma.connection.count().then((found) => [found, []])
      }
    }
    const expected = {
      owner: [2, [owner.invoiceId]],
      stranger: [2, [stranger.invoiceId]],
      system: [4, []],
      nobody: [0, []],
    }
    const calls = Array.from({ length: 40 }, (_, index) => kinds[index % kinds.length] ?? 'nobody')
    expect(await Promise.all(calls.map(count))).toEqual(calls.map((kind) => expected[kind]))
  })
})

describe('every table', () => {
  it('forces row-level security, gives the system its rows, and a tenant table those of one workspace', async () => {
    const tables = await asSystem<{ name: string; forced: boolean; isTenant: boolean; policies: string[] }>(`
      SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced,
        EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'workspaceId') AS "isTenant",
        array(SELECT p.polname::text FROM pg_policy p WHERE p.polrelid = c.oid ORDER BY 1) AS policies
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
        AND c.relname <> '_prisma_migrations' ORDER BY 1`)
    expect(tables.length).toBeGreaterThanOrEqual(21)
    expect(tables.filter(({ forced }) => !forced)).toEqual([])
    expect(tables.filter(({ policies }) => !policies.includes('portal_system'))).toEqual([])
    expect(tables.filter(({ isTenant, policies }) => isTenant && !policies.includes('portal_app'))).toEqual([])
  })
})
