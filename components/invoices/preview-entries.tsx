import { useTranslations } from 'next-intl'
import type { BookingPreviewDto, PreviewItemDto, PreviewLineDto } from '@/lib/dto/preview'
import type { VendorsDto } from '@/lib/dto/shapes'
import { ReasonText } from '@/components/reasons/reason-text'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Status } from '@/components/ui/status'
import { DayText } from '@/components/values/day'
import { Money } from '@/components/values/money'
import { useFormats } from '@/components/values/use-formats'
import { Disclosure } from './disclosure'
import { EntryTable } from './entry-table'

type PreviewEntriesProps = { preview: BookingPreviewDto; books: string; onPage: (page: number) => void }

/** The exact entry of each invoice, a page at a time. */
export const PreviewEntries = ({ preview, books, onPage }: PreviewEntriesProps) => {
  const t = useTranslations('preview')
  const { items, page, pageCount, vendors } = preview
  if (items.length === 0) return null
  return (
    <>
      <h4 className="mt-4 font-medium">{t('perInvoice')}</h4>
      <ul>
        {items.map((item) => (
          <li key={item.id}>
            <Disclosure summary={<EntrySummary item={item} />}>
              {item.reason !== null && <ReasonText reason={item.reason} vendors={vendors} />}
              {item.entry !== null && <EntryDetails item={item} entry={item.entry} {...{ books, vendors }} />}
            </Disclosure>
          </li>
        ))}
      </ul>
      {pageCount > 1 && <Pages page={page} pageCount={pageCount} onPage={onPage} />}
    </>
  )
}

const EntrySummary = ({ item: { number, debtorName, grossCents, reason } }: { item: PreviewItemDto }) => {
  const t = useTranslations('preview')
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span>{number}</span>
      <span className="order-last basis-full font-normal sm:order-none sm:min-w-0 sm:flex-1 sm:basis-auto">
        {debtorName}
      </span>
      <Money cents={grossCents} />
      {reason === null ? (
        <Status tone="good" icon="check">
          {t('willPass')}
        </Status>
      ) : (
        <Status tone="warn" icon="triangle">
          {t('willNotPass')}
        </Status>
      )}
    </span>
  )
}

type EntryDetailsProps = {
  item: PreviewItemDto
  entry: NonNullable<PreviewItemDto['entry']>
  books: string
  vendors: VendorsDto
}

const EntryDetails = ({ item, entry, books, vendors }: EntryDetailsProps) => {
  const t = useTranslations('preview')
  const { debtor, period } = entry
  const debtorText =
    debtor.booksDebtorId === null
      ? t('debtorNew', { name: item.debtorName })
      : t('debtorKnown', { id: debtor.booksDebtorId, name: debtor.name ?? item.debtorName })
  return (
    <>
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-small sm:grid-cols-[auto_1fr_auto_1fr] [&_dt]:text-muted">
        <dt>{t('number', { books })}</dt>
        <dd>{entry.booksNumber}</dd>
        <dt>{t('debtor')}</dt>
        <dd>{debtorText}</dd>
        <dt>{t('date')}</dt>
        <dd>
          <DayText day={entry.bookingDate} />
        </dd>
        <dt>{t('period')}</dt>
        <dd>{t('periodOf', { period: String(period.period), fiscalYear: String(period.fiscalYear) })}</dd>
        <dt>{t('due')}</dt>
        <dd>
          <DayText day={entry.dueOn} />
        </dd>
        <dt>{t('administration')}</dt>
        <dd>{item.administration}</dd>
        <dt>{t('description')}</dt>
        <dd className="sm:col-span-3">{entry.description}</dd>
      </dl>
      <EntryTable
        caption={t('entryOf', { number: item.number })}
        heads={[t('column.account'), t('column.debit'), t('column.credit')]}
      >
        {entry.lines.map((line, at) => (
          <tr key={at}>
            <th scope="row">
              <LineName line={line} debtorText={debtorText} books={books} />
            </th>
            <td>{line.debitCents !== 0 && <Money cents={line.debitCents} />}</td>
            <td>{line.creditCents !== 0 && <Money cents={line.creditCents} />}</td>
          </tr>
        ))}
      </EntryTable>
      {entry.notes.map((note) => (
        <ReasonText key={note.code + JSON.stringify(note.params)} reason={note} vendors={vendors} />
      ))}
    </>
  )
}

type LineNameProps = { line: PreviewLineDto; debtorText: string; books: string }

const LineName = ({ line, debtorText, books }: LineNameProps) => {
  const t = useTranslations('preview')
  const formats = useFormats()
  if (line.kind === 'debtor') return debtorText
  return (
    <>
      {line.account ?? t('vatUnknown', { books })} <span className="text-muted">{line.accountName}</span>
      {line.kind === 'revenue' && (
        <span className="block text-muted">
          {[
            line.description,
            line.origin !== null && t(`origin.${line.origin}`, { group: line.revenueGroup ?? '' }),
            line.vatCode === null
              ? t('noVatCode')
              : t('vatOn', { code: line.vatCode, amount: formats.euros(line.vatCents) }),
          ]
            .filter((part) => part !== false && part !== '')
            .join(' · ')}
        </span>
      )}
    </>
  )
}

type PagesProps = { page: number; pageCount: number; onPage: (page: number) => void }

const Pages = ({ page, pageCount, onPage }: PagesProps) => {
  const t = useTranslations('preview')
  return (
    <nav aria-label={t('pages')} className="mt-3 flex flex-wrap items-center justify-between gap-2">
      <Button
        aria-disabled={page === 1}
        onClick={() => {
          if (page > 1) onPage(page - 1)
        }}
      >
        <Icon name="left" />
        {t('previous')}
      </Button>
      <span>{t('page', { page: String(page), count: String(pageCount) })}</span>
      <Button
        aria-disabled={page === pageCount}
        onClick={() => {
          if (page < pageCount) onPage(page + 1)
        }}
      >
        {t('next')}
        <Icon name="right" />
      </Button>
    </nav>
  )
}
