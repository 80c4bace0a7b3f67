import { useTranslations } from 'next-intl'
import type { InvoiceDetailDto } from '@/lib/dto/invoice-detail'
import { Notice } from '@/components/ui/notice'
import { DayText } from '@/components/values/day'
import { Money } from '@/components/values/money'
import { useFormats } from '@/components/values/use-formats'
import { useVendorName } from '@/components/values/use-vendor-name'
import { EntryTable } from './entry-table'

/** By how much the debtor paid more than the invoice, and who says so. */
const OverpaymentNotice = ({ detail: { invoice, overpayment } }: { detail: InvoiceDetailDto }) => {
  const t = useTranslations('invoice.payments.overpaid')
  const formats = useFormats()
  const nameOf = useVendorName()
  const names = { source: nameOf(invoice.combi.vendors.source), books: nameOf(invoice.combi.vendors.books) }
  const { booksCents, sourceCents } = overpayment
  if (booksCents === 0 && sourceCents === 0) return null
  const isCredit = invoice.grossCents < 0 ? 'yes' : 'no'
  const told = (side: 'books' | 'source', cents: number, otherCents: number) =>
    cents > 0 && (
      <p>
        {t(side, { ...names, amount: formats.euros(cents), isCredit, isKnownToBoth: otherCents > 0 ? 'yes' : 'no' })}
      </p>
    )
  return (
    <div className="mt-3">
      <Notice tone="warn">
        {told('books', booksCents, sourceCents)}
        {told('source', sourceCents, booksCents)}
      </Notice>
    </div>
  )
}

/** What was paid according to the books, what of it was registered in the source, and what the source still expects. */
export const InvoicePayments = ({ detail }: { detail: InvoiceDetailDto }) => {
  const t = useTranslations('invoice.payments')
  const nameOf = useVendorName()
  const { invoice, payments, outstandingCents, passedOnCents } = detail
  const isBooked = invoice.bookedAt !== null
  const source = nameOf(invoice.combi.vendors.source)
  const books = nameOf(invoice.combi.vendors.books)
  return (
    <>
      <dl className="mt-2 grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 sm:max-w-md">
        <dt>{t('inBooks', { books })}</dt>
        <dd className="text-end">{isBooked ? <Money cents={invoice.paidCents} /> : '–'}</dd>
        <dt>{t('passedOn', { source })}</dt>
        <dd className="text-end">
          <Money cents={passedOnCents} />
        </dd>
        <dt>{t('outstanding', { source })}</dt>
        <dd className="text-end">
          <Money cents={outstandingCents} />
        </dd>
      </dl>
      {!isBooked && invoice.state !== 'ignored' && (
        <p className="mt-2 max-w-4xl text-small text-muted">{t('readLater', { source, books })}</p>
      )}
      <OverpaymentNotice detail={detail} />
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
