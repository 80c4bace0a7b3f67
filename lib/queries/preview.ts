import { keepPreviousData, mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import type { InvoiceSelectionDto } from '@/lib/dto/invoices'
import type {
  BookingPreviewDto,
  OfferPreviewedRequestDto,
  OfferPreviewedResultDto,
  PreviewRequestDto,
} from '@/lib/dto/preview'
import { requestApi } from './api'

export type PreviewQuestion = { selection: InvoiceSelectionDto; bookingDate: string | null; page: number }

const requestPreview = (body: PreviewRequestDto, signal?: AbortSignal) =>
  requestApi<BookingPreviewDto>('/api/invoices/preview', { method: 'POST', body, ...(signal && { signal }) })

/** What handing these invoices over will put in the books. It stays as it is until somebody asks to look again. */
export const previewQuery = (question: PreviewQuestion, isEnabled: boolean) =>
  queryOptions({
    queryKey: ['preview', question],
    queryFn: ({ signal }) => requestPreview(question, signal),
    enabled: isEnabled,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  })

/** Has the vendors asked again for what they told a moment ago. */
export const lookAgainMutation = (queryClient: QueryClient, question: PreviewQuestion) =>
  mutationOptions({
    mutationFn: () => requestPreview({ ...question, isFresh: true }),
    onSuccess: (preview) => {
      queryClient.setQueryData(['preview', question], preview)
    },
  })

/** Hands over what was previewed; when that is refused because something changed, the preview is made anew. */
export const offerPreviewedMutation = (queryClient: QueryClient) =>
  mutationOptions({
    mutationFn: (body: OfferPreviewedRequestDto) =>
      requestApi<OfferPreviewedResultDto>('/api/invoices/offer-previewed', { method: 'POST', body }),
    onSuccess: () => queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'preview' }),
    onError: () => queryClient.invalidateQueries({ queryKey: ['preview'] }),
  })
