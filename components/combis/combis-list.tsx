'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { CombisOverviewDto } from '@/lib/dto/combis'
import { combisQuery } from '@/lib/queries/combis'
import type { Seed } from '@/lib/queries/seed'
import { setupStart } from '@/components/setup/setup-path'
import { buttonClass } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { QueryProblem } from '@/components/values/query-problem'
import { CombiCard } from './combi-card'

type CombisListProps = { seed: Seed<CombisOverviewDto>; canWrite: boolean; canAdd: boolean }

/** All combi's of the workspace, kept up to date. */
export const CombisList = ({ seed, canWrite, canAdd }: CombisListProps) => {
  const t = useTranslations('combis.empty')
  const { data, error } = useQuery(combisQuery(seed))
  return (
    <>
      <QueryProblem error={error} />
      {data.items.length === 0 && (
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
      )}
      <ul className="space-y-5">
        {data.items.map((combi) => (
          <li key={combi.id}>
            <CombiCard combi={combi} canWrite={canWrite} />
          </li>
        ))}
      </ul>
    </>
  )
}
