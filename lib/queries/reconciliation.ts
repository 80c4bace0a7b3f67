import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import type {
  ReconciliationDto,
  ReconciliationQueryDto,
  ReconciliationRequestDto,
  ReconciliationStartedDto,
} from '@/lib/dto/reconciliation'
import { requestApi } from './api'
import { idleMs, watchingMs } from './polling'
import { fromSeed, type Seed } from './seed'

const withSearch = (path: string, values: Record<string, string | undefined>): string => {
  const given = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  const text = new URLSearchParams(given).toString()
  return text === '' ? path : `${path}?${text}`
}

/** The address of the page about this month. */
export const reconciliationPage = (combiId: string, { month, administration }: ReconciliationQueryDto): string =>
  withSearch(`/combis/${combiId}/aansluiting`, { maand: month, administratie: administration })

/** The address of the file about this month. */
export const reconciliationExport = (combiId: string, question: ReconciliationQueryDto): string =>
  withSearch(`/api/combis/${combiId}/reconciliation-export`, question)

/** Whether a month adds up; asked again every second while it is read afresh. */
export const reconciliationQueryOptions = (seed: Seed<ReconciliationDto>, question: ReconciliationQueryDto) => {
  const { id } = seed.data.combi
  const path = withSearch(`/api/combis/${id}/reconciliation`, question)
  return queryOptions({
    queryKey: ['reconciliation', id, question, seed.readAt],
    queryFn: ({ signal }) => requestApi<ReconciliationDto>(path, { signal }),
    ...fromSeed(seed),
    refetchInterval: ({ state }) => (state.data?.reading.state === 'reading' ? watchingMs : idleMs),
  })
}

/** Has the month read afresh. */
export const readAgainMutation = (queryClient: QueryClient, combiId: string) =>
  mutationOptions({
    mutationFn: (body: ReconciliationRequestDto) =>
      requestApi<ReconciliationStartedDto>(`/api/combis/${combiId}/reconciliation`, { method: 'POST', body }),
    onSuccess: () => queryClient.invalidateQueries(),
  })
