import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from './client'

// From the working folder: a built page does not know where its own source stood.
const migrationsFolder = () => join(process.cwd(), 'prisma', 'migrations')

/** The migrations of this version that the database has not had. */
export const listPendingMigrations = async (db: Db, folder = migrationsFolder()): Promise<string[]> => {
  const entries = await readdir(/* turbopackIgnore: true */ folder, { withFileTypes: true })
  // Outside a role: the list of migrations belongs to whoever applied them, which is the portal's own login.
  const rows = await db.prisma.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`
  const applied = new Set(rows.map(({ name }) => name))
  return entries
    .filter((entry) => entry.isDirectory() && !applied.has(entry.name))
    .map(({ name }) => name)
    .toSorted()
}
