'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { openDayMutation, openDayQuery } from '@/lib/queries/correction'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { useFormats } from '@/components/values/use-formats'
import { useProblemWords } from '@/components/values/use-problem-words'

/** Proposes the first open day for an invoice whose period is closed, says what that means for the VAT, and takes it. */
export const ClosedPeriodCure = ({ invoiceId, books }: { invoiceId: string; books: string }) => {
  const t = useTranslations('cures.closed')
  const formats = useFormats()
  const problemWords = useProblemWords()
  const { data, error, isPending } = useQuery(openDayQuery(invoiceId))
  const take = useMutation(openDayMutation(useQueryClient(), invoiceId))
  const problem = take.error ?? error
  return (
    <Card className="p-4 sm:p-6">
      <h2 className="text-heading font-semibold">{t('title')}</h2>
      {problem !== null && (
        <div className="mt-2" role="alert">
          <Notice tone="warn">{problemWords(problem)}</Notice>
        </div>
      )}
      <div role="status" className="mt-2 max-w-4xl space-y-2">
        {isPending && <p>{t('looking')}</p>}
        {data?.date === null && <p>{t('none', { books })}</p>}
        {data?.date != null && data.period !== null && (
          <>
            <p>
              {t('text', {
                day: formats.day(data.date),
                ...{ period: String(data.period.period), fiscalYear: String(data.period.fiscalYear) },
              })}
            </p>
            <p>{t('vat')}</p>
          </>
        )}
      </div>
      {data?.date != null && (
        <Button
          className="mt-4"
          look="primary"
          aria-disabled={take.isPending}
          onClick={() => {
            if (data.date !== null && !take.isPending) take.mutate({ date: data.date })
          }}
        >
          {t('take', { day: formats.day(data.date) })}
        </Button>
      )}
      <p className="mt-3 max-w-4xl text-small text-muted">{t('other', { books })}</p>
    </Card>
  )
}
