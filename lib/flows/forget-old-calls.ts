import { withSystem } from '@/lib/db/client'
import { removeVendorCallsBefore } from '@/lib/db/vendor-calls'
import type { FlowContext } from './context'

/** Long enough to look into what went wrong; the log itself stays. */
const keptMs = 30 * 24 * 60 * 60_000
/** One transaction's worth. */
const perRound = 5_000
/** More than a day of many combi's; what is over goes the next night. */
const mostRounds = 400

/** Removes the requests of a month ago. @returns how many. */
export const forgetOldCalls = async ({ db, now }: Pick<FlowContext, 'db' | 'now'>): Promise<{ removed: number }> => {
  const before = new Date(now().getTime() - keptMs)
  let removed = 0
  for (let round = 1; round <= mostRounds; round += 1) {
    const count = await withSystem(db, (tx) => removeVendorCallsBefore(tx, before, perRound))
    removed += count
    if (count < perRound) break
  }
  return { removed }
}
