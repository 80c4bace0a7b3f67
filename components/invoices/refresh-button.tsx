import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { requestSyncMutation } from '@/lib/queries/combis'
import { useAnnounce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { useProblemWords } from '@/components/values/use-problem-words'

type RefreshButtonProps = { combiIds: readonly string[] }

/** Has what is new in the source fetched now, for every combi on the screen. */
export const RefreshButton = ({ combiIds }: RefreshButtonProps) => {
  const t = useTranslations('invoices.refresh')
  const announce = useAnnounce()
  const problemWords = useProblemWords()
  const { mutateAsync, isPending } = useMutation(requestSyncMutation(useQueryClient()))
  const [message, setMessage] = useState<string | null>(null)
  const refresh = async () => {
    let said = t('started')
    for (const combiId of combiIds)
      try {
        await mutateAsync(combiId)
      } catch (error) {
        said = problemWords(error)
      }
    setMessage(said)
    announce(said)
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button
        aria-disabled={isPending}
        onClick={() => {
          if (!isPending) void refresh()
        }}
      >
        <Icon name="sync" className={isPending ? 'animate-turn' : ''} />
        {t('button')}
      </Button>
      {message !== null && <span className="text-small text-muted">{message}</span>}
    </div>
  )
}
