'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { LogFilterDto, LogPageDto } from '@/lib/dto/log'
import { logQuery, toLogSearch } from '@/lib/queries/log'
import type { Seed } from '@/lib/queries/seed'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { NewRowsChip } from '@/components/values/new-rows-chip'
import { QueryProblem } from '@/components/values/query-problem'
import { useSteadyRows } from '@/components/values/use-steady-rows'
import { RecordsTable } from './records-table'
import { RetryTalk } from './retry-talk'
import { useRecordActions } from './use-record-actions'

type LogScreenProps = {
  seed: Seed<LogPageDto>
  filter: LogFilterDto
  cursor: string | null
  canWrite: boolean
}

/** The records over all runs of a combi, as far as the filter lets them through. */
export const LogScreen = ({ seed, filter, cursor, canWrite }: LogScreenProps) => {
  const t = useTranslations('log')
  const runs = useTranslations('runs')
  const { data, error } = useQuery(logQuery(seed, filter, cursor))
  const { rows, newCount, showLatest } = useSteadyRows(data.items, seed.readAt)
  const { combi, waiting } = data
  const talk = useRecordActions(combi.id, { waiting, canWrite })
  const toCursor = (to: string | null, label: string) =>
    to === null
      ? null
      : { label, href: `/combis/${combi.id}/logboek${toLogSearch(filter, { view: 'records', cursor: to })}` }
  const { reason } = filter
  const isFiltered = Object.keys(filter).length > 0
  const ofCause = reason === undefined ? 0 : (waiting[reason] ?? 0)
  return (
    <>
      <QueryProblem error={error} />
      <RetryTalk {...talk} />
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 empty:hidden">
        <NewRowsChip newCount={newCount} onShow={showLatest} />
        {canWrite && reason !== undefined && ofCause > 0 && (
          <Button
            onClick={() => {
              talk.actions.retryAll(reason)
            }}
          >
            {t('retry.all', { count: ofCause })}
          </Button>
        )}
      </div>
      <Card>
        {rows.length === 0 ? (
          <EmptyState icon="clock" title={t('empty.title')}>
            {t(isFiltered ? 'empty.filtered' : 'empty.text')}
          </EmptyState>
        ) : (
          <RecordsTable
            items={rows.map(({ row }) => row)}
            combi={combi}
            caption={t('caption')}
            order="descending"
            actions={talk.actions}
          />
        )}
      </Card>
      <Pager
        label={runs('pages')}
        previous={toCursor(data.previousCursor, runs('newer'))}
        next={toCursor(data.nextCursor, runs('older'))}
      />
    </>
  )
}
