import { readInvoice } from '@/app/read'
import { invoiceDetail } from '@/lib/dto/invoice-detail'
import { readEndpoint, requireFound } from '../../endpoint'
import { answer } from '../../respond'

/** All there is to tell of one invoice. */
export const GET = readEndpoint<{ id: string }>(async ({ member, params }) =>
  answer(invoiceDetail, requireFound(await readInvoice(member, params.id)).data),
)
