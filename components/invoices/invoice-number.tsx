import { useTranslations } from 'next-intl'
import type { InvoiceRowDto } from '@/lib/dto/invoices'
import { Icon } from '@/components/ui/icon'
import { TextLink } from '@/components/ui/text-link'
import { useVendorName } from '@/components/values/use-vendor-name'

/** The number of an invoice, which leads to its page; the way to it in the source; and the books' own number. */
export const InvoiceNumber = ({ invoice }: { invoice: InvoiceRowDto }) => {
  const t = useTranslations('invoices')
  const nameOf = useVendorName()
  const { id, number, sourceUrl, booksNumber, state, combi } = invoice
  return (
    <span className="flex flex-col items-start">
      <span className="flex items-center gap-1">
        <TextLink href={`/facturen/${id}`} prefetch={false} className="whitespace-nowrap">
          {number}
        </TextLink>
        {sourceUrl !== null && (
          <a
            href={sourceUrl}
            target="_blank"
            rel="noreferrer"
            className="grid size-6 place-items-center text-accent"
            aria-label={`${number} ${t('openIn', { vendor: nameOf(combi.vendors.source) })}`}
          >
            <Icon name="out" className="size-3.5" />
          </a>
        )}
      </span>
      {state === 'booked' && booksNumber !== null && (
        <span className="whitespace-nowrap text-muted">{t('booksNumber', { number: String(booksNumber) })}</span>
      )}
    </span>
  )
}
