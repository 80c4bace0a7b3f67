import { isId } from '@/app/read'
import {
  reconciliation,
  reconciliationQuery,
  reconciliationRequest,
  reconciliationStarted,
} from '@/lib/dto/reconciliation'
import { getFlows } from '@/lib/flows/live'
import { requestReconciliation } from '@/lib/flows/reconcile-combi'
import { sendReconciliationRequested } from '@/inngest/events'
import { parseRequest, readEndpoint, requireFound, writeEndpoint } from '../../../endpoint'
import { Refusal } from '../../../refusal'
import { answer } from '../../../respond'
import { askReconciliation } from './ask'

const accepted = 202

/** Whether a month adds up. */
export const GET = readEndpoint<{ id: string }>(async ({ member, params, search }) => {
  const query = parseRequest(reconciliationQuery, Object.fromEntries(search))
  return answer(reconciliation, requireFound(await askReconciliation(member, params.id, query)).data)
})

/** Has a month read afresh from both sides, or joins the reading under way. */
export const POST = writeEndpoint<{ id: string }>(async ({ member, params, readBody }) => {
  const { month, administration } = parseRequest(reconciliationRequest, await readBody())
  if (!isId(params.id)) throw new Refusal('not-found')
  const place = { workspaceId: member.workspace.workspaceId, combiId: params.id }
  const asked = await requestReconciliation(getFlows(), {
    ...place,
    administrationRef: administration,
    month: `${month}-01`,
  })
  if (!asked.ok) throw new Refusal(asked.reason === 'reconnect' ? 'combi-reconnect' : 'not-found')
  // Before the answer: unlike a run, no scheduler would send it again.
  if (!asked.joined) await sendReconciliationRequested({ ...place, reconciliationId: asked.id })
  return answer(reconciliationStarted, { joined: asked.joined }, accepted)
})
