import { useTranslations } from 'next-intl'
import type { ReconciliationAmountsDto, ReconciliationDto } from '@/lib/dto/reconciliation'
import { Card } from '@/components/ui/card'
import { Cell, ColumnHead, StackedRow, StackedTable } from '@/components/ui/stacked-table'
import { useFormats } from '@/components/values/use-formats'
import { useVendorName } from '@/components/values/use-vendor-name'
import { AmountCells, AmountHeads } from './amount-cells'

/** What was invoiced, what became of it, and what remains to be explained. */
export const EquationTable = ({ data }: { data: ReconciliationDto }) => {
  const t = useTranslations('reconciliation')
  const formats = useFormats()
  const nameOf = useVendorName()
  return (
    <Card className="overflow-hidden">
      <h2 className="px-4 pt-4 pb-1 text-heading font-semibold sm:px-5">{t('equation.title')}</h2>
      <StackedTable caption={t('equation.caption', { month: formats.month(data.month) })}>
        <thead role="rowgroup">
          <tr role="row">
            <ColumnHead>{t('column.what')}</ColumnHead>
            <ColumnHead align="end">{t('column.count')}</ColumnHead>
            <AmountHeads />
          </tr>
        </thead>
        {data.parts.map(({ key, count, amounts }) => (
          <EquationRow key={key} name={t(`part.${key}`)} count={count} amounts={amounts} />
        ))}
        <EquationRow
          name={t('equation.differences')}
          count={data.differences.length}
          amounts={data.differenceTotal}
          className={data.differences.length > 0 ? 'font-medium text-warn' : undefined}
        />
        <EquationRow
          name={t('equation.total', { source: nameOf(data.combi.vendors.source) })}
          count={data.total.count}
          amounts={data.total.amounts}
          className="font-semibold"
        />
      </StackedTable>
    </Card>
  )
}

type EquationRowProps = {
  name: string
  count: number
  amounts: ReconciliationAmountsDto
  className?: string | undefined
}

const EquationRow = ({ name, count, amounts, className = '' }: EquationRowProps) => {
  const t = useTranslations('reconciliation.column')
  return (
    <StackedRow>
      <Cell label={t('what')} className={className}>
        {name}
      </Cell>
      <Cell label={t('count')} align="end">
        {useFormats().count(count)}
      </Cell>
      <AmountCells amounts={amounts} />
    </StackedRow>
  )
}
