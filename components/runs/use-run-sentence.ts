import { useTranslations } from 'next-intl'
import type { RunDto } from '@/lib/dto/runs'

/** What came of a run, in one sentence: `3 facturen geboekt, 1 betaling teruggemeld, 1 vraagt actie`. */
export const useRunSentence = () => {
  const t = useTranslations('runs.sentence')
  return ({ counts, outcome }: Pick<RunDto, 'counts' | 'outcome'>): string => {
    const parts = [
      counts.booked > 0 && t('booked', { count: counts.booked }),
      counts.payments > 0 && t('payments', { count: counts.payments }),
      counts.debtors > 0 && t('debtors', { count: counts.debtors }),
      counts.failed > 0 && t('failed', { count: counts.failed }),
      counts.action > 0 && t('action', { count: counts.action }),
      counts.rejected > 0 && t('rejected', { count: counts.rejected }),
    ].filter((part) => part !== false)
    if (outcome === 'failed') return [t('stopped'), ...parts].join(', ')
    if (parts.length > 0) return parts.join(', ')
    const mirrored = counts.new + counts.updated
    return mirrored > 0 ? t('mirrored', { count: mirrored }) : t('nothing')
  }
}
