import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { RunDto } from '@/lib/dto/runs'
import { Cell, ColumnHead, StackedTable, StackedRow } from '@/components/ui/stacked-table'
import { textLinkClass } from '@/components/ui/text-link'
import { Moment } from '@/components/values/moment'
import { useFormats } from '@/components/values/use-formats'
import { RunDuration } from './run-duration'
import { RunStatus } from './run-status'
import { RunTrigger } from './run-trigger'
import { useRunSentence } from './use-run-sentence'

const figures = ['read', 'new', 'updated', 'booked', 'payments', 'failed', 'action'] as const

/** Runs, one a row, with what each did in figures. */
export const RunsTable = ({ runs }: { runs: readonly RunDto[] }) => {
  const t = useTranslations('runs')
  return (
    <StackedTable caption={t('caption')}>
      <thead role="rowgroup">
        <tr role="row">
          <ColumnHead sort="descending">{t('column.start')}</ColumnHead>
          <ColumnHead>{t('column.outcome')}</ColumnHead>
          <ColumnHead>{t('column.trigger')}</ColumnHead>
          <ColumnHead align="end">{t('column.duration')}</ColumnHead>
          {figures.map((figure) => (
            <ColumnHead key={figure} align="end">
              {t(`count.${figure}`)}
            </ColumnHead>
          ))}
          <ColumnHead align="end">{t('count.calls')}</ColumnHead>
        </tr>
      </thead>
      {runs.map((run) => (
        <RunRow key={run.id} run={run} />
      ))}
    </StackedTable>
  )
}

const RunRow = ({ run }: { run: RunDto }) => {
  const t = useTranslations('runs')
  const formats = useFormats()
  const sentenceOf = useRunSentence()
  return (
    <StackedRow>
      <Cell label={t('column.start')} className="lg:whitespace-nowrap">
        <Link href={`/combis/${run.combiId}/logboek/${run.id}`} className={textLinkClass}>
          <Moment at={run.startedAt ?? run.requestedAt} />
        </Link>
      </Cell>
      <Cell label={t('column.outcome')} place="line">
        <span className="flex flex-col items-start gap-1">
          <RunStatus run={run} />
          {run.outcome !== null && <span>{sentenceOf(run)}</span>}
        </span>
      </Cell>
      <Cell label={t('column.trigger')}>
        <RunTrigger trigger={run.trigger} />
      </Cell>
      <Cell label={t('column.duration')} align="end">
        <RunDuration run={run} />
      </Cell>
      {figures.map((figure) => (
        <Cell key={figure} label={t(`count.${figure}`)} align="end">
          {formats.count(run.counts[figure])}
        </Cell>
      ))}
      <Cell label={t('count.calls')} align="end">
        {formats.count(run.callCount)}
      </Cell>
    </StackedRow>
  )
}
