import type { InngestFunction } from 'inngest'
import { carryOutBulkAction } from './functions/bulk-action'
import { deliverQueuedMails } from './functions/deliver-mails'
import { deliverTimelineOfCombi } from './functions/deliver-timeline'
import { forgetAbandonedSetupsDaily } from './functions/forget-abandoned-setups'
import { forgetOldCallsDaily } from './functions/forget-old-calls'
import { forgetOldMailsDaily } from './functions/forget-old-mails'
import { pickDueCombis } from './functions/pick-due-combis'
import { reconcileCombi } from './functions/reconcile-combi'
import { syncCombi } from './functions/sync-combi'
import { watchCombis } from './functions/watch-combis'

/** Every function that the worker serves. */
export const functions: readonly InngestFunction.Like[] = [
  pickDueCombis,
  syncCombi,
  reconcileCombi,
  deliverTimelineOfCombi,
  carryOutBulkAction,
  forgetAbandonedSetupsDaily,
  deliverQueuedMails,
  forgetOldMailsDaily,
  forgetOldCallsDaily,
  watchCombis,
]
