import type { InvoiceDetailDto } from '@/lib/dto/invoice-detail'

export type Mismatch = 'drift' | 'gone' | 'entry' | 'missing'

/** In what a booked invoice and its entry went apart; null when they did not. */
export const mismatchOf = ({ invoice, isDrifted, isGone }: InvoiceDetailDto): Mismatch | null => {
  if (invoice.state !== 'booked') return null
  if (invoice.reason?.code === 'entry-missing') return 'missing'
  if (invoice.reason?.code === 'read-back-differs') return 'entry'
  if (isGone) return invoice.reason?.code === 'deleted-in-source' ? 'gone' : null
  return isDrifted ? 'drift' : null
}
