import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import type {
  IgnoreRequestDto,
  IgnoreResultDto,
  InvoicesPageDto,
  InvoiceStateDto,
  OfferRequestDto,
  OfferResultDto,
  UnignoreRequestDto,
  UnignoreResultDto,
} from '@/lib/dto/invoices'
import { requestApi } from './api'
import { askAgainMs, live } from './live'
import { fromSeed, type Seed } from './seed'

/** Which invoices are on the screen; the same words stand in its address. */
export type InvoiceFilter = { combi: string | null; state: InvoiceStateDto; cursor: string | null }

/** The filter as the query of an address, without what is left at its default. */
export const toInvoiceSearch = ({ combi, state, cursor }: InvoiceFilter): string => {
  const search = new URLSearchParams({
    state,
    ...(combi !== null && { combi }),
    ...(cursor !== null && { cursor }),
  })
  return `?${search.toString()}`
}

/** One page of invoices with the counts of all tabs; asked again every second while one of them is being booked. */
export const invoicesPageQuery = (seed: Seed<InvoicesPageDto>, filter: InvoiceFilter) =>
  queryOptions({
    queryKey: ['invoices', filter, seed.readAt],
    queryFn: ({ signal }) => requestApi<InvoicesPageDto>(`/api/invoices${toInvoiceSearch(filter)}`, { signal }),
    ...fromSeed(seed),
    ...live,
    refetchInterval: ({ state }) =>
      askAgainMs({ isBusy: state.data?.items.some((invoice) => invoice.state === 'processing') ?? false }),
  })

const refreshAll = (queryClient: QueryClient) => ({ onSuccess: () => queryClient.invalidateQueries() })

/** Hands invoices to the bookkeeping. */
export const offerMutation = (queryClient: QueryClient) =>
  mutationOptions({
    mutationFn: (body: OfferRequestDto) => requestApi<OfferResultDto>('/api/invoices/offer', { method: 'POST', body }),
    ...refreshAll(queryClient),
  })

/** Decides that invoices are never booked. */
export const ignoreMutation = (queryClient: QueryClient) =>
  mutationOptions({
    mutationFn: (body: IgnoreRequestDto) =>
      requestApi<IgnoreResultDto>('/api/invoices/ignore', { method: 'POST', body }),
    ...refreshAll(queryClient),
  })

/** Takes ignoring back. */
export const unignoreMutation = (queryClient: QueryClient) =>
  mutationOptions({
    mutationFn: (body: UnignoreRequestDto) =>
      requestApi<UnignoreResultDto>('/api/invoices/unignore', { method: 'POST', body }),
    ...refreshAll(queryClient),
  })
