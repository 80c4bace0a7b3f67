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
  const t = useTranslations()
  return (
    <StackedTable caption={caption}>
      <thead role="rowgroup">
        <tr role="row">
          <ColumnHead sort={order}>{t('runs.items.time')}</ColumnHead>
          <ColumnHead>{t('runs.items.kind')}</ColumnHead>
          <ColumnHead>{t('runs.items.label')}</ColumnHead>
          <ColumnHead>{t('runs.items.debtor')}</ColumnHead>
          <ColumnHead align="end">{t('runs.items.amount')}</ColumnHead>
          <ColumnHead>{t('runs.items.bookingDate')}</ColumnHead>
          <ColumnHead>{t('runs.items.outcome')}</ColumnHead>
          <ColumnHead align="end">{t('log.attempts')}</ColumnHead>
          <ColumnHead>{t('log.calls.title')}</ColumnHead>
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
  const t = useTranslations()
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
      <Cell label={t('runs.items.time')}>
        {order === 'ascending' ? (
          <time dateTime={item.at} className="tabular-nums">
            {formats.preciseTime(item.at)}
          </time>
        ) : (
          <Link
            href={`/combis/${combi.id}/logboek/${item.runId}`}
            className={`${textLinkClass} lg:whitespace-nowrap`}
            title={t('log.toRun')}
          >
            <Moment at={item.at} />
          </Link>
        )}
      </Cell>
      <Cell label={t('runs.items.kind')}>{t(`runs.items.kinds.${kind}`)}</Cell>
      <Cell label={t('runs.items.label')} className="font-medium">
        <RecordNumber item={item} vendors={combi.vendors} />
      </Cell>
      <Cell label={t('runs.items.debtor')}>{debtorName ?? '–'}</Cell>
      <Cell label={t('runs.items.amount')} align="end">
        {amountCents === null ? '–' : <Money cents={amountCents} />}
      </Cell>
      <Cell label={t('runs.items.bookingDate')}>{bookingDate === null ? '–' : <DayText day={bookingDate} />}</Cell>
      <Cell label={t('runs.items.outcome')}>
        <RecordOutcome item={item} />
      </Cell>
      <Cell label={t('log.attempts')} align="end">
        {kind === 'invoice' && invoice !== null ? formats.count(invoice.attempts) : '–'}
      </Cell>
      <Cell label={t('log.calls.title')}>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? `calls-${id}` : undefined}
          className={textLinkClass}
          onClick={() => {
            setIsOpen(!isOpen)
          }}
        >
          {t(isOpen ? 'log.calls.hide' : 'log.calls.show')}
          <span className="sr-only">: {label}</span>
          <Icon name="down" className={isOpen ? 'rotate-180' : ''} />
        </button>
      </Cell>
    </StackedRow>
  )
}
