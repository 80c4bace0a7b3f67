'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import type { InvoicesPageDto } from '@/lib/dto/invoices'
import { toInvoiceSearch, type InvoiceFilter } from '@/lib/queries/invoices'
import { inputClass } from '@/components/ui/field'
import { classNames } from '@/components/ui/class-names'

type CombiFilterProps = { filter: InvoiceFilter; combis: InvoicesPageDto['combis'] }

/** Narrows the invoices to one combi; absent where there is nothing to choose. */
export const CombiFilter = ({ filter, combis }: CombiFilterProps) => {
  const t = useTranslations('invoices.filter')
  const router = useRouter()
  if (combis.length < 2) return null
  return (
    <label className="flex items-center gap-2">
      <span className="text-muted">{t('combi')}</span>
      <select
        className={classNames(inputClass, 'w-auto max-w-60')}
        value={filter.combi ?? ''}
        onChange={({ currentTarget: { value } }) => {
          router.push(`/facturen${toInvoiceSearch({ ...filter, combi: value === '' ? null : value, cursor: null })}`)
        }}
      >
        <option value="">{t('all')}</option>
        {combis.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
