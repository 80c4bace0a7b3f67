import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { useState } from 'react'
import type { RunItemDto } from '@/lib/dto/runs'
import type { VendorsDto } from '@/lib/dto/shapes'
import { Icon } from '@/components/ui/icon'
import { Cell, ColumnHead, StackedRow, StackedTable } from '@/components/ui/stacked-table'
import { textLinkClass } from '@/components/ui/text-link'
import { DayText } from '@/components/values/day'
import { Moment } from '@/components/values/moment'
import { Money } from '@/components/values/money'
import { useFormats } from '@/components/values/use-formats'
import { RecordBelow, type RecordActions } from './record-below'
import { RecordNumber } from './record-number'
import { RecordOutcome } from './record-outcome'

const columnCount = 9

type RecordsTableProps = {
  items: readonly RunItemDto[]
  combi: { id: string; vendors: VendorsDto }
  caption: string
  /** `ascending` within one run, in the order in which records were treated; `descending` over all runs. */
  order: 'ascending' | 'descending'
  actions: RecordActions
}

/** What synchronisations did, record by record, with the cause of each that did not simply go well. */
export const RecordsTable = ({ items, combi, caption, order, actions }: RecordsTableProps) => {
  const t = useTranslations('runs.items')
  const log = useTranslations('log')
  return (
    <StackedTable caption={caption}>
      <thead role="rowgroup">
        <tr role="row">
          <ColumnHead sort={order}>{t('time')}</ColumnHead>
          <ColumnHead>{t('kind')}</ColumnHead>
          <ColumnHead>{t('label')}</ColumnHead>
          <ColumnHead>{t('debtor')}</ColumnHead>
          <ColumnHead align="end">{t('amount')}</ColumnHead>
          <ColumnHead>{t('bookingDate')}</ColumnHead>
          <ColumnHead>{t('outcome')}</ColumnHead>
          <ColumnHead align="end">{log('attempts')}</ColumnHead>
          <ColumnHead>{log('calls.title')}</ColumnHead>
        </tr>
      </thead>
      {items.map((item) => (
        <RecordRow key={item.id} item={item} combi={combi} order={order} actions={actions} />
      ))}
    </StackedTable>
  )
}

type RecordRowProps = Pick<RecordsTableProps, 'combi' | 'order' | 'actions'> & { item: RunItemDto }

const RecordRow = ({ item, combi, order, actions }: RecordRowProps) => {
  const t = useTranslations('runs.items')
  const log = useTranslations('log')
  const formats = useFormats()
  const [isOpen, setIsOpen] = useState(false)
  const { id, kind, label, debtorName, amountCents, bookingDate, invoice } = item
  return (
    <StackedRow
      columnCount={columnCount}
      below={
        item.reason === null && !isOpen ? null : (
          <RecordBelow item={item} combi={combi} actions={actions} isOpen={isOpen} />
        )
      }
    >
      <Cell label={t('time')}>
        {order === 'ascending' ? (
          <time dateTime={item.at} className="tabular-nums">
            {formats.preciseTime(item.at)}
          </time>
        ) : (
          <Link
            href={`/combis/${combi.id}/logboek/${item.runId}`}
            className={`${textLinkClass} lg:whitespace-nowrap`}
            title={log('toRun')}
          >
            <Moment at={item.at} />
          </Link>
        )}
      </Cell>
      <Cell label={t('kind')}>{t(`kinds.${kind}`)}</Cell>
      <Cell label={t('label')} className="font-medium">
        <RecordNumber item={item} vendors={combi.vendors} />
      </Cell>
      <Cell label={t('debtor')}>{debtorName ?? '–'}</Cell>
      <Cell label={t('amount')} align="end">
        {amountCents === null ? '–' : <Money cents={amountCents} />}
      </Cell>
      <Cell label={t('bookingDate')}>{bookingDate === null ? '–' : <DayText day={bookingDate} />}</Cell>
      <Cell label={t('outcome')}>
        <RecordOutcome item={item} />
      </Cell>
      <Cell label={log('attempts')} align="end">
        {kind === 'invoice' && invoice !== null ? formats.count(invoice.attempts) : '–'}
      </Cell>
      <Cell label={log('calls.title')}>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? `calls-${id}` : undefined}
          className={textLinkClass}
          onClick={() => {
            setIsOpen(!isOpen)
          }}
        >
          {log(isOpen ? 'calls.hide' : 'calls.show')}
          <span className="sr-only">: {label}</span>
          <Icon name="down" className={isOpen ? 'rotate-180' : ''} />
        </button>
      </Cell>
    </StackedRow>
  )
}
