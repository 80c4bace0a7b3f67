import { logPage } from '@/lib/dto/log'
import { requireCursor } from '../../../cursor'
import { readEndpoint, requireFound } from '../../../endpoint'
import { answer } from '../../../respond'
import { requireFilter } from './require-filter'
import { readLog } from './read-log'

/** One page of the records over all runs of a combi, newest first. */
export const GET = readEndpoint<{ id: string }>(async ({ member, params, search }) => {
  const question = { combiId: params.id, filter: requireFilter(search), cursor: requireCursor(search.get('cursor')) }
  return answer(logPage, requireFound(await readLog(member, question)).data)
})
