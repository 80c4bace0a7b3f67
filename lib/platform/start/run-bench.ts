import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { machineVariables } from './env-file'
import { measurements } from './processes'
import { startStack } from './stack'
import { StartError } from './start-error'
import { createSupervisor } from './supervisor'

/**
 * `npm run bench`: measures on sandboxes and a database of its own, which are gone afterwards. With `--json` it prints one
 * JSON object and nothing else.
 * @returns the exit code.
 */
export const runBench = async (args: readonly string[]): Promise<number> => {
  const isJson = args.includes('--json')
  const supervisor = createSupervisor()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      void supervisor.stop()
    })
  const dataFolder = await mkdtemp(join(tmpdir(), 'portaal-bench-'))
  // PostgreSQL never runs as root: its own user must be able to pass.
  await chmod(dataFolder, 0o755)
  const say = (line: string): void => {
    if (!isJson) console.log(line)
  }
  try {
    const stack = await startStack(supervisor, {
      root: process.cwd(),
      dataFolder,
      variables: machineVariables(process.env),
      hasSandboxControl: true,
      isBackingOnly: true,
      report: say,
    })
    const lines = await supervisor.task({
      ...measurements,
      env: { ...stack.env, LOG_LEVEL: 'error' },
      mode: 'production',
      logFile: join(dataFolder, 'logs', 'bench.log'),
      echo: (line) => {
        if (!line.startsWith('{')) say(line)
      },
    })
    if (isJson) console.log(lines.findLast((line) => line.startsWith('{')))
    return 0
  } catch (error) {
    console.error(error instanceof StartError ? error.message : error)
    return 1
  } finally {
    await supervisor.stop()
    await rm(dataFolder, { recursive: true, force: true })
  }
}
