import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import { combisOverview, syncRequested, type CombisOverviewDto } from '@/lib/dto/combis'
import { requestApi } from './api'
import { idleMs, watchingMs } from './polling'
import { fromSeed, type Seed } from './seed'

/** All combi's of the workspace; asked again every second while one of them synchronises. */
export const combisQuery = (seed: Seed<CombisOverviewDto>) =>
  queryOptions({
    queryKey: ['combis', seed.readAt],
    queryFn: ({ signal }) => requestApi('/api/combis', combisOverview, { signal }),
    ...fromSeed(seed),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ activeRun }) => activeRun !== null) ? watchingMs : idleMs,
  })

/** Starts a synchronisation of a combi, or joins the one under way. */
export const requestSyncMutation = (queryClient: QueryClient) =>
  mutationOptions({
    mutationFn: (combiId: string) => requestApi(`/api/combis/${combiId}/sync`, syncRequested, { method: 'POST' }),
    onSuccess: () => queryClient.invalidateQueries(),
  })
