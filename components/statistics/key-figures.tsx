import { useTranslations } from 'next-intl'
import type { StatisticsDto, StatisticsFiguresDto } from '@/lib/dto/statistics'
import { cardClass } from '@/components/ui/card'
import { classNames } from '@/components/ui/class-names'
import { Icon } from '@/components/ui/icon'
import { useFormats } from '@/components/values/use-formats'
import { changeOf } from './change'

type KeyFigure = {
  key: 'booked' | 'payments' | 'success' | 'speed' | 'runs' | 'calls'
  about: string
  value: (figures: StatisticsFiguresDto) => number | null
  format: (value: number) => string
}

/** The figures that a person looks for first, each with how it changed. */
export const KeyFigures = ({ total, comparedTotal }: Pick<StatisticsDto, 'total' | 'comparedTotal'>) => {
  const t = useTranslations('statistics.key')
  const formats = useFormats()
  const figures: KeyFigure[] = [
    {
      key: 'booked',
      about: t('bookedAmount', { amount: formats.euros(total.bookedCents) }),
      value: ({ booked }) => booked,
      format: formats.count,
    },
    {
      key: 'payments',
      about: t('paymentAmount', { amount: formats.euros(total.paymentCents) }),
      value: ({ payments }) => payments,
      format: formats.count,
    },
    {
      key: 'success',
      about: t('successOf'),
      value: ({ successBasisPoints }) => successBasisPoints,
      format: formats.percentage,
    },
    { key: 'speed', about: t('speedOf'), value: ({ offerToBookMs }) => offerToBookMs, format: formats.duration },
    {
      key: 'runs',
      about: t('runsFailed', { count: total.failedRuns }),
      value: ({ runs }) => runs,
      format: formats.count,
    },
    {
      key: 'calls',
      about: t('callsWait', { duration: formats.duration(total.waitMs) }),
      value: ({ calls }) => calls,
      format: formats.count,
    },
  ]
  return (
    <section aria-labelledby="key-figures">
      <h2 id="key-figures" className="sr-only">
        {t('title')}
      </h2>
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-3 2xl:grid-cols-6">
        {figures.map((figure) => (
          <div key={figure.key} className={classNames(cardClass, 'flex flex-col p-3.5 sm:p-4')}>
            <dt className="text-small font-medium text-muted">{t(figure.key)}</dt>
            <FigureValue figure={figure} total={total} />
            {comparedTotal !== null && <FigureChange figure={figure} total={total} before={comparedTotal} />}
          </div>
        ))}
      </dl>
    </section>
  )
}

const FigureValue = ({ figure, total }: { figure: KeyFigure; total: StatisticsFiguresDto }) => {
  const t = useTranslations('statistics.key')
  const value = figure.value(total)
  return (
    <dd className="mt-1">
      <span className="block text-title font-semibold tracking-tight tabular-nums">
        {value === null ? t('none') : figure.format(value)}
      </span>
      <span className="block text-small text-muted">{figure.about}</span>
    </dd>
  )
}

/** What more and less are called of this figure. */
const wordsOf = {
  booked: { more: 'more', less: 'less' },
  payments: { more: 'more', less: 'less' },
  runs: { more: 'more', less: 'less' },
  calls: { more: 'more', less: 'less' },
  success: { more: 'higher', less: 'lower' },
  speed: { more: 'slower', less: 'faster' },
} as const

type FigureChangeProps = { figure: KeyFigure; total: StatisticsFiguresDto; before: StatisticsFiguresDto }

const FigureChange = ({ figure, total, before }: FigureChangeProps) => {
  const t = useTranslations('statistics.change')
  const formats = useFormats()
  const was = figure.value(before)
  const change = changeOf(figure.value(total), was)
  const shown = { before: was === null ? '' : figure.format(was) }
  const words = () => {
    switch (change.kind) {
      case 'unknown':
        return was === null ? t('unknown') : t('from', shown)
      case 'same':
        return t('same')
      case 'from-nothing':
        return t('from', shown)
      case 'more':
      case 'less':
        return t(wordsOf[figure.key][change.kind], { ...shown, percent: formats.percentage(change.basisPoints) })
    }
  }
  return (
    <dd className="mt-auto flex items-start gap-1 pt-2 text-small text-muted">
      {(change.kind === 'more' || change.kind === 'less') && (
        <Icon name="sortedDown" className={classNames('mt-0.5', change.kind === 'more' && 'rotate-180')} />
      )}
      <span className="min-w-0">{words()}</span>
    </dd>
  )
}
