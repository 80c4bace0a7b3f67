import { useTranslations } from 'next-intl'
import { Fragment } from 'react'
import type { BookingPreviewDto } from '@/lib/dto/preview'
import { Money } from '@/components/values/money'
import { Disclosure } from './disclosure'
import { EntryTable } from './entry-table'

type PreviewTotalsProps = { preview: BookingPreviewDto; books: string }

const groupBy = <Row extends { books: string }>(rows: readonly Row[]): [string, Row[]][] => [
  ...rows
    .reduce((groups, row) => groups.set(row.books, [...(groups.get(row.books) ?? []), row]), new Map<string, Row[]>())
    .entries(),
]

/** What each account and each VAT code gets from all invoices together, for every administration. */
export const PreviewTotals = ({ preview: { accounts, vatCodes }, books }: PreviewTotalsProps) => {
  const t = useTranslations('preview')
  if (accounts.length === 0) return null
  const isMixed = new Set(accounts.map((one) => one.books)).size > 1
  return (
    <Disclosure summary={t('totals')} isOpen>
      {groupBy(accounts).map(([administration, rows]) => (
        <Fragment key={administration}>
          {isMixed && <h4 className="mt-2 font-medium">{administration}</h4>}
          <EntryTable caption={t('accounts')} heads={[t('column.account'), t('column.debit'), t('column.credit')]}>
            {rows.map(({ kind, account, name, debitCents, creditCents }) => (
              <tr key={`${kind} ${account ?? ''}`}>
                <th scope="row">
                  {kind === 'debtor' ? (
                    t('debtors')
                  ) : account === null ? (
                    t('vatUnknown', { books })
                  ) : (
                    <>
                      {account} <span className="text-muted">{name}</span>
                    </>
                  )}
                </th>
                <td>{debitCents !== 0 && <Money cents={debitCents} />}</td>
                <td>{creditCents !== 0 && <Money cents={creditCents} />}</td>
              </tr>
            ))}
          </EntryTable>
          <EntryTable caption={t('vat')} heads={[t('column.vatCode'), t('column.net'), t('column.vatAmount')]}>
            {vatCodes
              .filter((one) => one.books === administration)
              .map(({ vatCode, name, netCents, vatCents }) => (
                <tr key={vatCode ?? ''}>
                  <th scope="row">
                    {vatCode === null ? (
                      t('noVatCode')
                    ) : (
                      <>
                        {vatCode} <span className="text-muted">{name}</span>
                      </>
                    )}
                  </th>
                  <td>
                    <Money cents={netCents} />
                  </td>
                  <td>
                    <Money cents={vatCents} />
                  </td>
                </tr>
              ))}
          </EntryTable>
        </Fragment>
      ))}
    </Disclosure>
  )
}
