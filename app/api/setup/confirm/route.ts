import { setupConfirmed } from '@/lib/dto/setup'
import { getFlows } from '@/lib/flows/live'
import { confirmReport } from '@/lib/flows/setup/readiness'
import { answer } from '../../respond'
import { setupWriteEndpoint } from '../endpoint'

/** The report was seen, and the combi may be installed. */
export const POST = setupWriteEndpoint(async ({ setup }) => {
  await confirmReport(getFlows(), setup)
  return answer(setupConfirmed, { confirmed: true })
})
