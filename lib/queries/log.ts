import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import type { LogFilterDto, LogPageDto, RecordCallsDto, RetryRequestDto, RetryResultDto } from '@/lib/dto/log'
import { requestApi } from './api'
import { askAgainMs, live } from './live'
import { fromSeed, type Seed } from './seed'

/** The filter as the query of an address, without what is left open. */
export const toLogSearch = (filter: LogFilterDto, more: Readonly<Record<string, string>> = {}): string => {
  const search = new URLSearchParams(more)
  for (const [field, value] of Object.entries(filter)) search.set(field, value)
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}

/** One page of the records over all runs of a combi. */
export const logQuery = (seed: Seed<LogPageDto>, filter: LogFilterDto, cursor: string | null) => {
  const { id } = seed.data.combi
  const search = toLogSearch(filter, cursor === null ? {} : { cursor })
  return queryOptions({
    queryKey: ['log', id, search, seed.readAt],
    queryFn: ({ signal }) => requestApi<LogPageDto>(`/api/combis/${id}/log${search}`, { signal }),
    ...fromSeed(seed),
    ...live,
    refetchInterval: ({ state }) =>
      askAgainMs({ isBusy: state.data?.items.some(({ invoice }) => invoice?.state === 'processing') ?? false }),
  })
}

/** The requests behind a record: asked for when somebody wants to see them. */
export const recordCallsQuery = (combiId: string, recordId: string) =>
  queryOptions({
    queryKey: ['record-calls', recordId],
    queryFn: ({ signal }) => requestApi<RecordCallsDto>(`/api/combis/${combiId}/log/${recordId}/calls`, { signal }),
  })

/** Offers again what did not go well. */
export const retryMutation = (queryClient: QueryClient, combiId: string) =>
  mutationOptions({
    mutationFn: (body: RetryRequestDto) =>
      requestApi<RetryResultDto>(`/api/combis/${combiId}/log-retry`, { method: 'POST', body }),
    onSuccess: () => queryClient.invalidateQueries(),
  })
