import { awaitedOfferings } from '@/lib/dto/automatic-offering'
import { maxIdsPerRequest } from '@/lib/dto/invoices'
import { readAwaitedOfferings } from '@/lib/flows/editing/automatic-offering'
import { getFlows } from '@/lib/flows/live'
import { readEndpoint } from '../../endpoint'
import { answer } from '../../respond'

/** What waits for somebody to agree to it before it is handed over without being looked at. */
export const GET = readEndpoint(async ({ member }) => {
  const { workspaceId } = member.workspace
  const items = await readAwaitedOfferings(getFlows(), { workspaceId, mostIds: maxIdsPerRequest })
  return answer(awaitedOfferings, { items })
})
