import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { machineVariables } from '@/lib/platform/start/env-file'
import { findFreePort } from '@/lib/platform/start/ports'
import { portal } from '@/lib/platform/start/processes'
import { startStack } from '@/lib/platform/start/stack'
import { createSupervisor } from '@/lib/platform/start/supervisor'

type UnattendedPortal = { appUrl: string; databaseUrl: string; readerEmail: string; stop: () => Promise<void> }

/**
 * A portal with data of its own and no background process: nothing drives its runs or its mails. `prepare` is given its
 * database before it starts.
 */
export const startUnattendedPortal = async (
  smtpUrl: string,
  prepare: (databaseUrl: string) => Promise<unknown>,
): Promise<UnattendedPortal> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'combi-portaal-e2e-watch-'))
  // As root PostgreSQL runs as another user, who must be able to get to its data.
  chmodSync(dataFolder, 0o755)
  const supervisor = createSupervisor()
  const stop = async () => {
    await supervisor.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  }
  try {
    const port = await findFreePort()
    const { env, demo, logs, appUrl } = await startStack(supervisor, {
      root: resolve(import.meta.dirname, '..'),
      dataFolder,
      variables: { ...machineVariables(process.env), PORT: String(port) },
      isBackingOnly: true,
      report: () => undefined,
    })
    const databaseUrl = env.DATABASE_URL ?? ''
    await prepare(databaseUrl)
    await supervisor.run({
      ...portal({ port, isDevelopment: false }),
      // It never becomes ready without its background process; it answers all the same.
      ready: { line: /Ready in/ },
      env: { ...env, SMTP_URL: smtpUrl, MAIL_FROM: 'portaal@portaal.example' },
      mode: 'production',
      logFile: join(logs, 'portal.log'),
    })
    return { appUrl, databaseUrl, readerEmail: demo?.email ?? '', stop }
  } catch (error) {
    await stop()
    throw error
  }
}
