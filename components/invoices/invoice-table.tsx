import { useTranslations } from 'next-intl'
import type { InvoiceRowDto } from '@/lib/dto/invoices'
import { ColumnHead, StackedTable } from '@/components/ui/stacked-table'
import type { SteadyRow } from '@/components/values/steady-rows'
import { InvoiceRow } from './invoice-row'

type InvoiceTableProps = {
  caption: string
  rows: readonly SteadyRow<InvoiceRowDto>[]
  /** Null where nothing can be chosen. */
  selection: { has: (id: string) => boolean; toggle: (id: string) => void } | null
  /** Whether rows of several combi's stand together. */
  isMixed: boolean
}

/** Invoices with their amounts, and where each stands. */
export const InvoiceTable = ({ caption, rows, selection, isMixed }: InvoiceTableProps) => {
  const t = useTranslations('invoices.column')
  return (
    <StackedTable caption={caption}>
      <thead role="rowgroup">
        <tr role="row">
          {selection !== null && (
            <ColumnHead>
              <span className="sr-only">{t('choose')}</span>
            </ColumnHead>
          )}
          <ColumnHead>{t('number')}</ColumnHead>
          <ColumnHead sort="descending">{t('issuedOn')}</ColumnHead>
          <ColumnHead>{t('debtor')}</ColumnHead>
          <ColumnHead>{t('profile')}</ColumnHead>
          <ColumnHead align="end">{t('net')}</ColumnHead>
          <ColumnHead align="end">{t('vat')}</ColumnHead>
          <ColumnHead align="end">{t('gross')}</ColumnHead>
          <ColumnHead>{t('dueOn')}</ColumnHead>
          <ColumnHead>{t('payment')}</ColumnHead>
          <ColumnHead>{t('bookingDate')}</ColumnHead>
          <ColumnHead>{t('state')}</ColumnHead>
        </tr>
      </thead>
      {rows.map(({ row, hasLeft }) => (
        <InvoiceRow
          key={row.id}
          invoice={row}
          hasLeft={hasLeft}
          isMixed={isMixed}
          selection={
            selection && {
              isSelected: selection.has(row.id),
              onToggle: () => {
                selection.toggle(row.id)
              },
            }
          }
        />
      ))}
    </StackedTable>
  )
}
