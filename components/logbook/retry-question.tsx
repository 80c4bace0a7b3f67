'use client'

import { useTranslations } from 'next-intl'
import type { RefObject } from 'react'
import { useCauseWords } from '@/components/statistics/use-cause-words'
import { ConfirmDialog } from '@/components/workspace/confirm-dialog'

type RetryQuestionProps = {
  reason: string
  count: number
  isPending: boolean
  returnFocusTo: RefObject<HTMLElement | null>
  onConfirm: () => void
  onClose: () => void
}

/** Asks before many invoices are offered at once. */
export const RetryQuestion = ({ reason, count, ...dialog }: RetryQuestionProps) => {
  const t = useTranslations('log.retry.question')
  const causeWords = useCauseWords()
  return (
    <ConfirmDialog
      isOpen
      title={t('title', { count })}
      description={t('text', { count, cause: causeWords(reason) })}
      confirm={t('confirm')}
      cancel={t('cancel')}
      error={null}
      {...dialog}
    />
  )
}
