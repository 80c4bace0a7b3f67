import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import type { DoneDto } from '@/lib/dto/account'
import type { AgreeRequestDto, AwaitedOfferingsDto } from '@/lib/dto/automatic-offering'
import { requestApi } from './api'

const queryKey = ['invoices', 'automatic'] as const

/** What waits for somebody to agree to it before it goes by itself. */
export const awaitedOfferingsQuery = () =>
  queryOptions({
    queryKey,
    queryFn: ({ signal }) => requestApi<AwaitedOfferingsDto>('/api/invoices/automatic', { signal }),
  })

/** Agrees to what a combi hands over by itself. */
export const agreeMutation = (queryClient: QueryClient, combiId: string) =>
  mutationOptions({
    mutationFn: (body: AgreeRequestDto) =>
      requestApi<DoneDto>(`/api/combis/${combiId}/offering`, { method: 'POST', body }),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  })
