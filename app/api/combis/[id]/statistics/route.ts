import { statistics, statisticsQuery } from '@/lib/dto/statistics'
import { parseRequest, readEndpoint, requireFound } from '../../../endpoint'
import { Refusal } from '../../../refusal'
import { answer } from '../../../respond'
import { askStatistics, isAnswerable } from './ask'

/** What a combi did in a period, by day, week or month. */
export const GET = readEndpoint<{ id: string }>(async ({ member, params, search }) => {
  const query = parseRequest(statisticsQuery, Object.fromEntries(search))
  if (!isAnswerable(query)) throw new Refusal('invalid-request')
  return answer(statistics, requireFound(await askStatistics(member, params.id, query)).data)
})
