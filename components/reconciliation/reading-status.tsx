'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNow, useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import type { ReconciliationDto } from '@/lib/dto/reconciliation'
import { readAgainMutation } from '@/lib/queries/reconciliation'
import { ReasonText } from '@/components/reasons/reason-text'
import { useAnnounce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { useFormats } from '@/components/values/use-formats'
import { useProblemWords } from '@/components/values/use-problem-words'
import { useVendorName } from '@/components/values/use-vendor-name'

type ReadingStatusProps = { data: ReconciliationDto; canRead: boolean }

/** Where the figures come from, and the way to have both sides looked at anew. */
export const ReadingStatus = ({ data, canRead }: ReadingStatusProps) => {
  const t = useTranslations('reconciliation.reading')
  const announce = useAnnounce()
  const problemWords = useProblemWords()
  const [problem, setProblem] = useState<string | null>(null)
  const { mutate, isPending } = useMutation(readAgainMutation(useQueryClient(), data.combi.id))
  const isReading = data.reading.state === 'reading'
  useReadingEnd(data.reading.state)
  const start = () => {
    // Kept reachable while it waits: a button that is disabled under the reader's finger loses the focus.
    if (isPending || isReading) return
    setProblem(null)
    mutate(
      { month: data.month, administration: data.administrationRef },
      {
        onSuccess: ({ joined }) => {
          announce(t(joined ? 'joined' : 'started'))
        },
        onError: (error) => {
          setProblem(problemWords(error))
        },
      },
    )
  }
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <ReadingWords data={data} />
        {canRead && (
          <Button onClick={start} aria-disabled={isPending || isReading}>
            <Icon name="sync" className={isPending || isReading ? 'animate-turn' : undefined} />
            {t('again')}
          </Button>
        )}
      </div>
      {problem !== null && <Notice tone="bad">{problem}</Notice>}
      {data.reading.state === 'failed' && (
        <Notice tone="warn">
          <p>{t('failed')}</p>
          {data.reading.reason !== null && <ReasonText reason={data.reading.reason} vendors={data.combi.vendors} />}
        </Notice>
      )}
    </div>
  )
}

const ReadingWords = ({ data }: { data: ReconciliationDto }) => {
  const t = useTranslations('reconciliation.reading')
  const formats = useFormats()
  const now = useNow()
  const nameOf = useVendorName()
  const names = { source: nameOf(data.combi.vendors.source), books: nameOf(data.combi.vendors.books) }
  const { state, readAt, readCount, callCount, waitingUntil } = data.reading
  const words = () => {
    if (state === 'reading')
      return waitingUntil === null ? t('busy', { count: readCount ?? 0, source: names.source }) : t('waiting', names)
    if (readAt === null) return t('mirror', names)
    return t('done', { moment: formats.moment(readAt, now), calls: callCount })
  }
  return <p className="max-w-3xl min-w-0 flex-1 basis-64 text-small text-muted">{words()}</p>
}

/** Says that a reading has ended, at the moment at which it does while somebody watches. */
const useReadingEnd = (state: ReconciliationDto['reading']['state']): void => {
  const t = useTranslations('reconciliation.reading')
  const announce = useAnnounce()
  const before = useRef(state)
  const sentence = state === 'done' ? t('ended') : t('failed')
  useEffect(() => {
    if (before.current === 'reading' && state !== 'reading') announce(sentence)
    before.current = state
  }, [state, sentence, announce])
}
