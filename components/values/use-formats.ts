import { useLocale } from 'next-intl'
import { getFormats, type Formats } from '@/lib/i18n/formats'

/** Dates, times and amounts in the reader's language. */
export const useFormats = (): Formats => getFormats(useLocale())
