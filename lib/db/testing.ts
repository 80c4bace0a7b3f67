import { randomUUID } from 'node:crypto'
import { Client, escapeIdentifier } from 'pg'
import { inject } from 'vitest'
import { createDb, type Db } from './client'

/** A migrated, empty database of a test's own. `url` signs in as the portal does: as no superuser. */
export type TestDatabase = { url: string; db: Db; drop: () => Promise<void> }

/** Clones the migrated template of this test run (some tens of milliseconds). Drop it when the file is done. */
export const createTestDatabase = async (): Promise<TestDatabase> => {
  const { adminUrl, template, user, password } = inject('testServer')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await execute(
    adminUrl,
    `CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE ${escapeIdentifier(template)} OWNER ${escapeIdentifier(user)}`,
  )
  const url = new URL(adminUrl)
  url.username = user
  url.password = password
  url.pathname = `/${name}`
  const db = createDb(url.href)
  return {
    url: url.href,
    db,
    async drop() {
      await db.close()
      // FORCE: a pool that a test opened itself must not keep the rest of the run from ending.
      await execute(adminUrl, `DROP DATABASE ${escapeIdentifier(name)} WITH (FORCE)`)
    },
  }
}

const execute = async (url: string, statement: string) => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
