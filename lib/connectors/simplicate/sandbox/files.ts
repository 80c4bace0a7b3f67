import { makePdf } from './pdf'
import type { DocumentRow, Tenant } from './records'

type StoredFile = { contentType: string; body: Uint8Array<ArrayBuffer> }

/** What is downloaded of a document: what was put there, else a page that says what it is about. */
export const fileOf = (tenant: Tenant, document: DocumentRow): StoredFile => {
  if (document.file) {
    const { contentType, base64 } = document.file
    return { contentType, body: Uint8Array.from(Buffer.from(base64, 'base64')) }
  }
  const invoice = tenant.invoices.find((row) => row.id === document.linkedTo.invoice_id)
  return {
    contentType: 'application/pdf',
    body: makePdf([tenant.name, document.title, invoice?.subject ?? '', `Factuurdatum ${invoice?.date ?? ''}`]),
  }
}
