import { getMailer } from '@/lib/platform/mail-transport'
import { getFlows } from '../live'
import { startWatch, watchOver } from './watch'

/** Watches over the combi's of the environment's database for as long as this process lives. */
export const watchCombis = (): void => {
  startWatch(() => watchOver(getFlows(), getMailer()))
}
