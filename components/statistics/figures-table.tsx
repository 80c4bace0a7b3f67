import { useTranslations } from 'next-intl'
import type { StatisticsDto, StatisticsFiguresDto } from '@/lib/dto/statistics'
import { Card } from '@/components/ui/card'
import { Cell, ColumnHead, StackedRow, StackedTable } from '@/components/ui/stacked-table'
import { useFormats } from '@/components/values/use-formats'
import { useSpanWords } from './use-span-words'

/** Every figure of every part of the period, and in all: what the download holds as well. */
export const FiguresTable = ({ data }: { data: StatisticsDto }) => {
  const t = useTranslations('statistics')
  const formats = useFormats()
  const spans = useSpanWords(data.by)
  const nothing = t('table.nothing')
  const columns = [
    { key: 'runs', show: ({ runs }: StatisticsFiguresDto) => formats.count(runs) },
    { key: 'booked', show: ({ booked }: StatisticsFiguresDto) => formats.count(booked) },
    { key: 'bookedCents', show: ({ bookedCents }: StatisticsFiguresDto) => formats.euros(bookedCents) },
    { key: 'action', show: ({ action }: StatisticsFiguresDto) => formats.count(action) },
    { key: 'failed', show: ({ failed }: StatisticsFiguresDto) => formats.count(failed) },
    { key: 'ignored', show: ({ ignored }: StatisticsFiguresDto) => formats.count(ignored) },
    { key: 'payments', show: ({ payments }: StatisticsFiguresDto) => formats.count(payments) },
    { key: 'paymentCents', show: ({ paymentCents }: StatisticsFiguresDto) => formats.euros(paymentCents) },
    {
      key: 'success',
      show: ({ successBasisPoints: rate }: StatisticsFiguresDto) =>
        rate === null ? nothing : formats.percentage(rate),
    },
    { key: 'calls', show: ({ calls }: StatisticsFiguresDto) => formats.count(calls) },
  ] as const
  const cells = (figures: StatisticsFiguresDto) =>
    columns.map(({ key, show }) => (
      <Cell key={key} label={t(`export.column.${key}`)} align="end">
        {show(figures)}
      </Cell>
    ))
  const span = { from: formats.day(data.span.from), to: formats.day(data.span.to) }
  return (
    <Card className="overflow-hidden">
      <details>
        <summary className="px-4 py-4 sm:px-5">
          <h2 className="inline text-heading font-semibold">{t('all.title')}</h2>
        </summary>
        <StackedTable caption={t('all.caption', span)}>
          <thead role="rowgroup">
            <tr role="row">
              <ColumnHead>{t('table.part')}</ColumnHead>
              {columns.map(({ key }) => (
                <ColumnHead key={key} align="end">
                  {t(`export.column.${key}`)}
                </ColumnHead>
              ))}
            </tr>
          </thead>
          {data.parts.map((part) => (
            <StackedRow key={part.from}>
              <Cell label={t('table.part')} place="line" className="font-medium lg:font-normal">
                {spans.full(part)}
              </Cell>
              {cells(part.figures)}
            </StackedRow>
          ))}
          <StackedRow>
            <Cell label={t('table.part')} place="line" className="font-semibold">
              {t('all.total')}
            </Cell>
            {cells(data.total)}
          </StackedRow>
          {data.comparedTotal !== null && data.comparedSpan !== null && (
            <StackedRow>
              <Cell label={t('table.compared')} place="line" className="text-muted">
                {spans.days(data.comparedSpan)}
              </Cell>
              {cells(data.comparedTotal)}
            </StackedRow>
          )}
        </StackedTable>
      </details>
    </Card>
  )
}
