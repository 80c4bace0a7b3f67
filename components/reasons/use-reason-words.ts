import { useMessages, useTranslations } from 'next-intl'
import type { ReasonDto, VendorsDto } from '@/lib/dto/shapes'
import type { Formats } from '@/lib/i18n/formats'
import type { Messages } from '@/lib/i18n/messages'
import { useFormats } from '@/components/values/use-formats'
import { useVendorName } from '@/components/values/use-vendor-name'
import { formatReasonParams } from './reason-params'

export type ReasonWords = {
  what: string
  /** What is not lost; null for a remark that asks for nothing. */
  safe: string | null
  cure: string | null
  /** The other system's own words, verbatim. */
  vendorText: string | null
}

type Reasons = Messages['reasons']
type Sentence = `what.${keyof Reasons['what']}` | `safe.${keyof Reasons['safe']}` | `cure.${keyof Reasons['cure']}`

type Speaker = {
  /** Says a sentence of the namespace `reasons`. */
  t: (sentence: Sentence, params: Record<string, string>) => string
  reasons: Reasons
  formats: Formats
  nameOf: (connectorId: string) => string
}

/** The sentences for a cause. A code that this version does not know still gets words, and keeps its vendor's text. */
export const toReasonWords = (
  { t, reasons, formats, nameOf }: Speaker,
  reason: ReasonDto,
  vendors: VendorsDto,
): ReasonWords => {
  const isKnown = (code: string): code is keyof Reasons['what'] => Object.hasOwn(reasons.what, code)
  const hasCure = (code: string): code is keyof Reasons['cure'] => Object.hasOwn(reasons.cure, code)
  const code = isKnown(reason.code) ? reason.code : 'unknown'
  const params = {
    ...formatReasonParams(reason.params, formats),
    source: nameOf(vendors.source),
    books: nameOf(vendors.books),
    code: reason.code,
  }
  return {
    what: t(`what.${code}`, params),
    safe: hasCure(code) ? t(`safe.${code}`, params) : null,
    cure: hasCure(code) ? t(`cure.${code}`, params) : null,
    vendorText: typeof reason.params.text === 'string' && reason.params.text !== '' ? reason.params.text : null,
  }
}

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
