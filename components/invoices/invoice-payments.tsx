import { useTranslations } from 'next-intl'
import type { InvoiceDetailDto } from '@/lib/dto/invoice-detail'
import { DayText } from '@/components/values/day'
import { Money } from '@/components/values/money'
import { useVendorName } from '@/components/values/use-vendor-name'
import { EntryTable } from './entry-table'

/** What was paid according to the books, what of it was registered in the source, and what the source still expects. */
export const InvoicePayments = ({ detail }: { detail: InvoiceDetailDto }) => {
  const t = useTranslations('invoice.payments')
  const nameOf = useVendorName()
  const { invoice, payments, outstandingCents, passedOnCents } = detail
  const source = nameOf(invoice.combi.vendors.source)
  const books = nameOf(invoice.combi.vendors.books)
  return (
    <>
      <dl className="mt-2 grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 sm:max-w-md">
        <dt>{t('inBooks', { books })}</dt>
        <dd className="text-end">
          <Money cents={invoice.paidCents} />
        </dd>
        <dt>{t('passedOn', { source })}</dt>
        <dd className="text-end">
          <Money cents={passedOnCents} />
        </dd>
        <dt>{t('outstanding', { source })}</dt>
        <dd className="text-end">
          <Money cents={outstandingCents} />
        </dd>
      </dl>
      {payments.length > 0 && (
        <EntryTable caption={t('caption', { source })} heads={[t('paidOn'), t('amount')]}>
          {payments.map(({ id, paidOn, isPaidOnKnown, amountCents, state }) => (
            <tr key={id}>
              <th scope="row">
                <DayText day={paidOn} />
                <span className="block text-muted">
                  {[t(`state.${state}`), !isPaidOnKnown && t('dayUnknown')]
                    .filter((part) => part !== false)
                    .join(' · ')}
                </span>
              </th>
              <td>
                <Money cents={amountCents} />
              </td>
            </tr>
          ))}
        </EntryTable>
      )}
    </>
  )
}
