'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { RunsPageDto } from '@/lib/dto/runs'
import { runsQuery } from '@/lib/queries/runs'
import type { Seed } from '@/lib/queries/seed'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { NewRowsChip } from '@/components/values/new-rows-chip'
import { QueryProblem } from '@/components/values/query-problem'
import { useSteadyRows } from '@/components/values/use-steady-rows'
import { RejectedRecords } from './rejected-records'
import { RunsTable } from './runs-table'

type RunsListProps = { seed: Seed<RunsPageDto>; cursor: string | null }

/** The logbook of a combi: its runs, newest first, and the records that could not be read. */
export const RunsList = ({ seed, cursor }: RunsListProps) => {
  const t = useTranslations('runs')
  const { data, error } = useQuery(runsQuery(seed, cursor))
  const { rows, newCount, showLatest } = useSteadyRows(data.items, seed.readAt)
  const path = `/combis/${data.combi.id}/logboek`
  const toCursor = (to: string | null, label: string) => (to === null ? null : { label, href: `${path}?cursor=${to}` })
  return (
    <>
      <QueryProblem error={error} />
      <RejectedRecords records={data.rejected} vendors={data.combi.vendors} />
      <NewRowsChip newCount={newCount} onShow={showLatest} />
      <Card>
        {rows.length === 0 ? (
          <EmptyState icon="clock" title={t('empty.title')}>
            {t('empty.text')}
          </EmptyState>
        ) : (
          <RunsTable runs={rows.map(({ row }) => row)} />
        )}
      </Card>
      <Pager
        label={t('pages')}
        previous={toCursor(data.previousCursor, t('newer'))}
        next={toCursor(data.nextCursor, t('older'))}
      />
    </>
  )
}
