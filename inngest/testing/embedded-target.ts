import { randomBytes } from 'node:crypto'
import { createTestDatabase } from '@/lib/db/testing'
import { openEmbeddedApp } from './embedded-app'
import type { ConformanceTarget } from './target'

export const embeddedTarget = (): ConformanceTarget => ({
  name: 'the embedded engine',
  timeoutMs: 30_000,
  open: async (build) => {
    const database = await createTestDatabase()
    const appId = `conformance-${randomBytes(4).toString('hex')}`
    const app = await openEmbeddedApp({ databaseUrl: database.url, appId, build })
    return {
      ...app,
      close: async () => {
        await app.close()
        await database.drop()
      },
    }
  },
})
