import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { machineVariables } from '@/lib/platform/start/env-file'
import { findFreePort } from '@/lib/platform/start/ports'
import { startStack } from '@/lib/platform/start/stack'
import { createSupervisor } from '@/lib/platform/start/supervisor'
import { publishStackInfo } from './stack-info'

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
    const { appUrl, sandboxes, demo, env } = await startStack(supervisor, {
      root: resolve(import.meta.dirname, '..'),
      dataFolder,
      variables: { ...machineVariables(process.env), PORT: String(await findFreePort()) },
      hasSandboxControl: true,
      report: (line) => {
        console.log(line)
      },
    })
    if (!sandboxes || !demo) throw new Error('The portal started without its demonstration')
    publishStackInfo({
      appUrl,
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
