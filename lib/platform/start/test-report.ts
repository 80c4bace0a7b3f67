import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

export type ReportKind = 'vitest' | 'playwright'
export type Counts = { passed: number; failed: number; skipped: number }

export const noTests: Counts = { passed: 0, failed: 0, skipped: 0 }

const vitest = z
  .object({
    success: z.boolean(),
    numPassedTests: z.int(),
    numFailedTests: z.int(),
    numPendingTests: z.int(),
    numTodoTests: z.int(),
  })
  .transform(({ success, numPassedTests, numFailedTests, numPendingTests, numTodoTests }) => ({
    passed: numPassedTests,
    // A file that cannot be loaded has no test that could fail.
    failed: success ? numFailedTests : Math.max(1, numFailedTests),
    skipped: numPendingTests + numTodoTests,
  }))

const playwright = z
  .object({ stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }) })
  // There are no retries, so a flaky one cannot be; were there any, it would be a failure.
  .transform(({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  }))

/** What a runner says of its tests; nothing at all when it ended before it could say it. */
export const readReport = ({ kind, file }: { kind: ReportKind; file: string }): Counts => {
  if (!existsSync(file)) return noTests
  const report: unknown = JSON.parse(readFileSync(file, 'utf8'))
  return kind === 'vitest' ? vitest.parse(report) : playwright.parse(report)
}

export const addCounts = (one: Counts, other: Counts): Counts => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
})

/** The closing line, in the words that continuous integration looks for. */
export const closingLine = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
