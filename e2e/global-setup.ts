import type { FullConfig } from '@playwright/test'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { machineVariables } from '@/lib/platform/start/env-file'
import { findFreePort } from '@/lib/platform/start/ports'
import { startStack } from '@/lib/platform/start/stack'
import { createSupervisor } from '@/lib/platform/start/supervisor'
import { publishStackInfo, type StackInfo } from './stack-info'

type Running = { info: StackInfo; stop: () => Promise<void> }

/** Starts what `npm start` starts, on data of its own and on free ports. */
const start = async (): Promise<Running> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'combi-portaal-e2e-'))
  // As root PostgreSQL runs as another user, who must be able to get to its data.
  chmodSync(dataFolder, 0o755)
  const supervisor = createSupervisor()
  const stop = async () => {
    await supervisor.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  }
  try {
    const { appUrl, sandboxes, demo, env, logs } = await startStack(supervisor, {
      root: resolve(import.meta.dirname, '..'),
      dataFolder,
      variables: { ...machineVariables(process.env), PORT: String(await findFreePort()) },
      hasSandboxControl: true,
      report: (line) => {
        console.log(line)
      },
    })
    if (!sandboxes || !demo) throw new Error('The portal started without its demonstration')
    const info: StackInfo = {
      appUrl,
      simplicateUrl: sandboxes.simplicate,
      minoxUrl: sandboxes.minox,
      databaseUrl: env.DATABASE_URL ?? '',
      encryptionKey: env.ENCRYPTION_KEY ?? '',
      demo,
      env,
      logs,
    }
    return { info, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/**
 * A portal for each worker of the runner, so that no two tests at once act on the same combi; answers with how to stop
 * them all. One after the other: the first one builds what all of them run, and takes its ports before the next looks.
 */
const setUp = async ({ workers }: FullConfig): Promise<() => Promise<void>> => {
  const running: Running[] = []
  const tearDown = async () => {
    await Promise.all(running.map(({ stop }) => stop()))
  }
  try {
    while (running.length < workers) running.push(await start())
    publishStackInfo(running.map(({ info }) => info))
  } catch (error) {
    await tearDown()
    throw error
  }
  return tearDown
}

export default setUp
