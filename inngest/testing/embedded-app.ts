import { randomBytes } from 'node:crypto'
import { Inngest } from 'inngest'
import pg from 'pg'
import { EmbeddedEngine, type EngineLog, type EngineOptions } from '../embedded/engine'
import { type FunctionServer, startFunctionServer } from '../function-server'
import type { BuildFunctions, ConformanceApp } from './target'

const silent = () => undefined
export const silentLog: EngineLog = { debug: silent, info: silent, warn: silent, error: silent }

export const testKeys = {
  eventKey: 'conformance-event-key',
  signingKey: `signkey-test-${randomBytes(32).toString('hex')}`,
}

export type EmbeddedAppOptions = {
  databaseUrl: string
  appId: string
  build: BuildFunctions
  engine?: Partial<EngineOptions>
  isDev?: boolean
  port?: number
}

export type EmbeddedApp = ConformanceApp & { engine: EmbeddedEngine; server: FunctionServer; pool: pg.Pool }

/** What time does to the engine: every stored moment comes so much nearer. */
const moveMoments = async (pool: pg.Pool, ms: number): Promise<void> => {
  await pool.query(
    `UPDATE embedded_queue.job SET start_after = start_after - $1 * interval '1 millisecond' WHERE state < 'active'`,
    [ms],
  )
}

/** A process's worth of engine and functions, in this process, on a database that the caller keeps. */
export const openEmbeddedApp = async (options: EmbeddedAppOptions): Promise<EmbeddedApp> => {
  const { appId, databaseUrl, isDev = false } = options
  const event = (name: string) => `${appId}/${name}`
  const server = await startFunctionServer({ port: options.port ?? 0 })
  const keys = isDev ? {} : testKeys
  const logger = { info: silent, warn: silent, error: silent, debug: silent }
  const client = new Inngest({ id: appId, isDev, baseUrl: server.url, logger, ...keys })
  server.serve({ client, functions: options.build({ client, event }) })
  const engine = await EmbeddedEngine.start({
    databaseUrl,
    keys: isDev ? null : testKeys,
    seat: server.url,
    log: silentLog,
    ...options.engine,
  })
  server.attach((request, response) => engine.handle(request, response))
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 })
  const end = async () => {
    await engine.stop()
    await server.close()
    await pool.end()
  }
  let closed: Promise<void> | undefined
  let passedMs = 0
  const app: EmbeddedApp = {
    client,
    event,
    engine,
    server,
    pool,
    now: () => Date.now() + passedMs,
    passTime: async (ms) => {
      await engine.idle()
      await moveMoments(pool, ms)
      passedMs += ms
      engine.wake()
    },
    close: () => (closed ??= end()),
  }
  try {
    await server.register()
  } catch (error) {
    await app.close()
    throw error
  }
  return app
}
