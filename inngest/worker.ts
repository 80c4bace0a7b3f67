import type { IncomingMessage, ServerResponse } from 'node:http'
import { getEnv, type Env } from '@/lib/platform/env'
import { getLog, type Logger } from '@/lib/platform/log'
import { noteWorkerAlive } from '@/lib/flows/note-worker-alive'
import { EmbeddedEngine } from './embedded/engine'
import { seatAt } from './embedded/seat'
import { type FunctionServer, startFunctionServer } from './function-server'
import { pathOf } from './paths'
import { type InngestSettings, readSettings } from './settings'

/** Twice within the half minute after which the health check misses it. */
const heartbeatMs = 10_000
/** Less than the start-up waits before it kills. */
const stopGraceMs = 8_000
const registerAgainMs = 30_000

type Worker = { log: Logger; server: FunctionServer; engine: EmbeddedEngine | null }

/** Something that an operator can put right, said in one line. */
class StartProblem extends Error {}

const describeProblem = (error: unknown, env: Env): string => {
  if (error instanceof StartProblem) return error.message
  const { code } = error instanceof Error && 'code' in error ? error : { code: undefined }
  if (code === 'EADDRINUSE' || code === 'EACCES')
    return `Het achtergrondproces kan niet luisteren op ${env.workerUrl}: de poort is bezet of niet toegestaan. Stel WORKER_URL op een andere poort in.`
  if (code === 'ECONNREFUSED' || code === '28P01' || code === '3D000')
    return 'Het achtergrondproces kan de database niet openen. Controleer DATABASE_URL.'
  return `Het achtergrondproces kan niet starten: ${error instanceof Error ? error.message : String(error)}`
}

const startEngine = async (env: Env, settings: InngestSettings, log: Logger): Promise<EmbeddedEngine> => {
  const { eventKey, signingKey } = settings
  if (env.databaseUrl === undefined) throw new StartProblem('DATABASE_URL is niet ingesteld.')
  return EmbeddedEngine.start({
    databaseUrl: env.databaseUrl,
    keys: eventKey !== undefined && signingKey !== undefined ? { eventKey, signingKey } : null,
    seat: seatAt(new URL(env.workerUrl).port),
    log: {
      debug: (details, message) => {
        log.debug(details, message)
      },
      info: (details, message) => {
        log.info(details, message)
      },
      warn: (details, message) => {
        log.warn(details, message)
      },
      error: (details, message) => {
        log.error(details, message)
      },
    },
  })
}

/** A real server may be down when the worker starts: it is told about the functions as soon as it is there. */
const registerUntilHeard = ({ server, log }: Worker): void => {
  server.register().then(
    () => {
      log.info('functions registered')
    },
    (error: unknown) => {
      log.error({ err: error }, 'functions not registered, trying again')
      setTimeout(() => {
        registerUntilHeard({ server, log, engine: null })
      }, registerAgainMs).unref()
    },
  )
}

const beat = (log: Logger, engine: string): void => {
  noteWorkerAlive({ engine, at: new Date() }).catch((error: unknown) => {
    log.error({ err: error }, 'heartbeat not written')
  })
}

const answerHealth = (request: IncomingMessage, response: ServerResponse): boolean => {
  if (pathOf(request) !== '/health') return false
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}')
  return true
}

const start = async (env: Env): Promise<Worker> => {
  const log = getLog()
  const settings = readSettings(env)
  const { inngest } = await import('./client')
  const { functions } = await import('./index')
  const { port } = new URL(env.workerUrl)
  if (port === '') throw new StartProblem('WORKER_URL moet een poort noemen, zoals http://127.0.0.1:3001.')
  const server = await startFunctionServer({ port: Number(port) })
  const isEmbedded = settings.engine === 'embedded'
  server.serve({ client: inngest, functions, ...(isEmbedded ? {} : { publicOrigin: env.appUrl }) })
  const engine = isEmbedded ? await startEngine(env, settings, log) : null
  server.attach((request, response) => answerHealth(request, response) || (engine?.handle(request, response) ?? false))
  const worker = { log, server, engine }
  if (isEmbedded) await server.register()
  else registerUntilHeard(worker)
  beat(log, settings.engine)
  setInterval(() => {
    beat(log, settings.engine)
  }, heartbeatMs).unref()
  return worker
}

const stop = async ({ server, engine }: Worker): Promise<void> => {
  // The engine first: its calls come in through the server.
  await engine?.stop({ graceMs: stopGraceMs })
  await server.close()
}

const fail = (message: string): never => {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

const main = async (): Promise<void> => {
  let env: Env
  try {
    env = getEnv()
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
  const worker = await start(env).catch((error: unknown) => fail(describeProblem(error, env)))
  void worker.engine?.lost.then(() =>
    fail('Een ander achtergrondproces heeft het werk overgenomen, want dit proces reageerde te lang niet.'),
  )
  let isStopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      if (isStopping) process.exit(1)
      isStopping = true
      stop(worker).then(
        () => process.exit(0),
        (error: unknown) => fail(describeProblem(error, env)),
      )
    })
  process.stdout.write(`listening ${worker.server.url}: worker ready\n`)
}

await main()
