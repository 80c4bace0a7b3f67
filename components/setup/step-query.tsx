'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { FormProblem } from './form-problem'

type StepQueryProps<Data> = {
  query: UseQueryResult<Data>
  /** What is being waited for. */
  waiting: string
  children: (data: Data) => ReactNode
}

/** What a step needs of the vendors: a picture of it while they are asked, and another try when they do not answer. */
export const StepQuery = <Data,>({
  query: { data, error, isFetching, refetch },
  waiting,
  children,
}: StepQueryProps<Data>) => {
  const t = useTranslations('setup')
  if (data !== undefined) return children(data)
  if (error === null || isFetching)
    return (
      <div aria-busy="true" className="space-y-4">
        <p className="text-muted">{waiting}</p>
        {[0, 1, 2].map((row) => (
          <div key={row} className="space-y-2">
            <Skeleton className="h-4 w-40" />
            <Skeleton className="h-10 w-full" />
          </div>
        ))}
      </div>
    )
  return <FormProblem error={error} actions={<Button onClick={() => void refetch()}>{t('again')}</Button>} />
}
