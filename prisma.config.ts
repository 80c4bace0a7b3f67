import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { defineConfig } from 'prisma/config'

// Where the engine's binary could not be downloaded, naming any executable lets `generate` and `validate` run:
// neither uses it. A downloaded engine stays in use.
const require = createRequire(import.meta.url)
const engines = dirname(createRequire(require.resolve('prisma/package.json')).resolve('@prisma/engines/package.json'))
if (!readdirSync(engines).some((file) => file.startsWith('schema-engine-')))
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://unused' },
})
