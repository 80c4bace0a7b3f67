import { useTranslations } from 'next-intl'
import type { InvoiceRowDto } from '@/lib/dto/invoices'
import { Icon } from '@/components/ui/icon'
import { textLinkClass } from '@/components/ui/text-link'
import { useVendorName } from '@/components/values/use-vendor-name'

/** The number of an invoice, which leads to it in the source where the source gave its address; and the books' own number. */
export const InvoiceNumber = ({ invoice }: { invoice: InvoiceRowDto }) => {
  const t = useTranslations('invoices')
  const nameOf = useVendorName()
  const { number, sourceUrl, booksNumber, state, combi } = invoice
  return (
    <span className="flex flex-col items-start">
      {sourceUrl === null ? (
        <span className="font-medium whitespace-nowrap">{number}</span>
      ) : (
        <a href={sourceUrl} target="_blank" rel="noreferrer" className={`${textLinkClass} whitespace-nowrap`}>
          {number}
          <Icon name="out" className="size-3.5" />
          <span className="sr-only">{t('openIn', { vendor: nameOf(combi.vendors.source) })}</span>
        </a>
      )}
      {state === 'booked' && booksNumber !== null && (
        <span className="whitespace-nowrap text-muted">{t('booksNumber', { number: String(booksNumber) })}</span>
      )}
    </span>
  )
}
