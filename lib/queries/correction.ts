import { keepPreviousData, mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import type {
  CorrectionProposalDto,
  CorrectionRequestDto,
  KeepRequestDto,
  NumberRequestDto,
  OpenDayDto,
  OpenDayRequestDto,
} from '@/lib/dto/correction'
import type { InvoiceDetailDto } from '@/lib/dto/invoice-detail'
import { requestApi } from './api'

export type CorrectionQuestion = { invoiceId: string; date: string | null }

/** What would be written to put the books right. It stays as it is until somebody asks to look again. */
export const correctionQuery = ({ invoiceId, date }: CorrectionQuestion, isEnabled: boolean) =>
  queryOptions({
    queryKey: ['correction', invoiceId, date],
    queryFn: ({ signal }) =>
      requestApi<CorrectionProposalDto>(`/api/invoices/${invoiceId}/correction-preview`, {
        ...{ method: 'POST', body: { date, isFresh: true }, signal },
      }),
    enabled: isEnabled,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  })

/** Has what was proposed carried out; when that is refused because something changed, the proposal is made anew. */
export const correctMutation = (queryClient: QueryClient, invoiceId: string) =>
  mutationOptions({
    mutationFn: (body: CorrectionRequestDto) =>
      requestApi<InvoiceDetailDto>(`/api/invoices/${invoiceId}/correction`, { method: 'POST', body }),
    onSettled: () => queryClient.invalidateQueries(),
  })

/** Leaves the entry as it is, for a reason. */
export const keepMutation = (queryClient: QueryClient, invoiceId: string) =>
  mutationOptions({
    mutationFn: (body: KeepRequestDto) =>
      requestApi<InvoiceDetailDto>(`/api/invoices/${invoiceId}/keep`, { method: 'POST', body }),
    onSettled: () => queryClient.invalidateQueries(),
  })

/** The first open day for an invoice whose period is closed. */
export const openDayQuery = (invoiceId: string) =>
  queryOptions({
    queryKey: ['open-day', invoiceId],
    queryFn: ({ signal }) => requestApi<OpenDayDto>(`/api/invoices/${invoiceId}/open-day`, { signal }),
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  })

/** Has an invoice booked on the proposed day. */
export const openDayMutation = (queryClient: QueryClient, invoiceId: string) =>
  mutationOptions({
    mutationFn: (body: OpenDayRequestDto) =>
      requestApi<InvoiceDetailDto>(`/api/invoices/${invoiceId}/open-day`, { method: 'POST', body }),
    onSettled: () => queryClient.invalidateQueries(),
  })

/** Gives an invoice a number of its own in the books, or takes it away again. */
export const numberMutation = (queryClient: QueryClient, invoiceId: string) =>
  mutationOptions({
    mutationFn: (body: NumberRequestDto) =>
      requestApi<InvoiceDetailDto>(`/api/invoices/${invoiceId}/number`, { method: 'POST', body }),
    onSettled: () => queryClient.invalidateQueries(),
  })
