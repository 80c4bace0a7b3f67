import { useTranslations } from 'next-intl'
import type { InvoiceDetailDto } from '@/lib/dto/invoice-detail'
import { Money } from '@/components/values/money'
import { useFormats } from '@/components/values/use-formats'
import { EntryTable } from './entry-table'

/** The lines as the source states them. */
export const InvoiceLines = ({ detail: { lines } }: { detail: InvoiceDetailDto }) => {
  const t = useTranslations('invoice.lines')
  const formats = useFormats()
  return (
    <EntryTable caption={t('caption')} heads={[t('description'), t('net'), t('vat')]}>
      {lines.map(({ ref, description, quantity, unitPrice, netCents, vatCents, vatClass, revenueGroup }) => (
        <tr key={ref}>
          <th scope="row">
            {description}
            <span className="block text-muted">
              {[`${formats.decimal(quantity)} × ${formats.decimal(unitPrice)}`, revenueGroup, vatClass]
                .filter((part) => part !== null)
                .join(' · ')}
            </span>
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
  )
}
