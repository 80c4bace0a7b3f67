import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { RunDto } from '@/lib/dto/runs'
import { Moment } from '@/components/values/moment'
import { RunCounts } from './run-counts'
import { RunDuration } from './run-duration'
import { RunStatus } from './run-status'
import { RunTrigger } from './run-trigger'
import { useRunSentence } from './use-run-sentence'

/** How a run went, above its records. */
export const RunSummary = ({ run }: { run: RunDto }) => {
  const t = useTranslations('runs')
  const sentenceOf = useRunSentence()
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <RunStatus run={run} />
        {run.outcome !== null && <span className="text-lead font-medium">{sentenceOf(run)}</span>}
      </p>
      <dl className="grid gap-x-8 gap-y-2 sm:grid-cols-3">
        <Fact name={t('column.start')}>
          <Moment at={run.startedAt ?? run.requestedAt} />
        </Fact>
        <Fact name={t('column.trigger')}>
          <RunTrigger trigger={run.trigger} />
        </Fact>
        <Fact name={t('column.duration')}>
          <RunDuration run={run} />
        </Fact>
      </dl>
      {run.finishedAt !== null && <RunCounts run={run} />}
    </>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt className="text-small text-muted">{name}</dt>
    <dd>{children}</dd>
  </div>
)
