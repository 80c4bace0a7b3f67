import { mkdir, writeFile } from 'node:fs/promises'
import { diffSchemas, migrationsFolder, readLastSchema, readSchema } from './schema-diff'
import { startTemporaryPostgres } from './temporary-postgres'

const [name] = process.argv.slice(2)
if (name === undefined || !/^[a-z][a-z0-9_]*$/.test(name))
  throw new Error('Name the migration in snake case for what it changes: npm run migration -- add_invoice_label')

const server = await startTemporaryPostgres()
try {
  const schema = await readSchema()
  const sql = await diffSchemas({ from: await readLastSchema(), to: schema, databaseUrl: server.adminUrl })
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const target = new URL(`${stamp}_${name}/`, migrationsFolder)
  await mkdir(target)
  await writeFile(new URL('migration.sql', target), sql)
  await writeFile(new URL('schema.prisma', target), schema)
  console.log(
    `Written: ${target.pathname}migration.sql. Read it before you commit it; a new table needs its policies too.`,
  )
} finally {
  await server.stop()
}
