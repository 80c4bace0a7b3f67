import { withSystem } from '@/lib/db/client'
import { removeExpiredSetups } from '@/lib/db/setups'
import type { FlowContext } from '../context'

/** One transaction's worth. */
const perRound = 50
const mostRounds = 200

/** Removes ways through the wizard whose time is over, with the secrets that were kept for them. @returns how many. */
export const forgetAbandonedSetups = async (flows: FlowContext): Promise<{ removed: number }> => {
  let removed = 0
  for (let round = 1; round <= mostRounds; round += 1) {
    const now = flows.now()
    const count = await withSystem(flows.db, (tx) => removeExpiredSetups(tx, { now, limit: perRound }))
    removed += count
    if (count < perRound) break
  }
  return { removed }
}
