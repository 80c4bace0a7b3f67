'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import type { CombisOverviewDto } from '@/lib/dto/combis'
import { combisQuery } from '@/lib/queries/combis'
import type { Seed } from '@/lib/queries/seed'
import { setupStart } from '@/components/setup/setup-path'
import { buttonClass } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { NewRowsChip } from '@/components/values/new-rows-chip'
import { QueryProblem } from '@/components/values/query-problem'
import { useSteadyRows } from '@/components/values/use-steady-rows'
import { CombiCard } from './combi-card'
import { combisFilterIn, isAskedFor, toCombisSearch, type CombisFilter } from './combi-filter'
import { CombisFilterBar } from './combis-filter-bar'

type CombisListProps = {
  seed: Seed<CombisOverviewDto>
  canAdd: boolean
  /** The workspace that the reader is looking at: what he opens of another one moves him there. */
  current: string
}

/** With more than these, each takes less room and there is something to search with. */
const fewCombis = 3

/** What the reader looks for: begun by the address, and kept in it without asking the server, since all is here already. */
const useFilter = () => {
  const search = useSearchParams()
  const [filter, setFilter] = useState(() => combisFilterIn(search))
  const show = (next: CombisFilter) => {
    setFilter(next)
    window.history.replaceState(null, '', `/combis${toCombisSearch(next)}`)
  }
  return { filter, show }
}

/** All combi's of the reader, kept up to date. None moves under his finger: they are sorted when he comes or asks. */
export const CombisList = ({ seed, canAdd, current }: CombisListProps) => {
  const t = useTranslations('combis')
  const { data, error } = useQuery(combisQuery(seed))
  const { filter, show } = useFilter()
  const isMany = data.items.length > fewCombis
  const asked = data.items.filter((combi) => isAskedFor(combi, filter))
  const { rows, newCount, leftCount, showLatest } = useSteadyRows(asked, `${seed.readAt} ${toCombisSearch(filter)}`)
  const hasWorkspaces = new Set(data.items.map(({ workspace }) => workspace.id)).size > 1
  if (data.items.length === 0)
    return (
      <>
        <QueryProblem error={error} />
        <NoCombis canAdd={canAdd} />
      </>
    )
  return (
    <>
      <QueryProblem error={error} />
      {(isMany || hasWorkspaces || toCombisSearch(filter) !== '') && (
        <CombisFilterBar filter={filter} items={data.items} shownCount={asked.length} onChange={show} />
      )}
      <div className="mb-3 empty:hidden">
        <NewRowsChip newCount={newCount} leftCount={leftCount} onShow={showLatest} />
      </div>
      {rows.length === 0 && (
        <Card>
          <EmptyState icon="search" title={t('noneFound.title')}>
            <p>{t('noneFound.text')}</p>
          </EmptyState>
        </Card>
      )}
      <ul className="space-y-5">
        {rows.map(({ row }) => (
          <li key={row.id}>
            <CombiCard
              combi={row}
              isCompact={isMany}
              showsWorkspace={hasWorkspaces}
              isElsewhere={row.workspace.id !== current}
            />
          </li>
        ))}
      </ul>
    </>
  )
}

const NoCombis = ({ canAdd }: { canAdd: boolean }) => {
  const t = useTranslations('combis.empty')
  return (
    <Card>
      <EmptyState icon="unplugged" title={t('title')}>
        <p>{t('text')}</p>
        {canAdd && (
          <p className="mt-4">
            <Link href={setupStart} className={buttonClass('primary')}>
              {t('add')}
            </Link>
          </p>
        )}
      </EmptyState>
    </Card>
  )
}
