import { useTranslations } from 'next-intl'
import type { PaymentStateDto } from '@/lib/dto/invoices'
import { classNames } from '@/components/ui/class-names'
import { Icon, type IconName } from '@/components/ui/icon'

const looks: Record<PaymentStateDto, { ink: string; icon: IconName }> = {
  open: { ink: 'text-muted', icon: 'circle' },
  overdue: { ink: 'text-warn', icon: 'clock' },
  partial: { ink: 'text-accent-strong', icon: 'half' },
  paid: { ink: 'text-good', icon: 'check' },
}

/** Whether an invoice is paid: quieter than where it stands in the bookkeeping, which this screen is about. */
export const PaymentStatus = ({ payment }: { payment: PaymentStateDto }) => {
  const { ink, icon } = looks[payment]
  return (
    <span className={classNames('inline-flex items-center gap-1.5 whitespace-nowrap', ink)}>
      <Icon name={icon} className="size-3.5" />
      {useTranslations('invoices.payment')(payment)}
    </span>
  )
}
