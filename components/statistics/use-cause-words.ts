import { useMessages, useTranslations } from 'next-intl'

/** A cause in a few words, without the particulars of one invoice. */
export const useCauseWords = () => {
  const t = useTranslations('statistics.cause')
  const { cause } = useMessages().statistics
  const isKnown = (code: string): code is keyof typeof cause => Object.hasOwn(cause, code)
  return (code: string): string => (isKnown(code) ? t(code) : t('unknown'))
}
