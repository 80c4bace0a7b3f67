import { useTranslations } from 'next-intl'
import type { ReconciliationDifferenceDto, ReconciliationDto } from '@/lib/dto/reconciliation'
import { InvoiceStatus } from '@/components/invoices/invoice-status'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { Cell, ColumnHead, StackedRow, StackedTable } from '@/components/ui/stacked-table'
import { TextLink, textLinkClass } from '@/components/ui/text-link'
import { useFormats } from '@/components/values/use-formats'
import { useVendorName } from '@/components/values/use-vendor-name'
import { AmountCells, AmountHeads } from './amount-cells'

/** Every difference of the month: which invoice, what it is, what to do, and how much. */
export const DifferencesTable = ({ data }: { data: ReconciliationDto }) => {
  const t = useTranslations('reconciliation')
  const formats = useFormats()
  return (
    <Card className="overflow-hidden">
      <h2 className="px-4 pt-4 pb-1 text-heading font-semibold sm:px-5">{t('differences.title')}</h2>
      {data.differences.length === 0 ? (
        <p className="px-4 pb-4 text-muted sm:px-5">{t('differences.none')}</p>
      ) : (
        <StackedTable caption={t('differences.caption', { month: formats.month(data.month) })}>
          <thead role="rowgroup">
            <tr role="row">
              <ColumnHead>{t('column.number')}</ColumnHead>
              <ColumnHead>{t('column.kind')}</ColumnHead>
              <AmountHeads />
            </tr>
          </thead>
          {data.differences.map((difference, index) => (
            <StackedRow key={`${difference.kind} ${difference.ref ?? String(index)}`}>
              <Cell label={t('column.number')} place="line">
                <DifferenceInvoice difference={difference} combi={data.combi} />
              </Cell>
              <Cell label={t('column.kind')} place="line" className="lg:min-w-72">
                <DifferenceWords difference={difference} combi={data.combi} />
              </Cell>
              <AmountCells amounts={difference.amounts} />
            </StackedRow>
          ))}
        </StackedTable>
      )}
    </Card>
  )
}

type DifferenceProps = { difference: ReconciliationDifferenceDto; combi: ReconciliationDto['combi'] }

/** The tab on which an invoice in this state stands. */
const tabOf = (state: NonNullable<ReconciliationDifferenceDto['state']>) => (state === 'processing' ? 'offered' : state)

const DifferenceInvoice = ({ difference, combi }: DifferenceProps) => {
  const t = useTranslations('reconciliation.differences')
  const nameOf = useVendorName()
  const { number, debtorName, state, sourceUrl } = difference
  return (
    <span className="flex flex-col items-start gap-0.5">
      <span className="font-medium">{number}</span>
      {debtorName !== '' && <span className="text-muted">{debtorName}</span>}
      <span className="flex flex-wrap items-center gap-x-3">
        {sourceUrl !== null && (
          <a href={sourceUrl} target="_blank" rel="noreferrer" className={textLinkClass}>
            {t('inSource', { source: nameOf(combi.vendors.source) })}
            <Icon name="out" className="size-3.5" />
            <span className="sr-only">: {number}</span>
          </a>
        )}
        {state !== null && (
          <TextLink href={`/facturen?state=${tabOf(state)}&combi=${combi.id}`}>
            {t('inPortal')}
            <span className="sr-only">: {number}</span>
          </TextLink>
        )}
      </span>
    </span>
  )
}

const DifferenceWords = ({ difference, combi }: DifferenceProps) => {
  const t = useTranslations('reconciliation')
  const formats = useFormats()
  const nameOf = useVendorName()
  const { kind, state, bookingDate } = difference
  return (
    <span className="flex flex-col items-start gap-1">
      <span className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{t(`kind.${kind}`)}</span>
        {state !== null && <InvoiceStatus state={state} />}
      </span>
      <span className="text-muted">
        {t(`cure.${kind}`, {
          source: nameOf(combi.vendors.source),
          books: nameOf(combi.vendors.books),
          day: bookingDate === null ? '' : formats.day(bookingDate),
        })}
      </span>
    </span>
  )
}
