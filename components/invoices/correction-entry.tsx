import { useTranslations } from 'next-intl'
import { useId } from 'react'
import type { CorrectionEntryDto } from '@/lib/dto/correction'
import { Money } from '@/components/values/money'
import { useFormats } from '@/components/values/use-formats'
import { EntryTable } from './entry-table'

/** An entry that is going to be written, as debit and credit. */
export const CorrectionEntry = ({ title, entry }: { title: string; entry: CorrectionEntryDto }) => {
  const t = useTranslations('correction')
  const words = useTranslations('invoice.entry')
  const formats = useFormats()
  const titleId = useId()
  const period = words('periodOf', {
    ...{ period: String(entry.period.period), fiscalYear: String(entry.period.fiscalYear) },
  })
  return (
    <section aria-labelledby={titleId} className="mt-4">
      <h4 id={titleId} className="font-medium">
        {title}
      </h4>
      <p className="text-small text-muted">
        {[
          `${t('number')} ${String(entry.booksNumber)}`,
          `${t('bookedOn')} ${formats.day(entry.bookingDate)}`,
          `${words('period')} ${period}`,
        ].join(' · ')}
      </p>
      <EntryTable caption={entry.description} heads={[t('column.account'), t('column.debit'), t('column.credit')]}>
        {entry.lines.map(({ kind, account, accountName, vatCode, description, debitCents, creditCents }, at) => (
          <tr key={at}>
            <th scope="row">
              {kind === 'debtor'
                ? entry.debtorId === null
                  ? t('debtorNew')
                  : t('debtor', { id: entry.debtorId })
                : (account ?? t('vatLine'))}{' '}
              <span className="text-muted">{accountName}</span>
              {kind === 'revenue' && (
                <span className="block text-muted">
                  {[description, vatCode !== null && t('vatCode', { code: vatCode })]
                    .filter((part) => part !== false && part !== '')
                    .join(' · ')}
                </span>
              )}
            </th>
            <td>{debitCents !== 0 && <Money cents={debitCents} />}</td>
            <td>{creditCents !== 0 && <Money cents={creditCents} />}</td>
          </tr>
        ))}
      </EntryTable>
    </section>
  )
}
