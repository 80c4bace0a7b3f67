'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { RunDetailDto } from '@/lib/dto/runs'
import { runQuery } from '@/lib/queries/runs'
import type { Seed } from '@/lib/queries/seed'
import { RecordsTable } from '@/components/logbook/records-table'
import { RetryTalk } from '@/components/logbook/retry-talk'
import { useRecordActions } from '@/components/logbook/use-record-actions'
import { ReasonText } from '@/components/reasons/reason-text'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { Pager } from '@/components/ui/pager'
import { QueryProblem } from '@/components/values/query-problem'
import { RunProgress } from './run-progress'
import { RunSummary } from './run-summary'

type RunScreenProps = { seed: Seed<RunDetailDto>; cursor: string | null; canWrite: boolean }

/** How many wait with a cause is a matter of the whole log: the page about that offers to try them all. */
const noneKnown = {}

/** One run: how it went, and what it did record by record. */
export const RunScreen = ({ seed, cursor, canWrite }: RunScreenProps) => {
  const t = useTranslations('runs')
  const { data, error } = useQuery(runQuery(seed, cursor))
  const { run, items, combi } = data
  const talk = useRecordActions(combi.id, { waiting: noneKnown, canWrite })
  const path = `/combis/${combi.id}/logboek/${run.id}`
  const toCursor = (to: string | null, label: string) => (to === null ? null : { label, href: `${path}?cursor=${to}` })
  return (
    <div className="space-y-5">
      <QueryProblem error={error} />
      <Card className="space-y-4 p-4 sm:p-6">
        <RunSummary run={run} />
        {run.finishedAt === null && <RunProgress run={run} />}
        {run.reason !== null && (
          <Notice tone={run.outcome === 'failed' ? 'bad' : 'warn'}>
            <ReasonText reason={run.reason} vendors={combi.vendors} />
          </Notice>
        )}
      </Card>
      <div>
        <RetryTalk {...talk} />
        <Card>
          {items.length === 0 ? (
            <EmptyState icon="check" title={t('items.emptyTitle')}>
              {t(run.finishedAt === null ? 'items.emptyBusy' : 'items.empty')}
            </EmptyState>
          ) : (
            <RecordsTable
              items={items}
              combi={combi}
              caption={t('items.caption')}
              order="ascending"
              actions={talk.actions}
            />
          )}
        </Card>
        <Pager
          label={t('pages')}
          previous={toCursor(data.previousCursor, t('items.previous'))}
          next={toCursor(data.nextCursor, t('items.next'))}
        />
      </div>
    </div>
  )
}
