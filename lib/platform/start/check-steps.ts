import { join } from 'node:path'
import type { ReportKind } from './test-report'

export type Step = {
  name: string
  args: readonly string[]
  /** Far more than it takes on two busy cores; past it the step hangs and is stopped. */
  limitMs: number
  /** Where it reports on its tests, for a step that has any. */
  report?: { kind: ReportKind; file: string }
}

const minute = 60_000
const bin = (path: string) => `node_modules/${path}`

/** Stages run one after the other; the lanes within a stage side by side, for two cores; the steps of a lane in order. */
export const listStages = ({ folder, isContinuous }: { folder: string; isContinuous: boolean }): Step[][][] => {
  const vitest = (project: string): Pick<Step, 'args' | 'report'> => {
    const file = join(folder, `${project}.json`)
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    return {
      args: [bin('vitest/vitest.mjs'), 'run', '--project', project, ...reporters],
      report: { kind: 'vitest', file },
    }
  }
  // Rules that look at types can be right about a file that did not change itself: only a person's own runs are cached.
  const cache = isContinuous
    ? []
    : ['--cache', '--cache-strategy', 'content', '--cache-location', bin('.cache/eslint/')]
  const folders = ['app', 'components', 'e2e', 'inngest', 'lib', 'prisma']
  return [
    [
      [
        {
          name: 'client',
          args: ['--import', 'tsx', 'lib/platform/start/build-main.ts', '--client-only'],
          limitMs: 2 * minute,
        },
      ],
    ],
    [
      [
        { name: 'lint', args: [bin('eslint/bin/eslint.js'), '.', '--max-warnings=0', ...cache], limitMs: 12 * minute },
        { name: 'unit', ...vitest('unit'), limitMs: 8 * minute },
      ],
      [
        { name: 'format', args: [bin('prettier/bin/prettier.cjs'), '--check', '.'], limitMs: 3 * minute },
        { name: 'types', args: [bin('typescript/bin/tsc'), '--noEmit'], limitMs: 5 * minute },
        {
          name: 'layers',
          args: [bin('dependency-cruiser/bin/dependency-cruise.mjs'), ...folders],
          limitMs: 3 * minute,
        },
        { name: 'dead code', args: [bin('knip/bin/knip.js')], limitMs: 3 * minute },
        { name: 'build', args: ['--import', 'tsx', 'lib/platform/start/build-main.ts'], limitMs: 8 * minute },
      ],
    ],
    [[{ name: 'database', ...vitest('database'), limitMs: 20 * minute }]],
    [
      [
        {
          name: 'browser',
          args: [bin('@playwright/test/cli.js'), 'test', '-c', 'e2e'],
          report: { kind: 'playwright', file: join(folder, 'browser.json') },
          limitMs: 30 * minute,
        },
      ],
    ],
  ]
}
