import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { InvoiceDetailDto } from '@/lib/dto/invoice-detail'
import { askFileMutation } from '@/lib/queries/invoice-detail'
import { ReasonText } from '@/components/reasons/reason-text'
import { useAnnounce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import type { IconName } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { Status, type Tone } from '@/components/ui/status'
import { Moment } from '@/components/values/moment'
import { useProblemWords } from '@/components/values/use-problem-words'
import { useVendorName } from '@/components/values/use-vendor-name'

type FileState = NonNullable<InvoiceDetailDto['file']>['state'] | 'none'

const looks: Record<FileState, { tone: Tone; icon: IconName }> = {
  none: { tone: 'calm', icon: 'dot' },
  wanted: { tone: 'busy', icon: 'clock' },
  attached: { tone: 'good', icon: 'check' },
  failed: { tone: 'bad', icon: 'cross' },
}

type InvoiceFileProps = { detail: InvoiceDetailDto; canWrite: boolean }

/** The PDF with the entry: whether it stands there, why not, and a way to ask for it. */
export const InvoiceFile = ({ detail: { file, canAskFile, invoice }, canWrite }: InvoiceFileProps) => {
  const t = useTranslations('invoice.file')
  const nameOf = useVendorName()
  const announce = useAnnounce()
  const problemWords = useProblemWords()
  const { mutate, isPending, error } = useMutation(askFileMutation(useQueryClient(), invoice.id))
  const state = file?.state ?? 'none'
  const ask = () => {
    if (isPending) return
    mutate(undefined, {
      onSuccess: ({ isBeginning }) => {
        announce(t(isBeginning ? 'asked' : 'askedLater'))
      },
    })
  }
  return (
    <div className="mt-3 space-y-2">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Status {...looks[state]}>{t(`state.${state}`)}</Status>
        {file !== null && file.attachedAt !== null && (
          <span className="text-small text-muted">
            {t('attachedAt')} <Moment at={file.attachedAt} />
          </span>
        )}
      </p>
      {file === null && <p className="text-muted">{t('none', { books: nameOf(invoice.combi.vendors.books) })}</p>}
      {file?.state === 'wanted' && (
        <p className="text-small text-muted">
          {file.attempts === 0 ? (
            t('waits')
          ) : (
            <>
              {t('tried', { count: file.attempts })} <Moment at={file.nextAttemptAt} />
            </>
          )}
        </p>
      )}
      {file !== null && file.reason !== null && <ReasonText reason={file.reason} vendors={invoice.combi.vendors} />}
      {error !== null && (
        <div role="alert">
          <Notice tone="warn">{problemWords(error)}</Notice>
        </div>
      )}
      {canWrite && canAskFile && (
        <Button aria-disabled={isPending} onClick={ask}>
          {t(state === 'failed' ? 'retry' : 'add')}
        </Button>
      )}
    </div>
  )
}
