import { useTranslations } from 'next-intl'
import type { RunItemDto } from '@/lib/dto/runs'
import type { VendorsDto } from '@/lib/dto/shapes'
import { Icon } from '@/components/ui/icon'
import { textLinkClass } from '@/components/ui/text-link'
import { useVendorName } from '@/components/values/use-vendor-name'

/** What a record is called: it leads to its invoice in the source, and says under which number the books have it. */
export const RecordNumber = ({ item: { label, invoice }, vendors }: { item: RunItemDto; vendors: VendorsDto }) => {
  const t = useTranslations('invoices')
  const nameOf = useVendorName()
  const sourceUrl = invoice?.sourceUrl ?? null
  return (
    <span className="flex flex-col items-start">
      {sourceUrl === null ? (
        label
      ) : (
        <a href={sourceUrl} target="_blank" rel="noreferrer" className={`${textLinkClass} lg:whitespace-nowrap`}>
          {label}
          <Icon name="out" className="size-3.5" />
          <span className="sr-only">{t('openIn', { vendor: nameOf(vendors.source) })}</span>
        </a>
      )}
      {invoice?.state === 'booked' && invoice.booksNumber !== null && (
        <span className="font-normal text-muted lg:whitespace-nowrap">
          {invoice.booksUrl === null ? (
            t('booksNumber', { number: String(invoice.booksNumber) })
          ) : (
            <a href={invoice.booksUrl} target="_blank" rel="noreferrer" className={textLinkClass}>
              {t('booksNumber', { number: String(invoice.booksNumber) })}
              <Icon name="out" className="size-3.5" />
              <span className="sr-only">{t('openIn', { vendor: nameOf(vendors.books) })}</span>
            </a>
          )}
        </span>
      )}
    </span>
  )
}
