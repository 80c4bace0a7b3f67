import { getLog } from '@/lib/platform/log'
import { checkAlertsOf, type AlertFlows } from './check-alerts'

/** Tells people what a run has found or ended. Should that fail, the run is over all the same, and the next look tells it. */
export const tellAfterRun = async (flows: AlertFlows, combiId: string): Promise<void> => {
  try {
    await checkAlertsOf(flows, combiId)
  } catch (error) {
    getLog().warn({ err: error, combiId }, 'alerts were not looked at after a run')
  }
}
