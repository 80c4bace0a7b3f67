import { readRun } from '@/app/read'
import { runDetail } from '@/lib/dto/runs'
import { requireCursor } from '../../cursor'
import { readEndpoint, requireFound } from '../../endpoint'
import { answer } from '../../respond'

/** A run with one page of its records. */
export const GET = readEndpoint<{ id: string }>(async ({ member, params, search }) => {
  const found = await readRun(member, { runId: params.id, cursor: requireCursor(search.get('cursor')) })
  return answer(runDetail, requireFound(found).data)
})
