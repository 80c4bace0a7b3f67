'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState, type SyntheticEvent } from 'react'
import type { StatisticsDto, StatisticsQueryDto } from '@/lib/dto/statistics'
import { statisticsComparisons, statisticsGranularities, statisticsPeriods } from '@/lib/dto/statistics-choices'
import { toStatisticsSearch } from '@/lib/queries/statistics'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { Select } from '@/components/ui/select'

type StatisticsFilterProps = { data: StatisticsDto; question: StatisticsQueryDto }

/** The choice that a list stands on, as one of its own words. */
const chosenIn = <Word extends string>(words: readonly Word[], value: string, otherwise: Word): Word =>
  words.find((word) => word === value) ?? otherwise

/** Which period is shown, how it is cut up, and what it is compared with; all of it stands in the address. */
export const StatisticsFilter = ({ data, question }: StatisticsFilterProps) => {
  const t = useTranslations('statistics')
  const router = useRouter()
  const [isCustom, setIsCustom] = useState(data.period === 'custom')
  const show = (change: Partial<StatisticsQueryDto>) => {
    const next = { ...question, ...change }
    router.push(`/combis/${data.combi.id}/statistieken${toStatisticsSearch(next)}`, { scroll: false })
  }
  return (
    <div role="group" aria-label={t('filter.label')} className="mb-4 space-y-3">
      <div className="grid gap-3 sm:grid-cols-3 lg:max-w-3xl">
        <Field id="statistics-period" label={t('filter.period')}>
          <Select
            id="statistics-period"
            value={isCustom ? 'custom' : data.period}
            onChange={({ currentTarget: { value } }) => {
              const period = chosenIn(statisticsPeriods, value, 'this-month')
              setIsCustom(period === 'custom')
              if (period !== 'custom') show({ period, by: undefined })
            }}
          >
            {statisticsPeriods.map((period) => (
              <option key={period} value={period}>
                {t(`period.${period}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field id="statistics-by" label={t('filter.by')}>
          <Select
            id="statistics-by"
            value={data.by}
            onChange={({ currentTarget: { value } }) => {
              show({ by: chosenIn(statisticsGranularities, value, 'day') })
            }}
          >
            {statisticsGranularities.map((by) => (
              <option key={by} value={by}>
                {t(`by.${by}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field id="statistics-compare" label={t('filter.compare')}>
          <Select
            id="statistics-compare"
            value={data.compare}
            onChange={({ currentTarget: { value } }) => {
              show({ compare: chosenIn(statisticsComparisons, value, 'previous') })
            }}
          >
            {statisticsComparisons.map((compare) => (
              <option key={compare} value={compare}>
                {t(`compare.${compare}`)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      {isCustom && <OwnDays key={`${data.span.from} ${data.span.to}`} span={data.span} onShow={show} />}
    </div>
  )
}

type OwnDaysProps = { span: StatisticsDto['span']; onShow: (change: Partial<StatisticsQueryDto>) => void }

/** Three years, as the API counts them. */
const mostMs = 1100 * 86_400_000

const OwnDays = ({ span, onShow }: OwnDaysProps) => {
  const t = useTranslations('statistics.filter')
  const [from, setFrom] = useState(span.from)
  const [to, setTo] = useState(span.to)
  const [isWrong, setIsWrong] = useState(false)
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault()
    const isRight = from !== '' && from <= to && Date.parse(to) - Date.parse(from) < mostMs
    setIsWrong(!isRight)
    if (isRight) onShow({ period: 'custom', by: undefined, from, to })
  }
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-wrap items-end gap-3">
      <Field id="statistics-from" label={t('from')}>
        <Input
          id="statistics-from"
          type="date"
          value={from}
          aria-invalid={isWrong}
          onChange={({ currentTarget }) => {
            setFrom(currentTarget.value)
          }}
        />
      </Field>
      <Field id="statistics-to" label={t('to')}>
        <Input
          id="statistics-to"
          type="date"
          value={to}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? 'statistics-days-problem' : undefined}
          onChange={({ currentTarget }) => {
            setTo(currentTarget.value)
          }}
        />
      </Field>
      <Button type="submit">{t('show')}</Button>
      {isWrong && (
        <p id="statistics-days-problem" role="alert" className="basis-full text-small font-medium text-bad">
          {t('wrongDays')}
        </p>
      )}
    </form>
  )
}
