import { useTranslations } from 'next-intl'
import type { ReconciliationAmountsDto } from '@/lib/dto/reconciliation'
import { Cell, ColumnHead } from '@/components/ui/stacked-table'
import { Money } from '@/components/values/money'

/** The heads of the three columns that an amount takes. */
export const AmountHeads = () => {
  const t = useTranslations('reconciliation.column')
  return (
    <>
      <ColumnHead align="end">{t('net')}</ColumnHead>
      <ColumnHead align="end">{t('vat')}</ColumnHead>
      <ColumnHead align="end">{t('gross')}</ColumnHead>
    </>
  )
}

/** An amount as net, VAT and total. */
export const AmountCells = ({ amounts }: { amounts: ReconciliationAmountsDto }) => {
  const t = useTranslations('reconciliation.column')
  return (
    <>
      <Cell label={t('net')} align="end">
        <Money cents={amounts.netCents} />
      </Cell>
      <Cell label={t('vat')} align="end">
        <Money cents={amounts.vatCents} />
      </Cell>
      <Cell label={t('gross')} align="end">
        <Money cents={amounts.grossCents} />
      </Cell>
    </>
  )
}
