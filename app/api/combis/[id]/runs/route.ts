import { readRuns } from '@/app/read'
import { runsPage } from '@/lib/dto/runs'
import { requireCursor } from '../../../cursor'
import { readEndpoint, requireFound } from '../../../endpoint'
import { answer } from '../../../respond'

/** One page of a combi's runs, newest first. */
export const GET = readEndpoint<{ id: string }>(async ({ member, params, search }) => {
  const found = await readRuns(member, { combiId: params.id, cursor: requireCursor(search.get('cursor')) })
  return answer(runsPage, requireFound(found).data)
})
