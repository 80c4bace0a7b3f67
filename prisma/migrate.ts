import { createHash, randomUUID } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Client, escapeIdentifier, escapeLiteral } from 'pg'

const migrationsFolder = fileURLToPath(new URL('./migrations/', import.meta.url))

/** Any number will do, as long as no other program on this database picks the same; it is Prisma's own. */
const migrationLock = 72707369

/** A migration that cannot or may not be applied; the message names it. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
}

type Migration = { name: string; sql: string; checksum: string }

/**
 * Brings a database up to date: applies every folder of `migrations/` that it has not had, in name order, each in a
 * transaction of its own. Safe to start from several processes at once; a second run does nothing.
 * The rows in `_prisma_migrations` are those that Prisma's own engine writes, so that either may continue the other's work.
 * @returns the names of the migrations applied now.
 * @throws MigrationError when one fails (nothing of it remains), or when one that was applied has been edited since.
 */
export const migrate = async (databaseUrl: string, folder = migrationsFolder): Promise<{ applied: string[] }> => {
  const migrations = await readMigrations(folder)
  const client = new Client({ connectionString: databaseUrl, application_name: 'combi-portaal migrate' })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock])
    await requireRecentServer(client)
    await client.query(ledgerTable)
    const pending = await findPending(client, migrations)
    for (const migration of pending) await apply(client, migration)
    return { applied: pending.map(({ name }) => name) }
  } finally {
    // Ending the session gives the lock back.
    await client.end()
  }
}

/**
 * Makes the role and the database of the portal on a server of its own, where `adminUrl` is the superuser.
 * The portal's role is no superuser: row-level security would not hold for one.
 * @returns the address of the database for that role.
 */
export const provisionDatabase = async (
  adminUrl: string,
  { database, user, password }: { database: string; user: string; password: string },
): Promise<string> => {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const role = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [user])
    const attributes = `LOGIN CREATEROLE NOSUPERUSER NOBYPASSRLS PASSWORD ${escapeLiteral(password)}`
    await client.query(`${role.rowCount ? 'ALTER' : 'CREATE'} ROLE ${escapeIdentifier(user)} ${attributes}`)
    const known = await client.query('SELECT FROM pg_database WHERE datname = $1', [database])
    if (!known.rowCount)
      await client.query(`CREATE DATABASE ${escapeIdentifier(database)} OWNER ${escapeIdentifier(user)}`)
  } finally {
    await client.end()
  }
  const url = new URL(adminUrl)
  url.username = encodeURIComponent(user)
  url.password = encodeURIComponent(password)
  url.pathname = `/${encodeURIComponent(database)}`
  return url.href
}

const readMigrations = async (folder: string): Promise<Migration[]> => {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(`${folder}/${name}/migration.sql`, 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

const requireRecentServer = async (client: Client) => {
  const { rows } = await client.query<{ version: number }>(
    `SELECT current_setting('server_version_num')::int AS version`,
  )
  // Before 16 a membership cannot be given without its rights, and the login role would see every workspace.
  if ((rows[0]?.version ?? 0) < 160_000) throw new MigrationError('PostgreSQL 16 or newer is required.')
}

const ledgerTable = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT,
    "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
  )`

type LedgerRow = { migration_name: string; checksum: string; finished_at: Date | null }

const findPending = async (client: Client, migrations: readonly Migration[]): Promise<Migration[]> => {
  const { rows } = await client.query<LedgerRow>(
    'SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL',
  )
  const applied = new Map(rows.map((row) => [row.migration_name, row]))
  return migrations.filter(({ name, checksum }) => {
    const row = applied.get(name)
    if (!row) return true
    if (!row.finished_at) throw new MigrationError(`Migration ${name} was started by another tool and never finished.`)
    if (row.checksum !== checksum)
      throw new MigrationError(`Migration ${name} was changed after it was applied. Write a new one instead.`)
    return false
  })
}

const apply = async (client: Client, { name, sql, checksum }: Migration) => {
  try {
    await client.query('BEGIN')
    // Without parameters the whole file goes as one simple query, so that a `;` within a function body splits nothing.
    await client.query(sql)
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new MigrationError(`Migration ${name} failed: ${describe(error, sql)}`, { cause: error })
  }
}

const describe = (error: unknown, sql: string): string => {
  if (!(error instanceof Error)) return String(error)
  const position = 'position' in error ? Number(error.position) : NaN
  return Number.isNaN(position) ? error.message : `${error.message} (line ${sql.slice(0, position).split('\n').length})`
}

const isStartedDirectly = process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href

if (isStartedDirectly) {
  // Loaded here only: the environment's door refuses to open for a mere import of `migrate`.
  const [{ getEnv }, { getKeyring }, { createDb, withSystem }, { rewrapSecrets }] = await Promise.all([
    import('@/lib/platform/env'),
    import('@/lib/platform/keyring'),
    import('@/lib/db/client'),
    import('@/lib/db/key-rotation'),
  ])
  const { databaseUrl } = getEnv()
  if (!databaseUrl) throw new MigrationError('DATABASE_URL is not set: the database of `npm start` migrates itself.')
  const { applied } = await migrate(databaseUrl)
  console.log(applied.length > 0 ? `Applied: ${applied.join(', ')}` : 'Nothing to apply: the database is up to date.')
  const db = createDb(databaseUrl)
  const rewrapped = await withSystem(db, (tx) => rewrapSecrets(tx, getKeyring())).finally(db.close)
  if (rewrapped > 0) console.log(`Moved ${rewrapped} secrets to the newest key of ENCRYPTION_KEY.`)
}
