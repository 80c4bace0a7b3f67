import { isId } from '@/app/read'
import { retryRequest, retryResult } from '@/lib/dto/log'
import { getFlows } from '@/lib/flows/live'
import { retryRecords } from '@/lib/flows/retry-records'
import { parseRequest, requireFound, writeEndpoint } from '../../../endpoint'
import { Refusal } from '../../../refusal'
import { answer } from '../../../respond'
import { announceRun } from '../../announce-run'

/** Tries a record of the log again, or every invoice that waits with the same cause. */
export const POST = writeEndpoint<{ id: string }>(async ({ member, params, readBody }) => {
  if (!isId(params.id)) throw new Refusal('not-found')
  const what = parseRequest(retryRequest, await readBody())
  const { workspaceId } = member.workspace
  const combiId = params.id
  const { offered, refused, sync, runId } = requireFound(
    await retryRecords(getFlows(), { workspaceId, userId: member.userId, combiId, what }),
  )
  if (runId !== null) announceRun({ workspaceId, combiId, runId })
  return answer(retryResult, { offered, refused, sync })
})
