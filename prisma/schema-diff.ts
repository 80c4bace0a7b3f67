import { readFile, readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg'

const schemaFolder = new URL('./schema/', import.meta.url)
export const migrationsFolder = new URL('./migrations/', import.meta.url)

/** The Prisma schema as one text, files in name order: what a migration keeps a copy of. */
export const readSchema = async (): Promise<string> => {
  const files = (await readdir(schemaFolder)).filter((file) => file.endsWith('.prisma')).sort()
  const texts = await Promise.all(files.map((file) => readFile(new URL(file, schemaFolder), 'utf8')))
  return texts.map((text) => text.trim()).join('\n\n') + '\n'
}

/** The schema as the newest migration that changed it left it; null before the first. */
export const readLastSchema = async (): Promise<string | null> => {
  const names = (await readdir(migrationsFolder, { recursive: true }))
    .filter((name) => name.endsWith('schema.prisma'))
    .sort()
  const newest = names.at(-1)
  return newest === undefined ? null : readFile(new URL(newest, migrationsFolder), 'utf8')
}

type SchemaChange = { from: string | null; to: string; databaseUrl: string }

/**
 * The SQL that turns a database of schema `from` (null: an empty one) into one of schema `to`.
 * Prisma's engine as WebAssembly compares the two texts; it insists on a server to connect to, reads nothing from it,
 * and needs no downloaded binary.
 */
export const diffSchemas = async ({ from, to, databaseUrl }: SchemaChange): Promise<string> => {
  await loadEngine()
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: databaseUrl }))
  const engine = await engineModule.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter)
  try {
    const { stdout } = await engine.diff({
      from: from === null ? { tag: 'empty' } : { tag: 'schemaDatamodel', files: [file(from)] },
      to: { tag: 'schemaDatamodel', files: [file(to)] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    })
    return stdout ?? ''
  } finally {
    engine.free()
  }
}

const file = (content: string) => ({ path: 'schema.prisma', content })

// The package imports its .wasm as a module, which Node 20 cannot do; this does by hand what that import would.
let loaded: Promise<void> | undefined
const loadEngine = (): Promise<void> => (loaded ??= instantiateEngine())

const instantiateEngine = async () => {
  const binary = await readFile(
    createRequire(import.meta.url)
      .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
      .replace(/\.js$/, '.wasm'),
  )
  const { instance } = await WebAssembly.instantiate(binary, { './schema_engine_bg.js': { ...engineModule } })
  engineModule.__wbg_set_wasm(instance.exports)
  const { __wbindgen_start: start } = instance.exports
  if (typeof start === 'function') Reflect.apply(start, undefined, [])
}
