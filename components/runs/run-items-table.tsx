import { useTranslations } from 'next-intl'
import type { RunItemDto } from '@/lib/dto/runs'
import type { VendorsDto } from '@/lib/dto/shapes'
import { ReasonText } from '@/components/reasons/reason-text'
import { Cell, ColumnHead, StackedRow, StackedTable } from '@/components/ui/stacked-table'
import { DayText } from '@/components/values/day'
import { Money } from '@/components/values/money'
import { useFormats } from '@/components/values/use-formats'
import { RunItemOutcome } from './run-item-outcome'

const columnCount = 7

type RunItemsTableProps = { items: readonly RunItemDto[]; vendors: VendorsDto }

/** What a run did, record by record, with the cause of each that did not simply go well. */
export const RunItemsTable = ({ items, vendors }: RunItemsTableProps) => {
  const t = useTranslations('runs.items')
  return (
    <StackedTable caption={t('caption')}>
      <thead role="rowgroup">
        <tr role="row">
          <ColumnHead sort="ascending">{t('time')}</ColumnHead>
          <ColumnHead>{t('kind')}</ColumnHead>
          <ColumnHead>{t('label')}</ColumnHead>
          <ColumnHead>{t('debtor')}</ColumnHead>
          <ColumnHead align="end">{t('amount')}</ColumnHead>
          <ColumnHead>{t('bookingDate')}</ColumnHead>
          <ColumnHead>{t('outcome')}</ColumnHead>
        </tr>
      </thead>
      {items.map((item) => (
        <RunItemRow key={item.id} item={item} vendors={vendors} />
      ))}
    </StackedTable>
  )
}

const RunItemRow = ({ item, vendors }: { item: RunItemDto; vendors: VendorsDto }) => {
  const t = useTranslations('runs.items')
  const formats = useFormats()
  return (
    <StackedRow
      columnCount={columnCount}
      below={item.reason === null ? null : <ReasonText reason={item.reason} vendors={vendors} />}
    >
      <Cell label={t('time')}>
        <time dateTime={item.at} className="tabular-nums">
          {formats.preciseTime(item.at)}
        </time>
      </Cell>
      <Cell label={t('kind')}>{t(`kinds.${item.kind}`)}</Cell>
      <Cell label={t('label')} className="font-medium">
        {item.label}
      </Cell>
      <Cell label={t('debtor')}>{item.debtorName ?? '–'}</Cell>
      <Cell label={t('amount')} align="end">
        {item.amountCents === null ? '–' : <Money cents={item.amountCents} />}
      </Cell>
      <Cell label={t('bookingDate')}>{item.bookingDate === null ? '–' : <DayText day={item.bookingDate} />}</Cell>
      <Cell label={t('outcome')}>
        <RunItemOutcome outcome={item.outcome} />
      </Cell>
    </StackedRow>
  )
}
