'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { CombiDto } from '@/lib/dto/combis'
import { RunProgress } from '@/components/runs/run-progress'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { useVendorName } from '@/components/values/use-vendor-name'
import { CombiActions } from './combi-actions'
import { CombiCounts } from './combi-counts'
import { CombiNotices } from './combi-notices'
import { CombiProfiles } from './combi-profiles'
import { CombiStatus } from './combi-status'
import { CombiLastRun, CombiSyncTimes } from './combi-sync-times'
import { ConnectorMark } from './connector-mark'
import { useRunEnd } from './use-run-end'

type CombiCardProps = {
  combi: CombiDto
  /** One of many: what is not needed to see how it stands is behind a fold. */
  isCompact: boolean
  showsWorkspace: boolean
  isElsewhere: boolean
}

/** A combi with all that can be done with it. */
export const CombiCard = ({ combi, isCompact, showsWorkspace, isElsewhere }: CombiCardProps) => {
  const t = useTranslations('combis')
  const [problem, setProblem] = useState<string | null>(null)
  useRunEnd(combi)
  return (
    <Card className="p-4 sm:p-6">
      <article
        aria-labelledby={`combi-${combi.id}`}
        data-shortcut="row"
        tabIndex={-1}
        className="space-y-5 -outline-offset-4"
      >
        <CombiHead combi={combi} showsWorkspace={showsWorkspace} />
        <CombiNotices combi={combi} />
        <CombiCounts combi={combi} isElsewhere={isElsewhere} />
        {combi.activeRun !== null && <RunProgress run={combi.activeRun} />}
        {problem !== null && <Notice tone="bad">{problem}</Notice>}
        {isCompact ? (
          <div className="space-y-2">
            {combi.activeRun === null && <CombiLastRun combi={combi} />}
            <details>
              <summary className="w-fit cursor-pointer text-small font-medium text-muted">{t('details')}</summary>
              <div className="mt-3">
                <CombiFacts combi={combi} />
              </div>
            </details>
          </div>
        ) : (
          <CombiFacts combi={combi} />
        )}
        <CombiActions combi={combi} isElsewhere={isElsewhere} onProblem={setProblem} />
      </article>
    </Card>
  )
}

const CombiFacts = ({ combi }: { combi: CombiDto }) => (
  <div className="grid gap-x-10 gap-y-5 lg:grid-cols-2">
    <CombiSyncTimes combi={combi} />
    <CombiProfiles profiles={combi.profiles} />
  </div>
)

const CombiHead = ({ combi, showsWorkspace }: Pick<CombiCardProps, 'combi' | 'showsWorkspace'>) => {
  const nameOf = useVendorName()
  // An account that only has the name of its vendor says nothing that the name of the combi does not.
  const accounts = [combi.source, combi.books].flatMap(({ connector, account }) =>
    account === nameOf(connector) ? [] : [`${nameOf(connector)}: ${account}`],
  )
  const facts = showsWorkspace ? [combi.workspace.name, ...accounts] : accounts
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
          {facts.length > 0 && <p className="text-small text-muted">{facts.join(' · ')}</p>}
        </div>
      </div>
      <CombiStatus status={combi.status} />
    </header>
  )
}
