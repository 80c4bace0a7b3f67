import { useTranslations } from 'next-intl'
import type { RejectedRecordDto } from '@/lib/dto/runs'
import type { VendorsDto } from '@/lib/dto/shapes'
import { Notice } from '@/components/ui/notice'
import { Moment } from '@/components/values/moment'
import { useVendorName } from '@/components/values/use-vendor-name'

type RejectedRecordsProps = { records: readonly RejectedRecordDto[]; vendors: VendorsDto }

/** Records that could not be read: shown until they can, since nobody would miss what is silently left out. */
export const RejectedRecords = ({ records, vendors }: RejectedRecordsProps) => {
  const t = useTranslations('runs.unreadable')
  const nameOf = useVendorName()
  if (records.length === 0) return null
  return (
    <section className="mb-4" aria-labelledby="unreadable">
      <Notice tone="warn">
        <h2 id="unreadable" className="font-semibold">
          {t('title', { count: records.length })}
        </h2>
        <p className="text-small">{t('text', { count: records.length, source: nameOf(vendors.source) })}</p>
        <ul className="mt-2 space-y-1 text-small">
          {records.map(({ id, label, ref, reason, firstSeenAt }) => (
            <li key={id}>
              <span className="font-medium">{label ?? ref}</span> – {reason}{' '}
              <span className="text-muted">
                {t('since')} <Moment at={firstSeenAt} />
              </span>
            </li>
          ))}
        </ul>
      </Notice>
    </section>
  )
}
