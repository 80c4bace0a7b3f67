'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { CombiDto } from '@/lib/dto/combis'
import { requestSyncMutation } from '@/lib/queries/combis'
import { useAnnounce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { useProblemWords } from '@/components/values/use-problem-words'

type SyncButtonProps = { combi: Pick<CombiDto, 'id' | 'name' | 'status'>; onProblem: (problem: string | null) => void }

/** Synchronises now; while a run is under way it joins that one, which then looks once more before it ends. */
export const SyncButton = ({ combi, onProblem }: SyncButtonProps) => {
  const t = useTranslations('combis.sync')
  const announce = useAnnounce()
  const problemWords = useProblemWords()
  const { mutate, isPending } = useMutation(requestSyncMutation(useQueryClient()))
  const cannotRun = combi.status === 'paused' || combi.status === 'reconnect'
  const start = () => {
    // Kept reachable while it waits: a button that is disabled under the reader's finger loses the focus.
    if (isPending) return
    onProblem(null)
    mutate(combi.id, {
      onSuccess: ({ joined }) => {
        announce(t(joined ? 'joined' : 'started'))
      },
      onError: (error) => {
        onProblem(problemWords(error))
      },
    })
  }
  return (
    <Button look="primary" title={t('now')} onClick={start} aria-disabled={isPending} disabled={cannotRun}>
      <Icon name="sync" className={isPending ? 'animate-turn' : undefined} />
      {t('now')}
      <span className="sr-only">{t('of', { name: combi.name })}</span>
    </Button>
  )
}
