import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import type {
  IgnoreRequestDto,
  IgnoreResultDto,
  InvoicesPageDto,
  InvoiceStateDto,
  UnignoreRequestDto,
  UnignoreResultDto,
} from '@/lib/dto/invoices'
import { requestApi } from './api'
import { idleMs, watchingMs } from './polling'
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
    refetchInterval: ({ state }) =>
      state.data?.items.some((invoice) => invoice.state === 'processing') ? watchingMs : idleMs,
  })

const refreshAll = (queryClient: QueryClient) => ({ onSuccess: () => queryClient.invalidateQueries() })

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
