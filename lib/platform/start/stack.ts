import { join } from 'node:path'
import { migrate, MigrationError, provisionDatabase } from '@/prisma/migrate'
import { databaseClient, makeWhenStale, productionBuild } from './build'
import type { ChildSpec } from './child'
import { openDataFolder } from './data-folder'
import type { Variables } from './env-file'
import { claimDataFolder } from './only-start'
import { choosePorts, requireFreePort } from './ports'
import { postgresAdminUrl } from './postgres-address'
import * as programs from './processes'
import { readSecrets } from './secrets'
import { checkVariables, composeEnv, hasProvider, sandboxUrls, type Ports } from './settings'
import { errorCode, StartError } from './start-error'
import type { Supervisor } from './supervisor'

export type StackOptions = {
  root: string
  /** Where the database, the sandboxes' state, the keys and the logs are kept. */
  dataFolder: string
  variables: Variables
  isDevelopment?: boolean
  /** Lets tests steer the sandboxes: faults, clock, reset. */
  hasSandboxControl?: boolean
  /** Leaves out the portal itself and its background process: only what those need. */
  isBackingOnly?: boolean
  /** What is going on, for the person who waits. */
  report: (line: string) => void
  echo?: (name: string, line: string) => void
}

export type Stack = {
  appUrl: string
  /** What its processes run with. */
  env: Variables
  /** Null when the portal works with real providers. */
  sandboxes: { simplicate: string; minox: string } | null
  /** Null when there is no demo user, or when its password is not the one of this machine any more. */
  demo: { email: string; password: string } | null
  logs: string
}

/** A portal whose start-up was killed ends its requests first, then lets its port go. */
const leftoversGoneWithinMs = 15_000

const preferredPorts: Ports = { postgres: 54_330, worker: 3001, simplicate: 4010, minox: 4020 }

/**
 * Starts everything in order under this supervisor and answers when all of it is up.
 * @throws StartError with what a person can do about it; whoever called stops the supervisor then.
 */
export const startStack = async (supervisor: Supervisor, options: StackOptions): Promise<Stack> => {
  const { root, dataFolder, variables, report, isDevelopment = false } = options
  const { port, appUrl, databaseUrl } = checkVariables(variables)
  openDataFolder(dataFolder)
  const { wasKilled, release } = await claimDataFolder(dataFolder)
  supervisor.atEnd(release)
  if (!options.isBackingOnly) await requireFreePort(port, { patienceMs: wasKilled ? leftoversGoneWithinMs : 0 })
  const ports = await choosePorts(dataFolder, preferredPorts)
  const secrets = readSecrets(dataFolder)
  const logs = join(dataFolder, 'logs')
  const specify =
    (logName: string) =>
    (program: Pick<ChildSpec, 'name' | 'args' | 'ready'>, env: Variables): ChildSpec => ({
      ...program,
      env,
      mode: isDevelopment ? 'development' : 'production',
      logFile: join(logs, `${logName}.log`),
      echo: (line) => options.echo?.(logName, line),
    })

  await makeWhenStale(root, databaseClient, () =>
    supervisor.task(specify('prisma')(programs.generateClient, variables)).then(() => undefined),
  )
  if (!isDevelopment && !options.isBackingOnly)
    await makeWhenStale(root, productionBuild, async () => {
      report('Het portaal bouwen (alleen na een wijziging, ongeveer een minuut) …')
      await supervisor.task(specify('build')(programs.buildPortal, variables))
    })

  report('Starten …')
  const startDatabase = async (): Promise<string> => {
    if (databaseUrl) return databaseUrl
    await supervisor.run(
      specify('postgres')(programs.postgres, {
        ...variables,
        POSTGRES_FOLDER: join(dataFolder, 'postgres'),
        POSTGRES_PORT: String(ports.postgres),
        POSTGRES_PASSWORD: secrets.postgresPassword,
      }),
    )
    return provisionDatabase(postgresAdminUrl({ port: ports.postgres, password: secrets.postgresPassword }), {
      database: 'portaal',
      user: 'portaal',
      password: secrets.postgresPassword,
    })
  }
  const hasSandboxes = !hasProvider(variables)
  const sandbox = (vendor: 'simplicate' | 'minox') =>
    supervisor.run(
      specify(vendor)(vendor === 'simplicate' ? programs.simplicateSandbox : programs.minoxSandbox, {
        ...variables,
        PORT: String(ports[vendor]),
        SANDBOX_STATE_FILE: join(dataFolder, `${vendor}.json`),
        SANDBOX_CONTROL: options.hasSandboxControl ? '1' : '0',
      }),
    )

  const prepareDatabase = async (): Promise<Variables> => {
    const env = composeEnv(variables, { ports, secrets, databaseUrl: await startDatabase() })
    await migrateOrExplain(env.DATABASE_URL ?? '')
    return env
  }
  const [env] = await Promise.all([
    prepareDatabase(),
    ...(hasSandboxes ? [sandbox('simplicate'), sandbox('minox')] : []),
  ])

  const seeded = hasSandboxes
    ? await supervisor.task(specify('seed')(programs.seed, { ...env, DEMO_PASSWORD: secrets.demoPassword }))
    : []
  if (!options.isBackingOnly)
    await Promise.all([
      supervisor.run(specify('worker')(programs.worker({ isDevelopment }), env)),
      supervisor.run(specify('portal')(programs.portal({ port, isDevelopment }), env)),
    ])

  const demoEmail = seeded.map((line) => /^demo (\S+)$/.exec(line)?.[1]).find((email) => email !== undefined)
  return {
    appUrl,
    env,
    sandboxes: hasSandboxes ? sandboxUrls(ports) : null,
    demo: demoEmail === undefined ? null : { email: demoEmail, password: secrets.demoPassword },
    logs,
  }
}

const migrateOrExplain = async (databaseUrl: string) => {
  try {
    await migrate(databaseUrl)
  } catch (error) {
    if (error instanceof MigrationError) throw new StartError('De database is niet bij te werken.', error.message)
    const code = errorCode(error)
    if (code === null) throw error
    throw new StartError(`De database in DATABASE_URL is niet te gebruiken (${code}).`)
  }
}
