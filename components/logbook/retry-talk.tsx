import dynamic from 'next/dynamic'
import { useRef } from 'react'
import { Notice } from '@/components/ui/notice'
import type { useRecordActions } from './use-record-actions'

/** The question comes when it is asked. */
const RetryQuestion = dynamic(async () => (await import('./retry-question')).RetryQuestion, { ssr: false })

type RetryTalkProps = Omit<ReturnType<typeof useRecordActions>, 'actions'> & {
  actions: Pick<ReturnType<typeof useRecordActions>['actions'], 'isPending'>
}

/** What is asked before records are tried again, and what came of it. */
export const RetryTalk = ({ message, question, confirm, close, actions }: RetryTalkProps) => {
  const place = useRef<HTMLDivElement>(null)
  return (
    <div ref={place} tabIndex={-1} className="mb-4 outline-none empty:hidden">
      {message !== null && <Notice tone={message.tone}>{message.text}</Notice>}
      {question !== null && (
        <RetryQuestion
          {...question}
          isPending={actions.isPending}
          returnFocusTo={place}
          onConfirm={confirm}
          onClose={close}
        />
      )}
    </div>
  )
}
