import { useMessages, useTranslations } from 'next-intl'
import type { ReasonDto, VendorsDto } from '@/lib/dto/shapes'
import { useFormats } from '@/components/values/use-formats'
import { useVendorName } from '@/components/values/use-vendor-name'
import { toReasonWords, type ReasonWords } from './reason-words'

/** The sentences for a cause, in the reader's language. */
export const useReasonWords = () => {
  const speaker = {
    t: useTranslations('reasons'),
    reasons: useMessages().reasons,
    formats: useFormats(),
    nameOf: useVendorName(),
  }
  return (reason: ReasonDto, vendors: VendorsDto): ReasonWords => toReasonWords(speaker, reason, vendors)
}
