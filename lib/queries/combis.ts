import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import type { CombisOverviewDto, SyncRequestedDto } from '@/lib/dto/combis'
import { requestApi } from './api'
import { askAgainMs, live } from './live'
import { fromSeed, type Seed } from './seed'

/** All combi's of the reader; asked again when the portal says that something changed, or every second while one of them synchronises. */
export const combisQuery = (seed: Seed<CombisOverviewDto>) =>
  queryOptions({
    queryKey: ['combis', seed.readAt],
    queryFn: ({ signal }) => requestApi<CombisOverviewDto>('/api/combis', { signal }),
    ...fromSeed(seed),
    ...live,
    refetchInterval: ({ state }) =>
      askAgainMs({ isBusy: state.data?.items.some(({ activeRun }) => activeRun !== null) ?? false }),
  })

/** Starts a synchronisation of a combi, or joins the one under way. */
export const requestSyncMutation = (queryClient: QueryClient) =>
  mutationOptions({
    mutationFn: (combiId: string) => requestApi<SyncRequestedDto>(`/api/combis/${combiId}/sync`, { method: 'POST' }),
    onSuccess: () => queryClient.invalidateQueries(),
  })
