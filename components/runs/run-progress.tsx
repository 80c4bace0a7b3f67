'use client'

import { useTranslations } from 'next-intl'
import type { RunDto } from '@/lib/dto/runs'
import { classNames } from '@/components/ui/class-names'
import { Notice } from '@/components/ui/notice'
import { useFormats } from '@/components/values/use-formats'
import { RunCounts } from './run-counts'

const steps = ['invoices', 'debtors', 'bookings', 'payments'] as const

/** A run under way: which step it is at, what it has done, and why it waits if it does. */
export const RunProgress = ({ run }: { run: RunDto }) => {
  const t = useTranslations('runs.progress')
  const formats = useFormats()
  const at = steps.findIndex((step) => step === run.phase)
  const phase = t(`phase.${run.phase}`)
  return (
    <div className="space-y-3">
      <p className="font-medium">
        {at < 0 ? phase : t('step', { step: at + 1, steps: steps.length, phase })}
        {run.waitingUntil !== null && (
          <span className="font-normal text-muted">
            {' '}
            {t('waiting', { until: formats.preciseTime(run.waitingUntil) })}
          </span>
        )}
      </p>
      <div aria-hidden="true" className="grid grid-cols-4 gap-1.5">
        {steps.map((step, index) => (
          <span
            key={step}
            className={classNames(
              'h-1.5 rounded-full',
              index < at && 'bg-accent',
              index === at && 'animate-breathe bg-accent',
              index > at && 'bg-line',
            )}
          />
        ))}
      </div>
      <RunCounts run={run} />
      {run.isSilent && <Notice tone="warn">{t('silent')}</Notice>}
    </div>
  )
}
