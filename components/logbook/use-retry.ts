import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { RetryRequestDto, RetryResultDto } from '@/lib/dto/log'
import { retryMutation } from '@/lib/queries/log'
import { useAnnounce } from '@/components/ui/announcer'
import { useProblemWords } from '@/components/values/use-problem-words'

export type RetryMessage = { tone: 'good' | 'warn' | 'bad'; text: string }

/** What a person asks to try again, and what came of the last time. */
export type Retry = {
  message: RetryMessage | null
  isPending: boolean
  start: (what: RetryRequestDto) => void
}

/** Tries records of the log again. */
export const useRetry = (combiId: string): Retry => {
  const t = useTranslations('log.retry')
  const announce = useAnnounce()
  const problemWords = useProblemWords()
  const [message, setMessage] = useState<RetryMessage | null>(null)
  const retry = useMutation(retryMutation(useQueryClient(), combiId))
  const tell = ({ offered, refused, sync }: RetryResultDto) => {
    const what = refused === null ? t('offered', { count: offered }) : t(`refused.${refused}`)
    const text = sync === 'none' ? what : `${what} ${t(`sync.${sync}`)}`
    const isHeld = sync === 'paused' || sync === 'reconnect'
    setMessage({ tone: isHeld || (offered === 0 && refused !== 'by-itself') ? 'warn' : 'good', text })
    announce(text)
  }
  return {
    message,
    isPending: retry.isPending,
    start: (what) => {
      setMessage(null)
      retry.mutate(what, {
        onSuccess: tell,
        onError: (error) => {
          setMessage({ tone: 'bad', text: problemWords(error) })
        },
      })
    },
  }
}
