import { useTranslations } from 'next-intl'
import { ApiError } from '@/lib/queries/api'

/** What to tell a person about a request that failed: the portal's own sentence, or that it cannot be reached. */
export const useProblemWords = () => {
  const t = useTranslations('problem')
  return (error: unknown): string => {
    if (!(error instanceof ApiError)) return t('unreachable')
    return error.message === '' ? t('unexpected') : error.message
  }
}
