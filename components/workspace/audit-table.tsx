import { useTranslations } from 'next-intl'
import type { AuditEntryDto } from '@/lib/dto/workspace'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Cell, ColumnHead, StackedRow, StackedTable } from '@/components/ui/stacked-table'
import { Moment } from '@/components/values/moment'
import { auditParams, toAuditKind } from './audit-words'

/** What was done, one deed a row. */
export const AuditTable = ({ entries }: { entries: readonly AuditEntryDto[] }) => {
  const t = useTranslations('audit')
  return (
    <Card>
      {entries.length === 0 ? (
        <EmptyState icon="clock" title={t('empty.title')}>
          {t('empty.text')}
        </EmptyState>
      ) : (
        <StackedTable caption={t('caption')}>
          <thead role="rowgroup">
            <tr role="row">
              <ColumnHead sort="descending">{t('column.at')}</ColumnHead>
              <ColumnHead>{t('column.who')}</ColumnHead>
              <ColumnHead>{t('column.what')}</ColumnHead>
            </tr>
          </thead>
          {entries.map((entry) => (
            <AuditRow key={entry.id} entry={entry} />
          ))}
        </StackedTable>
      )}
    </Card>
  )
}

const AuditRow = ({ entry: { at, kind, actorEmail, params } }: { entry: AuditEntryDto }) => {
  const t = useTranslations('audit')
  const known = toAuditKind(kind)
  return (
    <StackedRow>
      <Cell label={t('column.at')} className="lg:whitespace-nowrap">
        <Moment at={at} />
      </Cell>
      <Cell label={t('column.who')} className="break-all">
        {actorEmail ?? t('portal')}
      </Cell>
      <Cell label={t('column.what')} place="line" className="break-words">
        {t(`what.${known}`, auditParams(params))}
      </Cell>
    </StackedRow>
  )
}
