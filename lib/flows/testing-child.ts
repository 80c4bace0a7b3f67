import { createInterface } from 'node:readline'
import { createDb } from '@/lib/db/client'
import { runSyncSlice } from './sync-combi'
import { createClock, flowsOn } from './testing-flows'

/** What a worker is told on its standard input, as one line of JSON. */
export type ChildJob = {
  databaseUrl: string
  simplicateUrl: string
  minoxUrl: string
  now: string
  workspaceId: string
  combiId: string
  runId: string
}

// A worker that is there to be killed in the middle of its slice.
createInterface({ input: process.stdin }).once('line', (line) => {
  const { databaseUrl, now, workspaceId, combiId, runId, ...urls } = JSON.parse(line) as ChildJob
  const clock = createClock()
  clock.now = new Date(now)
  const flows = flowsOn({ db: createDb(databaseUrl), clock, hasLimits: false, ...urls })
  void runSyncSlice(flows, { workspaceId, combiId, runId })
})
