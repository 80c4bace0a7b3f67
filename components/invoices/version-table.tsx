import { useTranslations } from 'next-intl'
import type { InvoiceVersionDto } from '@/lib/dto/invoice-detail'
import { useFormats } from '@/components/values/use-formats'
import { DifferentMark } from './different-mark'
import { EntryTable } from './entry-table'
import { isDifferent, versionRows, type VersionRow } from './version-rows'

type VersionTableProps = { booked: InvoiceVersionDto; now: InvoiceVersionDto; source: string }

/** A long name may be broken, so that both versions fit beside each other on a phone; an amount or a day may not. */
const cell = ({ kind }: VersionRow): string => (kind === 'debtor' ? 'wrap-anywhere' : 'tabular-nums')

/** An invoice as it was booked beside what it says now; what differs is marked. */
export const VersionTable = ({ booked, now, source }: VersionTableProps) => {
  const t = useTranslations('correction.versions')
  const valueOf = useVersionValue()
  return (
    <EntryTable caption={t('caption')} heads={[t('fact'), t('booked'), t('now', { source })]}>
      {versionRows(booked, now).map((row) => (
        <tr key={row.kind === 'line' ? `line ${String(row.at)}` : row.kind}>
          <th scope="row" className="break-words">
            {row.kind === 'line' ? t('line', { at: String(row.at), description: row.description }) : t(row.kind)}
          </th>
          <td className={cell(row)}>{valueOf(row, 'booked')}</td>
          <td className={cell(row)}>
            {valueOf(row, 'now')}
            {isDifferent(row) && <DifferentMark word={t('different')} />}
          </td>
        </tr>
      ))}
    </EntryTable>
  )
}

const useVersionValue = () => {
  const t = useTranslations('correction.versions')
  const formats = useFormats()
  return (row: VersionRow, side: 'booked' | 'now'): string => {
    switch (row.kind) {
      case 'number':
      case 'debtor':
        return row[side]
      case 'issuedOn':
      case 'dueOn':
        return formats.day(row[side])
      case 'net':
      case 'vat':
      case 'gross':
        return formats.euros(row[side])
      case 'line': {
        const line = row[side]
        if (line === null) return t('none')
        const { description, quantity, unitPrice, netCents, vatClass, revenueGroup } = line
        return [
          ...(description === row.description ? [] : [description]),
          `${formats.decimal(quantity)} × ${formats.decimal(unitPrice)} = ${formats.euros(netCents)}`,
          ...[revenueGroup, vatClass].filter((part) => part !== null),
        ].join(' · ')
      }
    }
  }
}
