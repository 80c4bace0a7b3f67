'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import type { StatisticsDto, StatisticsQueryDto } from '@/lib/dto/statistics'
import type { Seed } from '@/lib/queries/seed'
import { statisticsQueryOptions, toStatisticsSearch } from '@/lib/queries/statistics'
import { buttonClass } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { QueryProblem } from '@/components/values/query-problem'
import { useFormats } from '@/components/values/use-formats'
import { CausesList } from './causes-list'
import { FiguresTable } from './figures-table'
import { KeyFigures } from './key-figures'
import { StatisticsFilter } from './statistics-filter'

/** No other page carries the charts. */
const StatisticsCharts = dynamic(async () => (await import('./statistics-charts')).StatisticsCharts, {
  loading: () => <Skeleton className="h-96" />,
})

type StatisticsScreenProps = { seed: Seed<StatisticsDto>; question: StatisticsQueryDto }

/** What a combi did in a period: in short, as charts, why things were held, and figure by figure. */
export const StatisticsScreen = ({ seed, question }: StatisticsScreenProps) => {
  const t = useTranslations('statistics')
  const { data, error } = useQuery(statisticsQueryOptions(seed, question))
  return (
    <div className="space-y-4">
      <QueryProblem error={error} />
      <StatisticsFilter data={data} question={question} />
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <ShownSpan data={data} />
        <a
          href={`/api/combis/${data.combi.id}/statistics-export${toStatisticsSearch(question)}`}
          download
          className={buttonClass()}
        >
          {t('download')}
        </a>
      </div>
      <KeyFigures total={data.total} comparedTotal={data.comparedTotal} />
      <StatisticsCharts data={data} />
      <CausesList data={data} />
      <FiguresTable data={data} />
    </div>
  )
}

const ShownSpan = ({ data: { span, comparedSpan } }: { data: StatisticsDto }) => {
  const t = useTranslations('statistics')
  const formats = useFormats()
  const shown = { from: formats.day(span.from), to: formats.day(span.to) }
  return (
    <p className="text-muted">
      {comparedSpan === null
        ? t('shown', shown)
        : t('shownCompared', {
            ...shown,
            comparedFrom: formats.day(comparedSpan.from),
            comparedTo: formats.day(comparedSpan.to),
          })}
    </p>
  )
}
