import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Step } from './check-steps'
import { listStages } from './check-steps'
import { runStages } from './run-checks'
import { closingLine, readReport } from './test-report'
import { temporaryFolder } from './testing'

const step = (name: string, code: string, more: Partial<Step> = {}): Step => ({
  name,
  args: ['--input-type=module', '-e', code],
  limitMs: 30_000,
  ...more,
})

const run = (stages: Step[][][], folder = temporaryFolder()) => runStages(stages, { folder, env: {} })

const vitestReport = (
  passed: number,
  { failed = 0, skipped = 0, success = failed === 0 }: { failed?: number; skipped?: number; success?: boolean } = {},
) =>
  JSON.stringify({
    success,
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: skipped,
    numTodoTests: 0,
  })

it('the first failure ends the run, in its own words', async () => {
  const folder = temporaryFolder()
  const later = join(folder, 'later')
  const verdicts = await run(
    [
      [[step('good', '')]],
      [[step('bad', `console.error('a rule was broken'); process.exit(1)`)]],
      [[step('later', `import { writeFileSync } from 'node:fs'; writeFileSync('${later}', '')`)]],
    ],
    folder,
  )
  expect(verdicts.map(({ step, problem }) => [step.name, problem])).toEqual([
    ['good', null],
    ['bad', 'It ended with code 1.\na rule was broken\n'],
  ])
  expect(existsSync(later)).toBe(false)
})

it('a failure stops what runs beside it', async () => {
  const verdicts = await run([[[step('bad', 'process.exit(1)')], [step('endless', 'setInterval(() => {}, 1000)')]]])
  expect(verdicts.map((verdict) => verdict.step.name)).toEqual(['bad'])
})

it('a step that hangs is stopped and named, with all that it started', async () => {
  const [verdict] = await run([
    [[step('hanging', `console.log('at work'); setInterval(() => {}, 1000)`, { limitMs: 500 })]],
  ])
  expect(verdict?.problem).toMatch(/^It hangs: stopped after 0\.5 seconds\./)
})

it.each([
  ['a test that failed', vitestReport(5, { failed: 1 }), '1 of its tests failed.\n'],
  ['a file that could not be loaded', vitestReport(5, { success: false }), '1 of its tests failed.\n'],
  ['tests that were left out', vitestReport(5, { skipped: 2 }), 'It left out 2 tests.\n'],
  ['a runner without a test', vitestReport(0), 'It ran no test.\n'],
])('a step fails on %s, whatever its exit code', async (_, report, problem) => {
  const folder = temporaryFolder()
  const file = join(folder, 'report.json')
  writeFileSync(file, report)
  const [verdict] = await run([[[step('tests', '', { report: { kind: 'vitest', file } })]]], folder)
  expect(verdict?.problem).toBe(problem)
})

it('a runner that ended before it could report has no tests', () => {
  expect(readReport({ kind: 'vitest', file: join(temporaryFolder(), 'gone.json') })).toEqual({
    passed: 0,
    failed: 0,
    skipped: 0,
  })
})

it('the reports of both runners are read', () => {
  const folder = temporaryFolder()
  const file = join(folder, 'report.json')
  writeFileSync(file, vitestReport(7, { failed: 2, skipped: 1 }))
  expect(readReport({ kind: 'vitest', file })).toEqual({ passed: 7, failed: 2, skipped: 1 })
  writeFileSync(file, JSON.stringify({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 0 } }))
  expect(readReport({ kind: 'playwright', file })).toEqual({ passed: 4, failed: 2, skipped: 0 })
})

it('the closing line has the words that continuous integration looks for', () => {
  expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed')
  expect(closingLine({ passed: 12, failed: 1, skipped: 2 })).toBe('12 passed, 1 failed, 2 skipped')
})

it('continuous integration runs every check without a cache', () => {
  const steps = listStages({ folder: '/tmp', isContinuous: true }).flat(2)
  expect(steps.map(({ name }) => name).sort()).toEqual(
    ['client', 'format', 'lint', 'types', 'layers', 'dead code', 'unit', 'build', 'database', 'browser'].sort(),
  )
  expect(steps.flatMap(({ args }) => args)).not.toContain('--cache')
})
