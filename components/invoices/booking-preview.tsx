import { useTranslations } from 'next-intl'
import { useId } from 'react'
import type { BookingPreviewDto } from '@/lib/dto/preview'
import { ReasonText } from '@/components/reasons/reason-text'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { useFormats } from '@/components/values/use-formats'
import { useProblemWords } from '@/components/values/use-problem-words'
import { useVendorName } from '@/components/values/use-vendor-name'
import { PreviewEntries } from './preview-entries'
import { PreviewTotals } from './preview-totals'

type BookingPreviewProps = {
  preview: BookingPreviewDto | undefined
  error: unknown
  /** Whether enough was filled in to make one. */
  isAskable: boolean
  isBusy: boolean
  onPage: (page: number) => void
  onAgain: () => void
}

/** What will be in the books: how many pass and for how much, what does not pass and its cure, totals, and each entry. */
export const BookingPreview = ({ preview, error, isAskable, isBusy, onPage, onAgain }: BookingPreviewProps) => {
  const t = useTranslations('preview')
  const nameOf = useVendorName()
  const headingId = useId()
  const books = nameOf(preview?.vendors.books ?? 'minox')
  return (
    <section aria-labelledby={headingId} aria-busy={isBusy} className="mt-5 border-t border-line pt-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 id={headingId} className="font-semibold">
          {t('title', { books })}
        </h3>
        {isAskable && (
          <Button look="plain" onClick={onAgain} aria-disabled={isBusy}>
            <Icon name="sync" className={isBusy ? 'animate-turn' : ''} />
            {t('again')}
          </Button>
        )}
      </div>
      <PreviewStatus preview={preview} error={error} isAskable={isAskable} isBusy={isBusy} />
      {preview !== undefined && error === null && (
        <div className={isBusy ? 'opacity-60' : ''}>
          <PreviewProblems preview={preview} />
          <PreviewTotals preview={preview} books={books} />
          <PreviewEntries preview={preview} books={books} onPage={onPage} />
          <p className="mt-4 text-small text-muted">{t('closedPeriods', { books })}</p>
        </div>
      )}
    </section>
  )
}

type PreviewStatusProps = Pick<BookingPreviewProps, 'preview' | 'error' | 'isAskable' | 'isBusy'>

/** One sentence that is read out when it changes: what the whole comes to, or why there is nothing to see. */
const PreviewStatus = ({ preview, error, isAskable, isBusy }: PreviewStatusProps) => {
  const t = useTranslations('preview')
  const formats = useFormats()
  const problemWords = useProblemWords()
  if (error !== null)
    return (
      <div className="mt-2" role="alert">
        <Notice tone="bad">{problemWords(error)}</Notice>
      </div>
    )
  return (
    <p role="status" className="mt-1 rounded-control bg-sunken px-3.5 py-2.5">
      {!isAskable
        ? t('chooseDate')
        : preview === undefined || isBusy
          ? t('loading')
          : [
              t('summary', { count: preview.passing.count, total: formats.euros(preview.passing.grossCents) }),
              preview.newDebtors > 0 && t('newDebtors', { count: preview.newDebtors }),
            ]
              .filter((part) => part !== false)
              .join(' ')}
    </p>
  )
}

const PreviewProblems = ({ preview }: { preview: BookingPreviewDto }) => {
  const t = useTranslations('preview')
  const { held, problems, refused, isCutOff, vendors, passing } = preview
  return (
    <div className="mt-3 space-y-3 empty:hidden">
      {isCutOff && <Notice tone="info">{t('cutOff')}</Notice>}
      {refused.length > 0 && <Notice tone="info">{t('refused', { count: refused.length })}</Notice>}
      {held.count > 0 && (
        <Notice tone="warn">
          <p className="font-medium">{t('held', { count: held.count })}</p>
          {passing.count > 0 && <p>{t('heldRest', { count: held.count })}</p>}
          <ul className="mt-2 space-y-2">
            {problems.map(({ reason, count, examples }) => (
              <li key={examples.join()}>
                <p className="text-small font-medium">
                  {t('about', {
                    count,
                    numbers:
                      count > examples.length
                        ? t('more', { numbers: examples.join(', '), count: count - examples.length })
                        : examples.join(', '),
                  })}
                </p>
                <ReasonText reason={reason} vendors={vendors} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  )
}
