import { getTranslations } from 'next-intl/server'
import { reconciliationQuery, type ReconciliationAmountsDto, type ReconciliationDto } from '@/lib/dto/reconciliation'
import { csvResponse, type Cell } from '../../../csv'
import { parseRequest, readEndpoint, requireFound } from '../../../endpoint'
import { askReconciliation } from '../reconciliation/ask'

const cellsOf = ({ netCents, vatCents, grossCents }: ReconciliationAmountsDto): Cell[] =>
  [netCents, vatCents, grossCents].map((cents) => ({ cents }))

/** A month for the accountant: the equation, the accounts, the VAT codes, and every difference. */
export const GET = readEndpoint<{ id: string }>(async ({ member, params, search }) => {
  const query = parseRequest(reconciliationQuery, Object.fromEntries(search))
  const { data } = requireFound(await askReconciliation(member, params.id, query))
  return csvResponse(`aansluiting-${data.month}-${data.administrationRef}`, await rowsOf(data))
})

const rowsOf = async (data: ReconciliationDto): Promise<Cell[][]> => {
  const t = await getTranslations('reconciliation')
  const amountHeads = [t('column.net'), t('column.vat'), t('column.gross')]
  const share = (label: string, { netCents, vatCents }: { netCents: number; vatCents: number }): Cell[] => [
    label,
    '',
    ...cellsOf({ netCents, vatCents, grossCents: netCents + vatCents }),
  ]
  return [
    [t('title'), data.month, data.administrations.find(({ ref }) => ref === data.administrationRef)?.name ?? ''],
    [t('reading.readAt'), data.reading.readAt ?? t('reading.never')],
    [],
    [t('equation.title'), t('column.count'), ...amountHeads],
    [t('equation.total'), data.total.count, ...cellsOf(data.total.amounts)],
    ...data.parts.map(({ key, count, amounts }) => [t(`part.${key}`), count, ...cellsOf(amounts)]),
    [t('equation.differences'), data.differences.length, ...cellsOf(data.differenceTotal)],
    [],
    [t('accounts.title'), '', ...amountHeads],
    ...data.accounts.map((row) => share(row.key ?? t('accounts.none'), row)),
    [],
    [t('vat.title'), '', ...amountHeads],
    ...data.vatCodes.map((row) => share(row.key ?? t('vat.none'), row)),
    [],
    [t('differences.title'), t('column.number'), ...amountHeads, t('column.debtor'), t('column.bookingDate')],
    ...data.differences.map(({ kind, number, amounts, debtorName, bookingDate }) => [
      t(`kind.${kind}`),
      number,
      ...cellsOf(amounts),
      debtorName,
      bookingDate,
    ]),
  ]
}
