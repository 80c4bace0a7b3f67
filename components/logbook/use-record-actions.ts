import { useState } from 'react'
import type { RecordActions } from './record-below'
import { useRetry, type RetryMessage } from './use-retry'

type RecordActionsState = {
  actions: RecordActions
  message: RetryMessage | null
  /** All invoices of a cause about which the question stands on the screen. */
  question: { reason: string; count: number } | null
  confirm: () => void
  close: () => void
}

/** What can be done with the records on a page, and the question that comes before many at once. */
export const useRecordActions = (
  combiId: string,
  { waiting, canWrite }: { waiting: Readonly<Record<string, number>>; canWrite: boolean },
): RecordActionsState => {
  const { start, isPending, message } = useRetry(combiId)
  const [reason, setReason] = useState<string | null>(null)
  const close = () => {
    setReason(null)
  }
  return {
    actions: {
      waiting,
      isPending,
      retryAll: setReason,
      retryOne: canWrite
        ? (recordId) => {
            start({ recordId })
          }
        : null,
    },
    message,
    question: reason === null ? null : { reason, count: waiting[reason] ?? 0 },
    confirm: () => {
      if (reason !== null) start({ reason })
      close()
    },
    close,
  }
}
