import { useTranslations } from 'next-intl'
import type { StatisticsPartDto } from '@/lib/dto/statistics'
import { useFormats } from '@/components/values/use-formats'

type Span = Pick<StatisticsPartDto, 'from' | 'to'>

/** How a part of a period is named: short beneath a bar, in full where it is told. */
export const useSpanWords = (by: 'day' | 'week' | 'month') => {
  const t = useTranslations('statistics.chart')
  const formats = useFormats()
  const days = ({ from, to }: Span): string =>
    from === to ? formats.day(from) : t('part', { from: formats.day(from), to: formats.day(to) })
  return {
    days,
    short: ({ from, week }: Pick<StatisticsPartDto, 'from' | 'week'>): string => {
      if (week !== null) return t('weekShort', { week })
      return by === 'month' ? formats.shortMonth(from) : formats.dayOfYear(from)
    },
    full: ({ from, to, week }: Span & { week: number | null }): string =>
      week === null ? days({ from, to }) : t('week', { week, from: formats.day(from), to: formats.day(to) }),
  }
}
