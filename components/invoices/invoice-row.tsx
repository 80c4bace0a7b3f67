import { useTranslations } from 'next-intl'
import type { InvoiceRowDto } from '@/lib/dto/invoices'
import { ReasonText } from '@/components/reasons/reason-text'
import { Checkbox } from '@/components/ui/checkbox'
import { Cell, StackedRow } from '@/components/ui/stacked-table'
import { DayText } from '@/components/values/day'
import { Money } from '@/components/values/money'
import { useVendorName } from '@/components/values/use-vendor-name'
import { isSelectable } from './invoice-actions'
import { InvoiceNumber } from './invoice-number'
import { InvoiceStatus } from './invoice-status'
import { PaymentStatus } from './payment-status'

const columnCount = 12

type InvoiceRowProps = {
  invoice: InvoiceRowDto
  hasLeft: boolean
  isMixed: boolean
  selection: { isSelected: boolean; onToggle: () => void } | null
}

export const InvoiceRow = ({ invoice, hasLeft, isMixed, selection }: InvoiceRowProps) => {
  const t = useTranslations('invoices')
  const isUndecided = invoice.state === 'pending' || invoice.state === 'ignored'
  return (
    <StackedRow
      hasBox={selection !== null}
      columnCount={columnCount}
      isFaded={hasLeft}
      below={hasRemarks(invoice) ? <InvoiceRemarks invoice={invoice} /> : null}
    >
      {selection !== null && (
        <Cell place="corner" className="lg:w-8 lg:py-1!">
          <Checkbox
            label={t('choose', { number: invoice.number })}
            checked={selection.isSelected}
            disabled={hasLeft || !isSelectable(invoice)}
            onChange={selection.onToggle}
          />
        </Cell>
      )}
      <Cell label={t('column.number')}>
        <InvoiceNumber invoice={invoice} />
      </Cell>
      <Cell label={t('column.issuedOn')}>
        <DayText day={invoice.issuedOn} />
      </Cell>
      <Cell label={t('column.debtor')} place="line" className="lg:min-w-32">
        {invoice.debtorName}
      </Cell>
      <Cell label={t('column.profile')} className="max-lg:order-1 lg:min-w-28">
        {invoice.companyProfile}
        {isMixed && <span className="block text-muted">{invoice.combi.name}</span>}
      </Cell>
      <Cell label={t('column.net')} align="end">
        <Money cents={invoice.netCents} />
      </Cell>
      <Cell label={t('column.vat')} align="end">
        <Money cents={invoice.vatCents} />
      </Cell>
      <Cell label={t('column.gross')} align="end" className="font-medium">
        <Money cents={invoice.grossCents} />
      </Cell>
      <Cell label={t('column.dueOn')}>
        <DayText day={invoice.dueOn} />
      </Cell>
      <Cell label={t('column.payment')}>
        <PaymentStatus payment={invoice.payment} />
      </Cell>
      <Cell label={t('column.bookingDate')}>
        {isUndecided ? '–' : <DayText day={invoice.bookingDate ?? invoice.issuedOn} />}
      </Cell>
      <Cell label={t('column.state')} className="max-lg:order-1">
        <InvoiceStatus state={invoice.state} />
      </Cell>
    </StackedRow>
  )
}

const hasRemarks = ({ reason, isOverdue, isNoteWaiting }: InvoiceRowDto): boolean =>
  reason !== null || isOverdue || isNoteWaiting

/** What there is to say about an invoice beyond its figures. */
const InvoiceRemarks = ({ invoice }: { invoice: InvoiceRowDto }) => {
  const t = useTranslations('invoices')
  const nameOf = useVendorName()
  return (
    <>
      {invoice.isOverdue && <p className="text-small font-medium text-warn">{t('overdue')}</p>}
      {invoice.isNoteWaiting && (
        <p className="text-small text-muted">{t('noteWaiting', { source: nameOf(invoice.combi.vendors.source) })}</p>
      )}
      {invoice.reason !== null && <ReasonText reason={invoice.reason} vendors={invoice.combi.vendors} />}
    </>
  )
}
