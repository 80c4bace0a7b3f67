import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { CombiDto } from '@/lib/dto/combis'
import { RunStatus } from '@/components/runs/run-status'
import { useRunSentence } from '@/components/runs/use-run-sentence'
import { textLinkClass } from '@/components/ui/text-link'
import { Moment } from '@/components/values/moment'

/** When a combi last synchronised and with what result, and when it does so next. */
export const CombiSyncTimes = ({ combi }: { combi: CombiDto }) => {
  const t = useTranslations('combis.times')
  const { nextSyncAt } = combi
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2">
      <dt className="text-muted">{t('last')}</dt>
      <dd>
        <CombiLastRun combi={combi} />
      </dd>
      <dt className="text-muted">{t('next')}</dt>
      <dd>
        {nextSyncAt === null ? t('paused') : <Moment at={nextSyncAt} />}
        <span className="text-muted"> {t('interval', { minutes: combi.intervalMinutes })}</span>
      </dd>
    </dl>
  )
}

/** When a combi last synchronised, and what came of it. */
export const CombiLastRun = ({ combi: { id, lastRun } }: { combi: CombiDto }) => {
  const t = useTranslations('combis.times')
  const sentenceOf = useRunSentence()
  if (lastRun === null) return <p>{t('never')}</p>
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Moment at={lastRun.finishedAt ?? lastRun.requestedAt} />
      <RunStatus run={lastRun} />
      <Link href={`/combis/${id}/logboek/${lastRun.id}`} className={textLinkClass}>
        {sentenceOf(lastRun)}
      </Link>
    </div>
  )
}
