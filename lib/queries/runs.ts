import { queryOptions } from '@tanstack/react-query'
import type { RunDetailDto, RunsPageDto } from '@/lib/dto/runs'
import { requestApi } from './api'
import { askAgainMs, live } from './live'
import { fromSeed, type Seed } from './seed'

const withCursor = (path: string, cursor: string | null): string =>
  cursor === null ? path : `${path}?${new URLSearchParams({ cursor }).toString()}`

/** One page of a combi's runs, newest first. */
export const runsQuery = (seed: Seed<RunsPageDto>, cursor: string | null) => {
  const { id } = seed.data.combi
  return queryOptions({
    queryKey: ['runs', id, cursor, seed.readAt],
    queryFn: ({ signal }) => requestApi<RunsPageDto>(withCursor(`/api/combis/${id}/runs`, cursor), { signal }),
    ...fromSeed(seed),
    ...live,
    refetchInterval: ({ state }) =>
      askAgainMs({ isBusy: state.data?.items.some(({ finishedAt }) => finishedAt === null) ?? false }),
  })
}

/** A run with one page of its records. What has ended does not change, and is not asked for again. */
export const runQuery = (seed: Seed<RunDetailDto>, cursor: string | null) => {
  const { id } = seed.data.run
  return queryOptions({
    queryKey: ['run', id, cursor, seed.readAt],
    queryFn: ({ signal }) => requestApi<RunDetailDto>(withCursor(`/api/runs/${id}`, cursor), { signal }),
    ...fromSeed(seed),
    ...live,
    refetchInterval: ({ state }) => (state.data?.run.finishedAt === null ? askAgainMs({ isBusy: true }) : false),
  })
}
