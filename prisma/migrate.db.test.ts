import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { migrate, MigrationError, provisionDatabase } from './migrate'
import { diffSchemas, migrationsFolder, readLastSchema, readSchema } from './schema-diff'
import { startTemporaryPostgres } from './temporary-postgres'

const { adminUrl } = inject('testServer')

const query = async <Row extends object>(url: string, sql: string): Promise<Row[]> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

let count = 0
let url: string
let database: string
beforeEach(async () => {
  database = `migrate_${String(process.pid)}_${String(++count)}`
  url = await provisionDatabase(adminUrl, { database, user: 'portal', password: 'portal' })
})
afterEach(() => query(adminUrl, `DROP DATABASE "${database}" WITH (FORCE)`))

const applied = (address: string) =>
  query<{ name: string; checksum: string }>(
    address,
    'SELECT migration_name AS name, checksum FROM "_prisma_migrations" ORDER BY finished_at, migration_name',
  )

describe('migrate', () => {
  it('applies all of them in name order, and nothing the second time', async () => {
    const first = await migrate(url)
    expect(first.applied[0]).toMatch(/_start$/)
    expect(first.applied).toEqual([...first.applied].sort())
    const rows = await applied(url)
    expect(rows.map(({ name }) => name).sort()).toEqual(first.applied)
    expect(await migrate(url)).toEqual({ applied: [] })
    expect(await applied(url)).toEqual(rows)
  })

  it('applies each one once when several processes start together', async () => {
    const results = await Promise.all([migrate(url), migrate(url), migrate(url)])
    const all = results.flatMap((result) => result.applied)
    expect(all).toHaveLength(new Set(all).size)
    expect((await applied(url)).map(({ name }) => name).sort()).toEqual(all.sort())
  })

  it('makes the roles of the server once when several databases start together', async () => {
    const server = await startTemporaryPostgres()
    try {
      const urls = await Promise.all(
        ['een', 'twee', 'drie'].map(async (name) => {
          const address = new URL(server.adminUrl)
          await query(address.href, `CREATE DATABASE ${name}`)
          address.pathname = `/${name}`
          return address.href
        }),
      )
      const results = await Promise.all(urls.map((address) => migrate(address)))
      expect(new Set(results.map((result) => result.applied.length)).size).toBe(1)
      const roles = await query<{ rolname: string }>(
        server.adminUrl,
        `SELECT rolname FROM pg_roles WHERE rolname LIKE 'portal%' ORDER BY 1`,
      )
      expect(roles.map(({ rolname }) => rolname)).toEqual(['portal_app', 'portal_overview', 'portal_system'])
    } finally {
      await server.stop()
    }
  })
})

describe('a folder of migrations', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'migrations-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const write = async (name: string, sql: string) => {
    await mkdir(join(folder, name), { recursive: true })
    await writeFile(join(folder, name, 'migration.sql'), sql)
  }
  const tables = async () =>
    (
      await query<{ name: string }>(
        url,
        `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
      )
    )
      .map(({ name }) => name)
      .filter((name) => name !== '_prisma_migrations')

  it('whose applied file was edited is refused by name, and what follows is not applied', async () => {
    await write('1_first', 'CREATE TABLE first (id int)')
    await migrate(url, folder)
    await write('1_first', 'CREATE TABLE first (id bigint)')
    await write('2_second', 'CREATE TABLE second (id int)')
    await expect(migrate(url, folder)).rejects.toThrow(/1_first was changed after it was applied/)
    expect(await tables()).toEqual(['first'])
  })

  it('leaves nothing of a file that fails, says where, and goes on once it is right', async () => {
    await write('1_first', 'CREATE TABLE first (id int)')
    await write('2_second', 'CREATE TABLE second (id int);\nCREATE TABLE third (id int);\nSELECT no_such_function();')
    await expect(migrate(url, folder)).rejects.toThrow(/^Migration 2_second failed: .*no_such_function.*\(line 3\)$/)
    expect(await tables()).toEqual(['first'])
    await write('2_second', 'CREATE TABLE second (id int)')
    expect(await migrate(url, folder)).toEqual({ applied: ['2_second'] })
    expect(await tables()).toEqual(['first', 'second'])
  })

  it('that Prisma’s own engine began and did not finish is refused rather than tried again', async () => {
    await write('1_first', 'CREATE TABLE first (id int)')
    await migrate(url, folder)
    await query(url, 'UPDATE "_prisma_migrations" SET finished_at = NULL')
    await expect(migrate(url, folder)).rejects.toThrow(MigrationError)
  })

  it('keeps a function body with semicolons in one piece', async () => {
    await write(
      '1_first',
      `CREATE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN n := n * 2; RETURN n; END $$;
       CREATE TABLE doubled AS SELECT twice(21) AS n;`,
    )
    await migrate(url, folder)
    expect(await query(url, 'SELECT n FROM doubled')).toEqual([{ n: 42 }])
  })

  it('is the one of the repository, unchanged, when copied: checksums depend on the text alone', async () => {
    await cp(fileURLToPath(migrationsFolder), folder, { recursive: true })
    await migrate(url)
    expect(await migrate(url, folder)).toEqual({ applied: [] })
  })
})

describe('the migrations against Prisma’s schema', () => {
  let fresh: string
  beforeAll(async () => {
    await query(adminUrl, 'CREATE DATABASE from_schema')
    const address = new URL(adminUrl)
    address.pathname = '/from_schema'
    fresh = address.href
    await query(fresh, await diffSchemas({ from: null, to: await readSchema(), databaseUrl: adminUrl }))
  })
  afterAll(() => query(adminUrl, 'DROP DATABASE from_schema WITH (FORCE)'))

  it('leave nothing to do: the newest copy of the schema is the schema', async () => {
    const from = await readLastSchema()
    const diff = await diffSchemas({ from, to: await readSchema(), databaseUrl: adminUrl })
    expect(diff.replace(/^--.*$/gm, '').trim(), 'run: npm run migration -- <what_changed>').toBe('')
  })

  it('make every column with its type, default and nullability, every enum and every index', async () => {
    await migrate(url)
    // What the database makes itself is none of Prisma's business: it must not write it.
    const columns = `SELECT table_name, column_name, udt_name, is_nullable, column_default, datetime_precision
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
        AND is_generated = 'NEVER'
      ORDER BY table_name, column_name`
    const expected = await query(fresh, columns)
    expect(expected.length).toBeGreaterThan(200)
    expect(await query(url, columns)).toEqual(expected)
    const enums = `SELECT t.typname, e.enumlabel FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
      WHERE t.typnamespace = 'public'::regnamespace ORDER BY t.typname, e.enumsortorder`
    expect(await query(url, enums)).toEqual(await query(fresh, enums))
    const indexes = `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`
    expect(await query(url, indexes)).toEqual(expect.arrayContaining(await query(fresh, indexes)))
  })

  it('make every foreign key of the schema, those within a workspace with the workspace in them', async () => {
    await migrate(url)
    const keys = `SELECT conname AS name, conrelid::regclass::text AS child, confrelid::regclass::text AS parent,
        confdeltype AS "onDelete" FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY 1`
    expect(await query(url, keys)).toEqual(expect.arrayContaining(await query(fresh, keys)))
    const withoutWorkspace = await query<{ name: string }>(
      url,
      `SELECT c.conname AS name FROM pg_constraint c
       WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND c.confrelid <> '"Workspace"'::regclass
         AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attname = 'workspaceId')
         AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.confrelid AND a.attname = 'workspaceId')
         AND NOT EXISTS (SELECT FROM pg_attribute a
           WHERE a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey) AND a.attname = 'workspaceId')`,
    )
    expect(withoutWorkspace).toEqual([])
  })
})
