import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import type {
  IgnoreRequestDto,
  IgnoreResultDto,
  InvoiceSelectionDto,
  InvoicesPageDto,
  InvoiceStateDto,
  UnignoreResultDto,
} from '@/lib/dto/invoices'
import { requestApi } from './api'
import { askAgainMs, live } from './live'
import { fromSeed, type Seed } from './seed'

/** What the invoices on the screen are narrowed down to and sorted by; the same words stand in its address. */
export type InvoiceFilter = {
  state: InvoiceStateDto
  combi: string | null
  q: string | null
  profile: string | null
  from: string | null
  until: string | null
  min: string | null
  max: string | null
  vat: string | null
  group: string | null
  sort: string | null
  order: string | null
  cursor: string | null
}

/** The filter as the query of an address, without what is left at its default. */
export const toInvoiceSearch = (filter: Partial<InvoiceFilter>): string => {
  const given = Object.entries(filter).flatMap(([name, value]) => (value === null ? [] : [[name, value]]))
  return `?${new URLSearchParams(given).toString()}`
}

export const invoicesPath = (filter: Partial<InvoiceFilter>): string => `/facturen${toInvoiceSearch(filter)}`

const narrowing = ['combi', 'q', 'profile', 'vat', 'group', 'from', 'until', 'min', 'max'] as const

/** How many of its parts narrow something down. */
export const countFilters = (filter: InvoiceFilter): number => narrowing.filter((name) => filter[name] !== null).length

/** All invoices that the filter lets through, as something to do something with. */
export const selectFiltered = (filter: InvoiceFilter): InvoiceSelectionDto => {
  const given = narrowing.flatMap((name) => (filter[name] === null ? [] : [[name, filter[name]] as const]))
  return { filter: { state: filter.state, ...(Object.fromEntries(given) as Record<string, string>) } }
}

const isUnderWay = ({ items, bulkActions, booking }: InvoicesPageDto): boolean =>
  booking !== null ||
  bulkActions.some(({ isFinished }) => !isFinished) ||
  items.some(({ state }) => state === 'processing')

/** One page of invoices with the counts of all tabs; asked again every second while something is being done with many. */
export const invoicesPageQuery = (seed: Seed<InvoicesPageDto>, filter: InvoiceFilter) =>
  queryOptions({
    queryKey: ['invoices', filter, seed.readAt],
    queryFn: ({ signal }) => requestApi<InvoicesPageDto>(`/api/invoices${toInvoiceSearch(filter)}`, { signal }),
    ...fromSeed(seed),
    ...live,
    refetchInterval: ({ state }) => askAgainMs({ isBusy: state.data !== undefined && isUnderWay(state.data) }),
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
    mutationFn: (body: InvoiceSelectionDto) =>
      requestApi<UnignoreResultDto>('/api/invoices/unignore', { method: 'POST', body }),
    ...refreshAll(queryClient),
  })
