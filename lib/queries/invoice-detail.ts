import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import type { FileAskedDto, InvoiceDetailDto } from '@/lib/dto/invoice-detail'
import { requestApi } from './api'
import { askAgainMs, live } from './live'
import { fromSeed, type Seed } from './seed'

/** One invoice; asked again every second while it is being booked. */
export const invoiceDetailQuery = (seed: Seed<InvoiceDetailDto>) => {
  const { id } = seed.data.invoice
  return queryOptions({
    queryKey: ['invoices', id, seed.readAt],
    queryFn: ({ signal }) => requestApi<InvoiceDetailDto>(`/api/invoices/${id}`, { signal }),
    ...fromSeed(seed),
    ...live,
    refetchInterval: ({ state }) => {
      const now = state.data?.invoice.state
      const isCorrected = state.data?.correction?.state === 'asked'
      return askAgainMs({ isBusy: isCorrected || now === 'offered' || now === 'processing' })
    },
  })
}

/** Takes the booking of an invoice back. */
export const undoMutation = (queryClient: QueryClient, invoiceId: string) =>
  mutationOptions({
    mutationFn: () => requestApi<InvoiceDetailDto>(`/api/invoices/${invoiceId}/undo`, { method: 'POST' }),
    onSettled: () => queryClient.invalidateQueries(),
  })

/** Has the PDF of an invoice put with its entry. */
export const askFileMutation = (queryClient: QueryClient, invoiceId: string) =>
  mutationOptions({
    mutationFn: () => requestApi<FileAskedDto>(`/api/invoices/${invoiceId}/file`, { method: 'POST' }),
    onSettled: () => queryClient.invalidateQueries(),
  })
