import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { InvoiceDetailDto } from '@/lib/dto/invoice-detail'
import { Icon } from '@/components/ui/icon'
import { textLinkClass } from '@/components/ui/text-link'
import { DayText } from '@/components/values/day'
import { Money } from '@/components/values/money'
import { Moment } from '@/components/values/moment'
import { useVendorName } from '@/components/values/use-vendor-name'
import { InvoiceStatus } from './invoice-status'
import { PaymentStatus } from './payment-status'

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-small text-muted">{name}</dt>
    <dd className="break-words">{children}</dd>
  </div>
)

/** Who, when, how much and where it stands; and by what names both systems and the portal know it. */
export const InvoiceFacts = ({ detail }: { detail: InvoiceDetailDto }) => {
  const t = useTranslations('invoice.fact')
  const words = useTranslations('invoices')
  const nameOf = useVendorName()
  const { invoice, administration, postings, sourceRef, booksUrl } = detail
  const { source, books } = invoice.combi.vendors
  const entry = postings.find(({ state }) => state === 'verified' || state === 'removing')
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <InvoiceStatus state={invoice.state} />
        <PaymentStatus payment={invoice.payment} />
        {invoice.sourceUrl !== null && (
          <a href={invoice.sourceUrl} target="_blank" rel="noreferrer" className={textLinkClass}>
            {t('openIn', { vendor: nameOf(source) })}
            <Icon name="out" className="size-3.5" />
            <span className="sr-only">{t('newWindow')}</span>
          </a>
        )}
        {entry !== undefined && booksUrl !== null && (
          <a href={booksUrl} target="_blank" rel="noreferrer" className={textLinkClass}>
            {t('openIn', { vendor: nameOf(books) })}
            <Icon name="out" className="size-3.5" />
            <span className="sr-only">{t('newWindow')}</span>
          </a>
        )}
      </div>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-3 md:grid-cols-4">
        <Fact name={words('column.debtor')}>{invoice.debtorName}</Fact>
        <Fact name={words('column.profile')}>{invoice.companyProfile}</Fact>
        <Fact name={words('column.issuedOn')}>
          <DayText day={invoice.issuedOn} />
        </Fact>
        <Fact name={words('column.dueOn')}>
          <DayText day={invoice.dueOn} />
        </Fact>
        <Fact name={words('column.net')}>
          <Money cents={invoice.netCents} />
        </Fact>
        <Fact name={words('column.vat')}>
          <Money cents={invoice.vatCents} />
        </Fact>
        <Fact name={words('column.gross')}>
          <Money cents={invoice.grossCents} />
        </Fact>
        <Fact name={words('column.bookingDate')}>
          {entry === undefined ? '–' : <DayText day={entry.sent.bookingDate} />}
        </Fact>
        <Fact name={t('administration')}>{administration ?? '–'}</Fact>
        <Fact name={t('booksNumber', { books: nameOf(books) })}>
          {entry === undefined ? '–' : entry.sent.invoiceNumber}
        </Fact>
        <Fact name={t('bookedAt')}>{invoice.bookedAt === null ? '–' : <Moment at={invoice.bookedAt} />}</Fact>
        <Fact name={t('combi')}>{invoice.combi.name}</Fact>
      </dl>
      <dl className="mt-3 grid gap-x-4 gap-y-3 text-small md:grid-cols-3 [&_dd]:font-mono [&_dd]:break-all">
        <Fact name={t('ourId')}>{invoice.id}</Fact>
        <Fact name={t('sourceId', { source: nameOf(source) })}>{sourceRef}</Fact>
        <Fact name={t('booksId', { books: nameOf(books) })}>{entry?.id ?? '–'}</Fact>
      </dl>
    </>
  )
}
