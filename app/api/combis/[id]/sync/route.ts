import { after } from 'next/server'
import { isId } from '@/app/read'
import { syncRequested } from '@/lib/dto/combis'
import { getFlows } from '@/lib/flows/live'
import { requestSync, type SyncAnswer } from '@/lib/flows/request-sync'
import { getLog } from '@/lib/platform/log'
import { sendSyncRequested } from '@/inngest/events'
import { writeEndpoint } from '../../../endpoint'
import { Refusal, type RefusalCode } from '../../../refusal'
import { answer } from '../../../respond'

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
  // Behind the answer: nobody waits for it, and it is not what decides.
  if (!joined) after(() => announceRun({ workspaceId, combiId: params.id, runId }))
  return answer(syncRequested, { runId, joined }, accepted)
})

/** The run stands in the database: should its event get lost, the scheduler's next round sends it again. */
const announceRun = async (run: { workspaceId: string; combiId: string; runId: string }): Promise<void> => {
  try {
    await sendSyncRequested(run)
  } catch (error) {
    getLog().warn({ err: error, runId: run.runId }, 'the event of a run was not sent')
  }
}
