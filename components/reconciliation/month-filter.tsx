'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import Link from 'next/link'
import type { ReconciliationDto } from '@/lib/dto/reconciliation'
import { reconciliationPage } from '@/lib/queries/reconciliation'
import { buttonClass } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { Select } from '@/components/ui/select'
import { useFormats } from '@/components/values/use-formats'

/** Two years back is what a bookkeeper still closes. */
const shownMonths = 24

/** The month so many months later, `2026-11`. */
const monthsOn = (month: string, by: number): string => {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const count = year * 12 + number - 1 + by
  return `${String(Math.floor(count / 12))}-${String((count % 12) + 1).padStart(2, '0')}`
}

/** Which month, of which administration; both stand in the address. */
export const MonthFilter = ({ data }: { data: ReconciliationDto }) => {
  const t = useTranslations('reconciliation.filter')
  const router = useRouter()
  const formats = useFormats()
  const addressOf = (month: string, administration = data.administrationRef) =>
    reconciliationPage(data.combi.id, { month, administration })
  const recent = Array.from({ length: shownMonths }, (_, index) => monthsOn(data.currentMonth, -index))
  const months = recent.includes(data.month) ? recent : [data.month, ...recent]
  return (
    <div role="group" aria-label={t('label')} className="flex flex-wrap items-end gap-3">
      <Field id="reconciliation-month" label={t('month')}>
        <span className="flex gap-2">
          <Link href={addressOf(monthsOn(data.month, -1))} className={buttonClass()} aria-label={t('previous')}>
            <Icon name="left" />
          </Link>
          <Select
            id="reconciliation-month"
            className="w-48"
            value={data.month}
            onChange={({ currentTarget: { value } }) => {
              router.push(addressOf(value), { scroll: false })
            }}
          >
            {months.map((month) => (
              <option key={month} value={month}>
                {formats.month(month)}
              </option>
            ))}
          </Select>
          {data.month < data.currentMonth && (
            <Link href={addressOf(monthsOn(data.month, 1))} className={buttonClass()} aria-label={t('next')}>
              <Icon name="right" />
            </Link>
          )}
        </span>
      </Field>
      {data.administrations.length > 1 && (
        <Field id="reconciliation-administration" label={t('administration')}>
          <Select
            id="reconciliation-administration"
            className="w-64 max-w-full"
            value={data.administrationRef}
            onChange={({ currentTarget: { value } }) => {
              router.push(addressOf(data.month, value), { scroll: false })
            }}
          >
            {data.administrations.map(({ ref, name }) => (
              <option key={ref} value={ref}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </div>
  )
}
