import { isId } from '@/app/read'
import { withWorkspace } from '@/lib/db/client'
import { readRecordCalls } from '@/lib/db/views/run-item-calls'
import { recordCalls } from '@/lib/dto/log'
import { getFlows } from '@/lib/flows/live'
import { readEndpoint, requireFound } from '../../../../../endpoint'
import { Refusal } from '../../../../../refusal'
import { answer } from '../../../../../respond'

/** The requests behind a record of the log. */
export const GET = readEndpoint<{ id: string; recordId: string }>(async ({ member, params }) => {
  const { id: combiId, recordId } = params
  if (!isId(combiId) || !isId(recordId)) throw new Refusal('not-found')
  const found = await withWorkspace(getFlows().db, member.workspace.workspaceId, (scope) =>
    readRecordCalls(scope, { combiId, recordId }),
  )
  return answer(recordCalls, requireFound(found))
})
