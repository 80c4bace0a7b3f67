import { isId } from '@/app/read'
import { syncRequested } from '@/lib/dto/combis'
import { getFlows } from '@/lib/flows/live'
import { requestSync, type SyncAnswer } from '@/lib/flows/request-sync'
import { writeEndpoint } from '../../../endpoint'
import { Refusal, type RefusalCode } from '../../../refusal'
import { answer } from '../../../respond'
import { announceRun } from '../../announce-run'

const accepted = 202

const refusals: Record<Extract<SyncAnswer, { ok: false }>['reason'], RefusalCode> = {
  'not-found': 'not-found',
  paused: 'combi-paused',
  reconnect: 'combi-reconnect',
}

/** Starts a synchronisation of a combi, or joins the one under way. */
export const POST = writeEndpoint<{ id: string }>(async ({ member, params }) => {
  if (!isId(params.id)) throw new Refusal('not-found')
  const { workspaceId } = member.workspace
  const asked = await requestSync(getFlows(), {
    workspaceId,
    combiId: params.id,
    userId: member.userId,
    trigger: 'manual',
  })
  if (!asked.ok) throw new Refusal(refusals[asked.reason])
  const { runId, joined } = asked
  if (!joined) announceRun({ workspaceId, combiId: params.id, runId })
  return answer(syncRequested, { runId, joined }, accepted)
})
