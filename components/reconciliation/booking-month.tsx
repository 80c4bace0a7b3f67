import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ReconciliationDto } from '@/lib/dto/reconciliation'
import { Card } from '@/components/ui/card'
import { classNames } from '@/components/ui/class-names'
import { Money } from '@/components/values/money'
import { useFormats } from '@/components/values/use-formats'
import { useVendorName } from '@/components/values/use-vendor-name'

/** From the month of the invoice to the month of the booking: what a bookkeeper sees in the books themselves. */
export const BookingMonth = ({ data }: { data: ReconciliationDto }) => {
  const t = useTranslations('reconciliation.month')
  const books = useVendorName()(data.combi.vendors.books)
  const month = useFormats().month(data.month)
  const { bookedGrossCents, laterGrossCents, earlierGrossCents, others, totalGrossCents } = data.bookingMonth
  return (
    <Card className="p-4 sm:p-5">
      <h2 className="text-heading font-semibold">{t('title')}</h2>
      <p className="mt-0.5 mb-3 text-small text-muted">{t('about', { month })}</p>
      <dl className="divide-y divide-line text-small">
        <MonthRow name={t('booked', { month })}>
          <Money cents={bookedGrossCents} />
        </MonthRow>
        <MonthRow name={t('later')}>
          <Money cents={0 - laterGrossCents} />
        </MonthRow>
        <MonthRow name={t('earlier', { month })}>
          <Money cents={earlierGrossCents} />
        </MonthRow>
        <MonthRow name={others === null ? t('othersUnknown', { books }) : t('others', { count: others.count, books })}>
          {others === null ? <span className="text-muted">{t('unknown')}</span> : <Money cents={others.grossCents} />}
        </MonthRow>
        <MonthRow name={t('total', { month, books })} isTotal>
          <Money cents={totalGrossCents} />
        </MonthRow>
      </dl>
    </Card>
  )
}

type MonthRowProps = { name: string; isTotal?: boolean; children: ReactNode }

const MonthRow = ({ name, isTotal = false, children }: MonthRowProps) => (
  <div className={classNames('flex justify-between gap-4 py-2', isTotal && 'font-semibold')}>
    <dt>{name}</dt>
    <dd className="text-end">{children}</dd>
  </div>
)
