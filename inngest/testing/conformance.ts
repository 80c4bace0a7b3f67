import { afterEach, describe } from 'vitest'
import { describeLimits } from './limits'
import { describeRetries } from './retries'
import { describeRuns } from './runs'
import type { ConformanceApp, ConformanceTarget, OpenApp } from './target'

/** What functions may rely on, whichever engine runs them. */
export const describeEngine = (target: ConformanceTarget): void => {
  describe(`functions on ${target.name}`, { timeout: target.timeoutMs }, () => {
    const apps: ConformanceApp[] = []
    const open: OpenApp = async (build) => {
      const app = await target.open(build)
      apps.push(app)
      return app
    }
    afterEach(async () => {
      await Promise.all(apps.splice(0).map((app) => app.close()))
    })
    describeRuns(open)
    describeRetries(open)
    describeLimits(open)
  })
}
