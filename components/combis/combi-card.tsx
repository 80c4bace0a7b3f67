'use client'

import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { useState } from 'react'
import type { CombiDto } from '@/lib/dto/combis'
import { RunProgress } from '@/components/runs/run-progress'
import { buttonClass } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { useVendorName } from '@/components/values/use-vendor-name'
import { CombiCounts } from './combi-counts'
import { CombiNotices } from './combi-notices'
import { CombiProfiles } from './combi-profiles'
import { CombiStatus } from './combi-status'
import { CombiSyncTimes } from './combi-sync-times'
import { ConnectorMark } from './connector-mark'
import { SyncButton } from './sync-button'
import { useRunEnd } from './use-run-end'

type CombiCardProps = { combi: CombiDto; canWrite: boolean }

/** A combi with all that can be done with it. */
export const CombiCard = ({ combi, canWrite }: CombiCardProps) => {
  const t = useTranslations('combis')
  const [problem, setProblem] = useState<string | null>(null)
  useRunEnd(combi)
  return (
    <Card className="p-4 sm:p-6">
      <article aria-labelledby={`combi-${combi.id}`} className="space-y-5">
        <CombiHead combi={combi} />
        <CombiNotices combi={combi} />
        <CombiCounts combi={combi} />
        <div className="grid gap-x-10 gap-y-5 lg:grid-cols-2">
          <div className="space-y-4">
            {combi.activeRun === null ? <CombiSyncTimes combi={combi} /> : <RunProgress run={combi.activeRun} />}
            {problem !== null && <Notice tone="bad">{problem}</Notice>}
          </div>
          <CombiProfiles profiles={combi.profiles} />
        </div>
        <div className="flex flex-wrap gap-2">
          {canWrite && <SyncButton combi={combi} onProblem={setProblem} />}
          <Link href={`/combis/${combi.id}/logboek`} className={buttonClass()}>
            {t('log')}
            <span className="sr-only">{t('sync.of', { name: combi.name })}</span>
          </Link>
          <Link href={`/combis/${combi.id}/statistieken`} className={buttonClass()}>
            {t('statistics')}
            <span className="sr-only">{t('sync.of', { name: combi.name })}</span>
          </Link>
          <Link href={`/combis/${combi.id}/aansluiting`} className={buttonClass()}>
            {t('reconciliation')}
            <span className="sr-only">{t('sync.of', { name: combi.name })}</span>
          </Link>
          <Link href={`/facturen?combi=${combi.id}`} className={buttonClass()}>
            {t('invoices')}
            <span className="sr-only">{t('sync.of', { name: combi.name })}</span>
          </Link>
        </div>
      </article>
    </Card>
  )
}

const CombiHead = ({ combi }: { combi: CombiDto }) => {
  const nameOf = useVendorName()
  // An account that only has the name of its vendor says nothing that the name of the combi does not.
  const accounts = [combi.source, combi.books].flatMap(({ connector, account }) =>
    account === nameOf(connector) ? [] : [`${nameOf(connector)}: ${account}`],
  )
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
      <div className="flex min-w-0 items-center gap-3.5">
        <span className="flex shrink-0 items-center">
          <ConnectorMark side="source" />
          <span aria-hidden="true" className="h-0.5 w-2.5 bg-edge" />
          <ConnectorMark side="books" />
        </span>
        <div className="min-w-0">
          <h2 id={`combi-${combi.id}`} className="text-heading font-semibold">
            {combi.name}
          </h2>
          {accounts.length > 0 && <p className="text-small text-muted">{accounts.join(' · ')}</p>}
        </div>
      </div>
      <CombiStatus status={combi.status} />
    </header>
  )
}
