'use client'

import type { ReactNode } from 'react'
import { Notice } from '@/components/ui/notice'
import { useProblemWords } from '@/components/values/use-problem-words'

type FormProblemProps = { error: unknown; actions?: ReactNode }

/** Why what was asked did not happen; said at once. Nothing without a problem. */
export const FormProblem = ({ error, actions }: FormProblemProps) => {
  const problemWords = useProblemWords()
  return (
    <div role="alert" className="empty:hidden">
      {error !== null && (
        <Notice tone="bad" actions={actions}>
          {problemWords(error)}
        </Notice>
      )}
    </div>
  )
}
