import { useTranslations } from 'next-intl'
import type { ReconciliationAmountsDto, ReconciliationDto } from '@/lib/dto/reconciliation'
import { Card } from '@/components/ui/card'
import { Cell, ColumnHead, StackedRow, StackedTable } from '@/components/ui/stacked-table'
import { AmountCells, AmountHeads } from './amount-cells'

type SharesTableProps = { data: ReconciliationDto; by: 'accounts' | 'vatCodes' }

const addUp = (all: readonly ReconciliationAmountsDto[]): ReconciliationAmountsDto =>
  all.reduce(
    (sum, { netCents, vatCents, grossCents }) => ({
      netCents: sum.netCents + netCents,
      vatCents: sum.vatCents + vatCents,
      grossCents: sum.grossCents + grossCents,
    }),
    { netCents: 0, vatCents: 0, grossCents: 0 },
  )

/** The month by ledger account or VAT code, as it was booked; what was not booked stands by itself, so that it adds up. */
export const SharesTable = ({ data, by }: SharesTableProps) => {
  const t = useTranslations('reconciliation')
  const isVat = by === 'vatCodes'
  const partsOf = (keys: readonly string[]) =>
    addUp(data.parts.filter(({ key }) => keys.includes(key)).map(({ amounts }) => amounts))
  const nameOf = (key: string | null): string => {
    if (key === null) return isVat ? t('vat.none') : t('accounts.none')
    return isVat ? t('vat.name', { code: key }) : key
  }
  const rows = [
    ...data[by].map(({ key, netCents, vatCents }) => ({
      name: nameOf(key),
      amounts: { netCents, vatCents, grossCents: netCents + vatCents },
    })),
    { name: t('accounts.notBooked'), amounts: partsOf(['failed', 'action', 'waiting', 'pending']) },
    { name: t('accounts.ignored'), amounts: partsOf(['ignored']) },
    { name: t('accounts.differences'), amounts: data.differenceTotal },
  ]
  return (
    <Card className="overflow-hidden">
      <h2 className="px-4 pt-4 pb-1 text-heading font-semibold sm:px-5">
        {isVat ? t('vat.title') : t('accounts.title')}
      </h2>
      <StackedTable caption={isVat ? t('vat.caption') : t('accounts.caption')}>
        <thead role="rowgroup">
          <tr role="row">
            <ColumnHead>{isVat ? t('vat.code') : t('accounts.account')}</ColumnHead>
            <AmountHeads />
          </tr>
        </thead>
        {rows.map(({ name, amounts }) => (
          <StackedRow key={name}>
            <Cell label={isVat ? t('vat.code') : t('accounts.account')} place="line">
              {name}
            </Cell>
            <AmountCells amounts={amounts} />
          </StackedRow>
        ))}
        <StackedRow>
          <Cell label={isVat ? t('vat.code') : t('accounts.account')} place="line" className="font-semibold">
            {t('accounts.total')}
          </Cell>
          <AmountCells amounts={data.total.amounts} />
        </StackedRow>
      </StackedTable>
    </Card>
  )
}
