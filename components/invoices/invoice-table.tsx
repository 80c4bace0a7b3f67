import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { InvoiceSortDto } from '@/lib/dto/invoice-tabs'
import type { InvoiceRowDto } from '@/lib/dto/invoices'
import { invoicesPath, type InvoiceFilter } from '@/lib/queries/invoices'
import { ColumnHead, StackedTable } from '@/components/ui/stacked-table'
import type { SteadyRow } from '@/components/values/steady-rows'
import { InvoiceRow } from './invoice-row'

type InvoiceTableProps = {
  caption: string
  rows: readonly SteadyRow<InvoiceRowDto>[]
  /** Null where nothing can be chosen. */
  selection: { has: (id: string) => boolean; toggle: (id: string) => void } | null
  filter: InvoiceFilter
  /** Whether rows of several combi's stand together. */
  isMixed: boolean
}

/** Invoices with their amounts, and where each stands. */
export const InvoiceTable = ({ caption, rows, selection, filter, isMixed }: InvoiceTableProps) => {
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
          <SortHead by="number" filter={filter} />
          <SortHead by="issuedOn" filter={filter} />
          <SortHead by="debtor" filter={filter} />
          <ColumnHead>{t('profile')}</ColumnHead>
          <ColumnHead align="end">{t('net')}</ColumnHead>
          <ColumnHead align="end">{t('vat')}</ColumnHead>
          <SortHead by="gross" filter={filter} align="end" />
          <SortHead by="dueOn" filter={filter} />
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

type SortHeadProps = { by: InvoiceSortDto; filter: InvoiceFilter; align?: 'start' | 'end' }

/** The head of a column that the list can be sorted by: once more turns the order round. */
const SortHead = ({ by, filter, align }: SortHeadProps) => {
  const t = useTranslations('invoices.column')
  const isCurrent = (filter.sort ?? 'issuedOn') === by
  const order = filter.order ?? 'desc'
  const next = isCurrent && order === 'desc' ? 'asc' : 'desc'
  return (
    <ColumnHead align={align} sort={isCurrent ? (order === 'asc' ? 'ascending' : 'descending') : undefined}>
      <Link
        href={invoicesPath({ ...filter, sort: by, order: next, cursor: null })}
        prefetch={false}
        className="inline-flex min-h-6 items-center hover:text-ink hover:underline"
      >
        {t(by)}
      </Link>
    </ColumnHead>
  )
}
