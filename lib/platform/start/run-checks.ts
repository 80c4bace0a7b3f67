import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { listStages, type Step } from './check-steps'
import { spawnChild, type Child, type Exit } from './child'
import { requireChromium } from './chromium'
import type { Variables } from './env-file'
import { StartError } from './start-error'
import { addCounts, closingLine, noTests, readReport, type Counts } from './test-report'

export type Verdict = { step: Step; seconds: number; problem: string | null; counts: Counts }

/**
 * `npm test` and `npm run validate`: every check there is, ending at the first that fails.
 * @returns the exit code.
 */
export const runChecks = async ({
  mayInstall,
  only,
}: {
  mayInstall: boolean
  only: readonly string[]
}): Promise<number> => {
  try {
    const folder = join(process.cwd(), '.data/checks')
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    const all = listStages({ folder, isContinuous: process.env.CI !== undefined })
    const stages = choose(all, only)
    const variables: Variables = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: join(folder, 'browser.json') }
    const needsBrowser = stages.flat(2).some(({ name }) => name === 'browser')
    const env = needsBrowser ? { ...variables, CHROMIUM_PATH: requireChromium(variables, { mayInstall }) } : variables
    const verdicts = await runStages(stages, { folder, env })
    return conclude(verdicts)
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    console.error(error.message)
    return 1
  }
}

const choose = (stages: Step[][][], only: readonly string[]): Step[][][] => {
  if (only.length === 0) return stages
  const names = stages.flat(2).map(({ name }) => name)
  const unknown = only.filter((name) => !names.includes(name))
  if (unknown.length > 0) throw new StartError(`Er is geen controle ${unknown.join(', ')}. Wel: ${names.join(', ')}.`)
  return stages.map((lanes) => lanes.map((lane) => lane.filter(({ name }) => only.includes(name))))
}

type Context = { folder: string; env: Variables }

/** Runs them until one fails; whatever runs beside it then is stopped, and counts for nothing. */
export const runStages = async (stages: Step[][][], context: Context): Promise<Verdict[]> => {
  const verdicts: Verdict[] = []
  const running = new Set<Child>()
  const over = new AbortController()
  const isOver = () => over.signal.aborted
  const stopAll = () => {
    over.abort()
    for (const child of running) child.kill()
  }
  const interrupt = () => {
    stopAll()
    process.exit(130)
  }
  const signals = ['SIGINT', 'SIGTERM'] as const
  for (const signal of signals) process.once(signal, interrupt)
  const runLane = async (lane: Step[]) => {
    for (const step of lane) {
      if (isOver()) return
      const verdict = await runStep(step, context, running)
      // Killed for another's failure: it has nothing to say.
      if (isOver()) return
      verdicts.push(verdict)
      console.log(describe(verdict))
      if (verdict.problem !== null) stopAll()
    }
  }
  for (const lanes of stages) {
    if (isOver()) break
    await Promise.all(lanes.map(runLane))
  }
  for (const signal of signals) process.off(signal, interrupt)
  return verdicts
}

const runStep = async (step: Step, { folder, env }: Context, running: Set<Child>): Promise<Verdict> => {
  const startedAt = performance.now()
  const logFile = join(folder, `${step.name.replaceAll(' ', '-')}.log`)
  const child = spawnChild({ name: step.name, args: step.args, env, mode: 'test', logFile })
  running.add(child)
  const overdue = new AbortController()
  const exit = await Promise.race([
    child.exited,
    delay(step.limitMs, null, { ref: false, signal: overdue.signal }).catch(() => null),
  ])
  overdue.abort()
  if (exit === null) {
    child.kill()
    await child.exited
  }
  running.delete(child)
  const counts = step.report ? readReport(step.report) : noTests
  const reason = whyItFails(step, exit, counts)
  const problem = reason === null ? null : `${reason}\n${readFileSync(logFile, 'utf8')}`
  return { step, seconds: (performance.now() - startedAt) / 1000, counts, problem }
}

const whyItFails = ({ limitMs, report }: Step, exit: Exit | null, counts: Counts): string | null => {
  if (exit === null) return `It hangs: stopped after ${limitMs / 1000} seconds.`
  if (exit.code !== 0) return `It ended with ${exit.signal ?? `code ${exit.code ?? '?'}`}.`
  // Whatever the exit code: a library that a runner loads may end the process with another.
  if (counts.failed > 0) return `${counts.failed} of its tests failed.`
  if (counts.skipped > 0) return `It left out ${counts.skipped} tests.`
  // A runner that found no test has proved nothing.
  if (report && counts.passed === 0) return 'It ran no test.'
  return null
}

const describe = ({ step, seconds, problem, counts }: Verdict): string => {
  const tests = step.report ? `   ${closingLine(counts)}` : ''
  return `${problem === null ? '✓' : '✗'} ${step.name.padEnd(10)} ${seconds.toFixed(1).padStart(6)} s${tests}`
}

/** The failed step's own words, a summary, and the closing line; a failure without a failed test counts as one. */
const conclude = (verdicts: readonly Verdict[]): number => {
  const failed = verdicts.filter(({ problem }) => problem !== null)
  for (const { step, problem } of failed) console.error(`\n── ${step.name}: ${problem ?? ''}`)
  console.log(`\n${verdicts.map(describe).join('\n')}\n`)
  const counts = verdicts.map((verdict) => verdict.counts).reduce(addCounts, noTests)
  const isUnsaid = failed.length > 0 && counts.failed === 0
  console.log(closingLine(isUnsaid ? { ...counts, failed: failed.length } : counts))
  return failed.length > 0 ? 1 : 0
}
