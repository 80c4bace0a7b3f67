import { useTranslations } from 'next-intl'
import type { RemovedCombisDto } from '@/lib/dto/editing'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Cell, ColumnHead, StackedRow, StackedTable } from '@/components/ui/stacked-table'
import { textLinkClass } from '@/components/ui/text-link'
import { Moment } from '@/components/values/moment'

/** The removed combi's with the way to their trail. */
export const RemovedList = ({ items }: RemovedCombisDto) => {
  const t = useTranslations('editing.removed')
  return (
    <Card>
      {items.length === 0 ? (
        <EmptyState icon="clock" title={t('emptyTitle')}>
          {t('emptyText')}
        </EmptyState>
      ) : (
        <StackedTable caption={t('caption')}>
          <thead role="rowgroup">
            <tr role="row">
              <ColumnHead>{t('name')}</ColumnHead>
              <ColumnHead sort="descending">{t('removedAt')}</ColumnHead>
              <ColumnHead align="end">{t('invoices')}</ColumnHead>
              <ColumnHead>{t('trail')}</ColumnHead>
            </tr>
          </thead>
          {items.map(({ id, name, removedAt, invoiceCount }) => (
            <StackedRow key={id}>
              <Cell place="line" className="font-medium break-words">
                {name}
              </Cell>
              <Cell label={t('removedAt')}>
                <Moment at={removedAt} />
              </Cell>
              <Cell label={t('invoices')} align="end">
                {invoiceCount}
              </Cell>
              <Cell label={t('trail')}>
                <a
                  href={`/api/combis/removed/${id}/export`}
                  download
                  aria-label={t('downloadOf', { name })}
                  className={textLinkClass}
                >
                  {t('download')}
                </a>
              </Cell>
            </StackedRow>
          ))}
        </StackedTable>
      )}
    </Card>
  )
}
