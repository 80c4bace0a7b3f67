import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ChildSpec } from './child'
import { machineVariables, type Variables } from './env-file'
import { findFreePort } from './ports'
import { measurements, pageMeasurements } from './processes'
import { startStack, type Stack, type StackOptions } from './stack'
import { StartError } from './start-error'
import { createSupervisor, type Supervisor } from './supervisor'

type Figures = Record<string, unknown>
type Say = (line: string) => void

/** On sandboxes and a database of its own, which are gone afterwards. */
const onOwnStack = async <T>(
  options: Pick<StackOptions, 'isBackingOnly'> & { say: Say },
  work: (supervisor: Supervisor, stack: Stack) => Promise<T>,
): Promise<T> => {
  const supervisor = createSupervisor()
  const interrupt = () => void supervisor.stop()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt)
  const dataFolder = await mkdtemp(join(tmpdir(), 'portaal-bench-'))
  // PostgreSQL never runs as root: its own user must be able to pass.
  await chmod(dataFolder, 0o755)
  try {
    const variables = { ...machineVariables(process.env), PORT: String(await findFreePort()) }
    const stack = await startStack(supervisor, {
      ...{ root: process.cwd(), dataFolder, variables, hasSandboxControl: true },
      isBackingOnly: options.isBackingOnly ?? false,
      report: options.say,
    })
    return await work(supervisor, stack)
  } finally {
    await supervisor.stop()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

type Measurement = Pick<ChildSpec, 'name' | 'args'> & { env: Variables }

/** The last line that a measurement prints is its figures, as JSON; the others are for a person. */
const run = async (supervisor: Supervisor, measurement: Measurement, say: Say) => {
  const lines = await supervisor.task({
    ...measurement,
    env: { ...measurement.env, LOG_LEVEL: 'error' },
    mode: 'production',
    logFile: join(tmpdir(), `portaal-bench-${process.pid}.log`),
    echo: (line) => {
      if (!line.startsWith('{')) say(line)
    },
  })
  return JSON.parse(lines.findLast((line) => line.startsWith('{')) ?? '{}') as Figures
}

const measureWork = (say: Say): Promise<Figures> =>
  onOwnStack({ isBackingOnly: true, say }, (supervisor, stack) =>
    run(supervisor, { ...measurements, env: stack.env }, say),
  )

const measurePages = (say: Say): Promise<Figures> =>
  onOwnStack({ say }, (supervisor, { appUrl, demo, env }) => {
    const visitor = { APP_URL: appUrl, DEMO_EMAIL: demo?.email ?? '', DEMO_PASSWORD: demo?.password ?? '' }
    return run(supervisor, { ...pageMeasurements, env: { ...env, ...visitor } }, say)
  })

const parts = { work: measureWork, pages: measurePages }

/**
 * `npm run bench`: measures the work and the pages, or only the part that is named. With `--json` it prints one JSON object
 * and nothing else.
 * @returns the exit code.
 */
export const runBench = async (args: readonly string[]): Promise<number> => {
  const isJson = args.includes('--json')
  const named = args.filter((arg) => arg !== '--json')
  const unknown = named.filter((name) => !Object.keys(parts).includes(name))
  const say: Say = (line) => {
    if (!isJson) console.log(line)
  }
  try {
    if (unknown.length > 0)
      throw new StartError(`Er is geen meting ${unknown.join(', ')}. Wel: ${Object.keys(parts).join(', ')}.`)
    const figures: Figures = {}
    for (const [name, measure] of Object.entries(parts))
      if (named.length === 0 || named.includes(name)) Object.assign(figures, await measure(say))
    if (isJson) console.log(JSON.stringify(figures))
    return 0
  } catch (error) {
    console.error(error instanceof StartError ? error.message : error)
    return 1
  }
}
