import { useTranslations } from 'next-intl'
import type { StatisticsDto } from '@/lib/dto/statistics'
import { BarChart } from '@/components/charts/bar-chart'
import type { ChartSeries } from '@/components/charts/chart-bars'
import { Card } from '@/components/ui/card'
import { Cell, ColumnHead, StackedRow, StackedTable } from '@/components/ui/stacked-table'
import { textLinkClass } from '@/components/ui/text-link'
import { useFormats } from '@/components/values/use-formats'
import { useSpanWords } from './use-span-words'

type ChartCardProps = {
  id: 'invoices' | 'amounts' | 'speed' | 'calls'
  data: StatisticsDto
  series: readonly ChartSeries[]
  isStacked?: boolean
  compared: { name: string; values: readonly (number | null)[] } | null
  /** An amount in full, and as the axis has room for it. */
  format: (value: number) => string
  formatAxis?: (value: number) => string
  unit?: number
}

/** One subject as a chart, with the same figures as a table beneath it. */
export const ChartCard = ({ id, data, series, isStacked, compared, format, formatAxis, unit }: ChartCardProps) => {
  const t = useTranslations('statistics.chart')
  const spans = useSpanWords(data.by)
  const columns = compared === null ? series : [...series, { key: 'compared', ...compared }]
  const isEmpty = columns.every(({ values }) => values.every((value) => value === null || value === 0))
  const told = (index: number): string =>
    columns
      .flatMap(({ name, values }) => {
        const value = values[index]
        return value === null || value === undefined ? [] : [t('value', { name, value: format(value) })]
      })
      .join(' · ')
  return (
    <Card className="min-w-0 p-4 sm:p-5">
      <h2 id={`chart-${id}`} className="text-heading font-semibold">
        {t(id)}
      </h2>
      <p className="mt-0.5 mb-3 text-small text-muted">{t(`${id}About`)}</p>
      {isEmpty ? (
        <p className="rounded-control bg-sunken px-4 py-12 text-center text-muted">{t('empty')}</p>
      ) : (
        <>
          <BarChart
            label={t(id)}
            hint={t('keys')}
            points={data.parts.map((part, index) => ({
              key: part.from,
              label: spans.short(part),
              told: `${spans.full(part)}: ${told(index)}`,
            }))}
            series={series}
            isStacked={isStacked ?? false}
            compared={compared}
            format={formatAxis ?? format}
            unit={unit ?? 1}
          />
          <ChartTable id={id} data={data} columns={columns} format={format} />
        </>
      )}
    </Card>
  )
}

type Column = { key: string; name: string; values: readonly (number | null)[] }
type ChartTableProps = Pick<ChartCardProps, 'id' | 'data' | 'format'> & { columns: readonly Column[] }

const ChartTable = ({ id, data, columns, format }: ChartTableProps) => {
  const t = useTranslations('statistics')
  const formats = useFormats()
  const spans = useSpanWords(data.by)
  const span = { from: formats.day(data.span.from), to: formats.day(data.span.to) }
  return (
    <details className="mt-3">
      <summary className={textLinkClass}>{t('table.show')}</summary>
      <div
        className="-mx-4 mt-2 max-h-96 overflow-y-auto border-t border-line sm:-mx-5"
        tabIndex={0}
        role="group"
        aria-labelledby={`chart-${id}`}
      >
        <StackedTable caption={t('table.caption', { title: t(`chart.${id}`), ...span })}>
          <thead role="rowgroup">
            <tr role="row">
              <ColumnHead>{t('table.part')}</ColumnHead>
              {columns.map(({ key, name }) => (
                <ColumnHead key={key} align="end">
                  {name}
                </ColumnHead>
              ))}
            </tr>
          </thead>
          {data.parts.map((part, index) => (
            <StackedRow key={part.from}>
              <Cell label={t('table.part')} place="line" className="font-medium">
                {spans.full(part)}
              </Cell>
              {columns.map(({ key, name, values }) => {
                const value = values[index]
                return (
                  <Cell key={key} label={name} align="end">
                    {value === null || value === undefined ? t('table.nothing') : format(value)}
                  </Cell>
                )
              })}
            </StackedRow>
          ))}
        </StackedTable>
      </div>
    </details>
  )
}
