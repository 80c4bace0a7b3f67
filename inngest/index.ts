import type { InngestFunction } from 'inngest'
import { deliverTimelineOfCombi } from './functions/deliver-timeline'
import { forgetAbandonedSetupsDaily } from './functions/forget-abandoned-setups'
import { pickDueCombis } from './functions/pick-due-combis'
import { syncCombi } from './functions/sync-combi'

/** Every function that the worker serves. */
export const functions: readonly InngestFunction.Like[] = [
  pickDueCombis,
  syncCombi,
  deliverTimelineOfCombi,
  forgetAbandonedSetupsDaily,
]
