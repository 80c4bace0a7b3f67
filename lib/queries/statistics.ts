import { queryOptions } from '@tanstack/react-query'
import type { StatisticsDto, StatisticsQueryDto } from '@/lib/dto/statistics'
import { requestApi } from './api'
import { askAgainMs, live } from './live'
import { fromSeed, type Seed } from './seed'

/** The question as the query of an address, without what is left at its default. */
export const toStatisticsSearch = ({ period, by, compare, from, to }: StatisticsQueryDto): string => {
  const search = new URLSearchParams({
    ...(period !== 'this-month' && { period }),
    ...(by !== undefined && { by }),
    ...(compare !== 'previous' && { compare }),
    ...(period === 'custom' && from !== undefined && to !== undefined && { from, to }),
  })
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}

/** What a combi did in a period. */
export const statisticsQueryOptions = (seed: Seed<StatisticsDto>, question: StatisticsQueryDto) => {
  const { id } = seed.data.combi
  const path = `/api/combis/${id}/statistics${toStatisticsSearch(question)}`
  return queryOptions({
    queryKey: ['statistics', id, question, seed.readAt],
    queryFn: ({ signal }) => requestApi<StatisticsDto>(path, { signal }),
    ...fromSeed(seed),
    ...live,
    refetchInterval: () => askAgainMs({ isBusy: false }),
  })
}
