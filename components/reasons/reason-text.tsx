import { useTranslations } from 'next-intl'
import type { ReasonDto, VendorsDto } from '@/lib/dto/shapes'
import { useReasonWords } from './use-reason-words'

type ReasonTextProps = {
  reason: ReasonDto
  vendors: VendorsDto
  /** Not where the cure itself stands beside it, nor where it is told as history. */
  hasCure?: boolean
}

/** A cause in words: what happened, what is not lost, what to do. */
export const ReasonText = ({ reason, vendors, hasCure = true }: ReasonTextProps) => {
  const t = useTranslations('reason')
  const words = useReasonWords()(reason, vendors)
  return (
    <div className="max-w-4xl text-small">
      <p>
        <span className="font-medium">{words.what}</span> {words.safe !== null && <span>{words.safe}</span>}
      </p>
      {hasCure && words.cure !== null && (
        <p>
          <span className="text-muted">{t('cure')}</span> {words.cure}
        </p>
      )}
      {words.vendorText !== null && <p className="text-muted">{t('vendorText', { text: words.vendorText })}</p>}
    </div>
  )
}
