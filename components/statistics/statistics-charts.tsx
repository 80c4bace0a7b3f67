'use client'

import { useTranslations } from 'next-intl'
import type { StatisticsDto, StatisticsFiguresDto } from '@/lib/dto/statistics'
import { timeUnitFor } from '@/components/charts/chart-scale'
import { useFormats } from '@/components/values/use-formats'
import { ChartCard } from './chart-card'

type Figure = (figures: StatisticsFiguresDto) => number | null

/** A period as charts: what happened to invoices, for how much, how fast, and what it asked of the vendors. */
export const StatisticsCharts = ({ data }: { data: StatisticsDto }) => {
  const t = useTranslations('statistics.series')
  const formats = useFormats()
  const valuesOf = (figure: Figure) => data.parts.map(({ figures }) => figure(figures))
  const comparedWith = (name: string, figure: Figure) =>
    data.comparedSpan === null
      ? null
      : { name, values: data.parts.map(({ compared }) => compared && figure(compared.figures)) }
  const speed: Figure = ({ offerToBookMs }) => offerToBookMs
  const calls: Figure = ({ calls: count }) => count
  const speedUnit = timeUnitFor(valuesOf(speed).map((value) => value ?? 0))
  return (
    <div className="grid gap-4 xl:grid-cols-2">
      <ChartCard
        id="invoices"
        data={data}
        isStacked
        series={[
          { key: 'booked', name: t('booked'), look: 'solid', values: valuesOf(({ booked }) => booked) },
          { key: 'action', name: t('action'), look: 'stripes', values: valuesOf(({ action }) => action) },
          { key: 'failed', name: t('failed'), look: 'cross', values: valuesOf(({ failed }) => failed) },
          { key: 'ignored', name: t('ignored'), look: 'dots', values: valuesOf(({ ignored }) => ignored) },
        ]}
        compared={comparedWith(t('compared'), ({ booked }) => booked)}
        format={formats.count}
      />
      <ChartCard
        id="amounts"
        data={data}
        series={[
          { key: 'booked', name: t('bookedCents'), look: 'solid', values: valuesOf(({ bookedCents }) => bookedCents) },
          { key: 'paid', name: t('paymentCents'), look: 'dots', values: valuesOf(({ paymentCents }) => paymentCents) },
        ]}
        compared={comparedWith(t('compared'), ({ bookedCents }) => bookedCents)}
        format={formats.euros}
        formatAxis={formats.wholeEuros}
        unit={100}
      />
      <ChartCard
        id="speed"
        data={data}
        series={[{ key: 'speed', name: t('speed'), look: 'solid', values: valuesOf(speed) }]}
        compared={comparedWith(t('comparedSpeed'), speed)}
        format={formats.duration}
        formatAxis={formats.roundDuration}
        unit={speedUnit}
      />
      <ChartCard
        id="calls"
        data={data}
        series={[{ key: 'calls', name: t('calls'), look: 'solid', values: valuesOf(calls) }]}
        compared={comparedWith(t('comparedCalls'), calls)}
        format={formats.count}
      />
    </div>
  )
}
