import { isId } from '@/app/read'
import type { Member } from '@/lib/auth/member'
import { daysBetween } from '@/lib/domain/day'
import { mostStatisticsDays, statistics, type StatisticsDto, type StatisticsQueryDto } from '@/lib/dto/statistics'
import { getFlows } from '@/lib/flows/live'
import { readStatistics, type StatisticsQuestion } from '@/lib/flows/read-statistics'
import type { Seed } from '@/lib/queries/seed'

/** The period that is asked for; null when the days of one's own make none. */
const choiceOf = ({ period, from, to }: StatisticsQueryDto): StatisticsQuestion['choice'] | null => {
  if (period !== 'custom') return { period }
  if (from === undefined || to === undefined || from > to) return null
  return daysBetween(from, to) < mostStatisticsDays ? { period, from, to } : null
}

/** Whether the query is one that can be answered. */
export const isAnswerable = (query: StatisticsQueryDto): boolean => choiceOf(query) !== null

/** What page, API and export alike show. Null: no such combi for this reader, or a period that is none. */
export const askStatistics = async (
  { workspace }: Pick<Member, 'workspace'>,
  combiId: string,
  query: StatisticsQueryDto,
): Promise<Seed<StatisticsDto> | null> => {
  const choice = choiceOf(query)
  if (choice === null || !isId(combiId)) return null
  const flows = getFlows()
  const readAt = flows.now().getTime()
  const { workspaceId } = workspace
  const { by: granularity = null, compare } = query
  const found = await readStatistics(flows, { workspaceId, combiId, choice, granularity, compare })
  return found && { data: statistics.parse(found), readAt }
}
