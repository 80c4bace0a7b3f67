'use client'

import { Notice } from '@/components/ui/notice'
import { useProblemWords } from './use-problem-words'

/** Says that what is on the screen could not be brought up to date; it is tried again by itself. Nothing without a problem. */
export const QueryProblem = ({ error }: { error: unknown }) => {
  const problemWords = useProblemWords()
  return error === null ? null : (
    <div className="mb-4" role="alert">
      <Notice tone="warn">{problemWords(error)}</Notice>
    </div>
  )
}
