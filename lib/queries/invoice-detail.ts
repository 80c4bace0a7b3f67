import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import type { InvoiceDetailDto } from '@/lib/dto/invoice-detail'
import { requestApi } from './api'
import { idleMs, watchingMs } from './polling'
import { fromSeed, type Seed } from './seed'

/** One invoice; asked again every second while it is being booked. */
export const invoiceDetailQuery = (seed: Seed<InvoiceDetailDto>) => {
  const { id } = seed.data.invoice
  return queryOptions({
    queryKey: ['invoices', id, seed.readAt],
    queryFn: ({ signal }) => requestApi<InvoiceDetailDto>(`/api/invoices/${id}`, { signal }),
    ...fromSeed(seed),
    refetchInterval: ({ state }) =>
      state.data?.invoice.state === 'offered' || state.data?.invoice.state === 'processing' ? watchingMs : idleMs,
  })
}

/** Takes the booking of an invoice back. */
export const undoMutation = (queryClient: QueryClient, invoiceId: string) =>
  mutationOptions({
    mutationFn: () => requestApi<InvoiceDetailDto>(`/api/invoices/${invoiceId}/undo`, { method: 'POST' }),
    onSettled: () => queryClient.invalidateQueries(),
  })
