import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate, provisionDatabase } from '@/prisma/migrate'
import { startTemporaryPostgres } from '@/prisma/temporary-postgres'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server of this test run: its superuser, and the migrated database that tests are cloned from. */
    testServer: { adminUrl: string; template: string; user: string; password: string }
  }
}

const template = 'portal_template'
const login = { user: 'portal', password: 'portal' }

/** One PostgreSQL for the whole run, migrated once. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const server = await startTemporaryPostgres()
  try {
    await migrate(await provisionDatabase(server.adminUrl, { database: template, ...login }))
    await closeTemplate(server.adminUrl)
  } catch (error) {
    await server.stop()
    throw error
  }
  project.provide('testServer', { adminUrl: server.adminUrl, template, ...login })
  return server.stop
}

// A single open connection would make every clone fail.
const closeTemplate = async (adminUrl: string) => {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  await client.query(`ALTER DATABASE ${template} WITH ALLOW_CONNECTIONS false`)
  await client.end()
}
