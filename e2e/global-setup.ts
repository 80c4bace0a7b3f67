import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { machineVariables } from '@/lib/platform/start/env-file'
import { findFreePort } from '@/lib/platform/start/ports'
import { portal } from '@/lib/platform/start/processes'
import { startStack, type Stack } from '@/lib/platform/start/stack'
import { createSupervisor, type Supervisor } from '@/lib/platform/start/supervisor'
import { publishStackInfo } from './stack-info'

/**
 * The same portal once more, of an operator without partner credentials at Simplicate: it asks people for a key. It shares
 * the build, the database and the background process. @returns its address.
 */
const startKeyPortal = async (supervisor: Supervisor, { env, logs }: Stack): Promise<string> => {
  const port = await findFreePort()
  const appUrl = `http://127.0.0.1:${port}`
  await supervisor.run({
    ...portal({ port, isDevelopment: false }),
    name: 'Het portaal zonder partnersleutels',
    env: {
      ...env,
      ...{ PORT: String(port), APP_URL: appUrl, NEXTAUTH_URL: appUrl },
      ...{ SIMPLICATE_CLIENT_ID: '', SIMPLICATE_CLIENT_SECRET: '' },
    },
    mode: 'production',
    logFile: join(logs, 'key-portal.log'),
  })
  return appUrl
}

/** Starts what `npm start` starts, on data of its own and on free ports; answers with how to stop it. */
const setUp = async (): Promise<() => Promise<void>> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'combi-portaal-e2e-'))
  // As root PostgreSQL runs as another user, who must be able to get to its data.
  chmodSync(dataFolder, 0o755)
  const supervisor = createSupervisor()
  const tearDown = async () => {
    await supervisor.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  }
  try {
    const stack = await startStack(supervisor, {
      root: resolve(import.meta.dirname, '..'),
      dataFolder,
      variables: { ...machineVariables(process.env), PORT: String(await findFreePort()) },
      hasSandboxControl: true,
      report: (line) => {
        console.log(line)
      },
    })
    const { appUrl, sandboxes, demo, env } = stack
    if (!sandboxes || !demo) throw new Error('The portal started without its demonstration')
    publishStackInfo({
      appUrl,
      keyAppUrl: await startKeyPortal(supervisor, stack),
      simplicateUrl: sandboxes.simplicate,
      minoxUrl: sandboxes.minox,
      databaseUrl: env.DATABASE_URL ?? '',
      encryptionKey: env.ENCRYPTION_KEY ?? '',
      demo,
    })
  } catch (error) {
    await tearDown()
    throw error
  }
  return tearDown
}

export default setUp
