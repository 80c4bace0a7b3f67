import { useTranslations } from 'next-intl'
import type { InvoiceStateDto } from '@/lib/dto/invoices'
import type { IconName } from '@/components/ui/icon'
import { Status, type Tone } from '@/components/ui/status'

const looks: Record<InvoiceStateDto, { tone: Tone; icon: IconName }> = {
  pending: { tone: 'calm', icon: 'circle' },
  offered: { tone: 'busy', icon: 'clock' },
  processing: { tone: 'busy', icon: 'ring' },
  booked: { tone: 'good', icon: 'check' },
  failed: { tone: 'bad', icon: 'cross' },
  action: { tone: 'warn', icon: 'triangle' },
  ignored: { tone: 'calm', icon: 'slash' },
}

/** Where an invoice stands. */
export const InvoiceStatus = ({ state }: { state: InvoiceStateDto }) => (
  <Status {...looks[state]} isTurning={state === 'processing'}>
    {useTranslations('invoices.state')(state)}
  </Status>
)
