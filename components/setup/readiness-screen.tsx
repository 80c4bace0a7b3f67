'use client'

import { useQuery } from '@tanstack/react-query'
import { useNow, useTranslations } from 'next-intl'
import { useEffect } from 'react'
import type { SetupReadinessDto } from '@/lib/dto/setup'
import { confirmReportMutation, setupReadinessQuery } from '@/lib/queries/setup'
import { useAnnounce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { useFormats } from '@/components/values/use-formats'
import { FormProblem } from './form-problem'
import { goTo } from './go-to'
import { countPoints, ReadinessReport } from './readiness-report'
import { setupPath } from './setup-path'
import { StepSubmit } from './step-submit'
import { useStepAction } from './use-step-action'

/** Reads all that will be booked, and tells what is ready and what will wait. */
export const ReadinessScreen = () => {
  const t = useTranslations('setup.readiness')
  const { data, error, isFetching, refetch, dataUpdatedAt } = useQuery(setupReadinessQuery())
  const report = data?.report ?? null
  const pointCount = report === null ? null : countPoints(report)
  const announce = useAnnounce()
  useEffect(() => {
    if (pointCount !== null) announce(t('done', { count: pointCount }))
  }, [announce, pointCount, t])
  if (report !== null)
    return (
      <>
        <ReadinessReport report={report} />
        <ConfirmReport />
      </>
    )
  if (error !== null && !isFetching)
    return <FormProblem error={error} actions={<Button onClick={() => void refetch()}>{t('again')}</Button>} />
  return <Progress progress={data?.progress ?? null} readAt={dataUpdatedAt} />
}

/** The report was seen: the way to installing opens. */
const ConfirmReport = () => {
  const t = useTranslations('setup.readiness')
  const { ask, isBusy, error } = useStepAction(confirmReportMutation(), () => {
    goTo(setupPath('installeren'))
  })
  return (
    <>
      <FormProblem error={error} />
      <StepSubmit
        label={t('confirm')}
        isBusy={isBusy}
        busy={t('confirming')}
        idle={t('nothingWritten')}
        onClick={() => {
          ask()
        }}
      />
    </>
  )
}

type ProgressProps = { progress: SetupReadinessDto['progress'] | null; readAt: number }

const Progress = ({ progress, readAt }: ProgressProps) => {
  const t = useTranslations('setup.readiness')
  const formats = useFormats()
  const now = useNow()
  const waitMs = progress?.waitMs ?? null
  return (
    <div aria-busy="true" className="space-y-4">
      <p className="font-medium">{t('reading')}</p>
      <div aria-hidden="true" className="h-1.5 animate-breathe rounded-full bg-accent" />
      <p className="text-muted tabular-nums">
        {progress === null
          ? t('starting')
          : t('progress', {
              invoices: formats.count(progress.invoicesRead),
              debtors: formats.count(progress.debtorsRead),
            })}
        {waitMs !== null && (
          <>
            {' '}
            {t('waitingUntil', {
              until: formats.preciseTime(new Date((readAt === 0 ? now.getTime() : readAt) + waitMs).toISOString()),
            })}
          </>
        )}
      </p>
      <Skeleton className="h-28 w-full" />
      <Skeleton className="h-20 w-full" />
    </div>
  )
}
