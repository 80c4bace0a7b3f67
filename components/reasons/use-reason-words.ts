import { useMessages, useTranslations } from 'next-intl'
import type { ReasonDto, VendorsDto } from '@/lib/dto/shapes'
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

/** The sentences for a cause. A code that this version does not know still gets words, and keeps its vendor's text. */
export const useReasonWords = () => {
  const t = useTranslations('reasons')
  const { reasons } = useMessages()
  const formats = useFormats()
  const nameOf = useVendorName()
  const isKnown = (code: string): code is keyof typeof reasons.what => Object.hasOwn(reasons.what, code)
  const hasCure = (code: string): code is keyof typeof reasons.cure => Object.hasOwn(reasons.cure, code)
  return (reason: ReasonDto, vendors: VendorsDto): ReasonWords => {
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
}
