import { deliverMails } from '@/lib/flows/mail/deliver-mails'
import { getLog } from '@/lib/platform/log'
import type { Mailer } from '@/lib/platform/mail-transport'
import { checkAlerts, type AlertFlows } from './check-alerts'

/** Well within the interval of any combi, and nothing beside the work of a portal. */
const lookEveryMs = 30_000

/**
 * Looks for combi's that stand still, and itself sends what there is to tell: whatever drives the runs and the mails may
 * be what stands still. With everything in order there is little for it to find, and mails that were sent are not here.
 */
export const watchOver = async (flows: AlertFlows, mailer: Mailer | null): Promise<void> => {
  await checkAlerts(flows)
  while ((await deliverMails(flows, mailer)).hasMore);
}

type Watch = { stop: () => void }

/**
 * Looks time and again, in the process that calls this: never twice at once, and on after a failure. It keeps no process
 * from ending.
 */
export const startWatch = (
  look: () => Promise<void>,
  { everyMs }: { everyMs: number } = { everyMs: lookEveryMs },
): Watch => {
  let isLooking = false
  const timer = setInterval(() => {
    if (isLooking) return
    isLooking = true
    look()
      .catch((error: unknown) => {
        getLog().error({ err: error }, 'the combis were not looked at')
      })
      .finally(() => {
        isLooking = false
      })
  }, everyMs)
  timer.unref()
  return {
    stop: () => {
      clearInterval(timer)
    },
  }
}
