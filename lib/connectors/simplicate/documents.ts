import { isPdf, mostFileBytes } from '@/lib/domain/document'
import type { SimplicateClient } from './client'
import { documentWire, type DocumentWire } from './schemas'
import { pageSize } from './watermark'

/** An invoice has one document that went out with it; a UBL beside it is known, more than these are not. */
const mostDownloads = 3

/**
 * The PDF that went out with an invoice: `GET /invoices/document` with `q[linked_to.invoice_id]` (seen in
 * The-Web-Bakery/laravel-simplicate), then `GET /documents/download/{id}` (Swagger; The-Web-Bakery and steef-paqt take its
 * answer for the file itself). Which documents went out is told by the label of their type, `label_sended invoice`, seen in an older version of the
 * first. Without one of that type, a document that calls itself a PDF is taken. Null when none of them is a PDF.
 */
export const readInvoicePdf = async (client: SimplicateClient, invoiceRef: string): Promise<Uint8Array | null> => {
  const records = await client.list('/invoices/document', {
    'q[linked_to.invoice_id]': invoiceRef,
    sort: '-created_at',
    limit: pageSize,
    offset: 0,
  })
  const documents = records.flatMap((record) => {
    const parsed = documentWire.safeParse(record)
    // Were the filter ignored, somebody else's invoice must not come along.
    return parsed.success && isOf(parsed.data, invoiceRef) ? [parsed.data] : []
  })
  const sent = documents.filter(({ document_type: type }) => type?.label?.toLowerCase().includes('sended invoice'))
  const candidates = sent.length > 0 ? sent : documents.filter(({ title }) => title?.toLowerCase().endsWith('.pdf'))
  for (const { id } of candidates.slice(0, mostDownloads)) {
    const bytes = await client.download(`/documents/download/${id}`, mostFileBytes)
    if (bytes !== null && isPdf(bytes)) return bytes
  }
  return null
}

const isOf = ({ linked_to: links }: DocumentWire, invoiceRef: string): boolean =>
  links.some(({ invoice_id: invoiceId, id }) => invoiceId === invoiceRef || id === invoiceRef)
